"""Why a page was not fetched: for good, or for now."""

from __future__ import annotations

from analyzer.readers.folder import shown


class FetchError(Exception):
    """The page will not be fetched, whatever is tried; the text is the reason.

    >>> str(FetchError("no answer:" + chr(27) + "[2J")) == "no answer:" + chr(92) + "x1b[2J"
    True
    """

    def __init__(self, reason: str) -> None:
        super().__init__(shown(reason))  # a server may have written a part of it


class TryAgainError(FetchError):
    """The page may be had later.

    Parameters
    ----------
    reason : str
    after : float
        Seconds that the server asks for; 0 when it asks for none.
    """

    def __init__(self, reason: str, after: float = 0.0) -> None:
        super().__init__(reason)
        self.after = after
