"""Every deliberate error of the package, each with what happened, why, and what to do about it.

The command line turns `exit_code` into its own exit code; a script catches `AnalyzerError` and reads the parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class AnalyzerError(Exception):
    """Base of all deliberate errors.

    Parameters
    ----------
    what : str
        What happened and where, with the value concerned.
    why, fix, more : str
        Reason, next step, and where to read on; may be empty.

    >>> str(AnalyzerError("scan.pdf: found 0 words.", fix="Run OCR first."))
    'scan.pdf: found 0 words.\\nRun OCR first.'
    """

    exit_code = 1

    def __init__(self, what: str, *, why: str = "", fix: str = "", more: str = "") -> None:
        self.what, self.why, self.fix, self.more = what, why, fix, more
        super().__init__("\n".join(part for part in (what, why, fix, more) if part))


class UsageError(AnalyzerError):
    """An option, a name or a value that is not one of those that exist."""

    exit_code = 2


class UnreadableError(AnalyzerError):
    """Input that cannot be read, or that holds no usable text."""

    exit_code = 3


class CodebookError(UnreadableError):
    """A codebook that cannot be read or that contradicts itself."""


class TooFewError(AnalyzerError):
    """Fewer articles to compare with than any comparison needs."""

    exit_code = 4


class StrictError(AnalyzerError):
    """Something was skipped although the user asked for `strict`."""

    exit_code = 5


class MissingPartError(AnalyzerError):
    """An optional package is needed and not installed."""

    exit_code = 6


class EngineError(AnalyzerError):
    """Workers were lost, or are not fit for the work."""

    exit_code = 7


class CacheError(AnalyzerError):
    """What was read cannot be kept; the work itself can go on."""


class CacheWarning(UserWarning):
    """What was read could not be kept; no result is touched."""


def one_of(name: str, value: object, options: Iterable[str]) -> str:
    """Return `value` if it is one of `options`; else raise `UsageError` with every option listed.

    >>> one_of("voice", "narrator", ("all", "narrator"))
    'narrator'
    """
    known = list(options)
    if isinstance(value, str) and value in known:
        return value
    close = get_close_matches(str(value), known, n=1)
    hint = f"Did you mean {close[0]!r}? " if close else ""
    raise UsageError(f"{name}: unknown value {value!r}.", fix=f"{hint}Use one of: {', '.join(known)}.")
