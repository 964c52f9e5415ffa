"""What is done to the characters of a text before it is an article's; nothing else is."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]")


def has_words(text: str) -> bool:
    """Whether there is at least one letter or digit.

    >>> has_words("... ___"), has_words("Да.")
    (False, True)
    """
    return _WORD.search(text) is not None


def whole_characters(text: str) -> str:
    """`text` as it can be written to any file again.

    Pairs of surrogates are joined; single ones and NUL become U+FFFD.

    >>> whole_characters("a\\ud83d\\ude00b\\ud83d") == "a\\U0001f600b\\ufffd"
    True
    """
    without_nul = text.replace("\x00", "\ufffd")
    if without_nul.isascii():
        return without_nul
    return without_nul.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


def plain_lines(text: str) -> str:
    """`text` with a newline at the end of each line, whatever system it was written on.

    >>> plain_lines("a\\r\\nb\\rc")
    'a\\nb\\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def cut_blank_lines(text: str) -> str:
    """`text` without the blank lines before and after it; spaces within its first and last line stay.

    >>> cut_blank_lines("\\n \\n  One. \\n\\n")
    '  One. '
    """
    first = len(text) - len(text.lstrip())
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", len(text.rstrip()))
    return text[start : end if end >= start else len(text)] if first < len(text) else ""


def one_line(said: object, most: int = 200) -> str:
    """What a parser of others says of a file, as part of a sentence.

    >>> one_line("Invalid data\\n\\nat 7 ")
    'Invalid data at 7'
    """
    return whole_characters(" ".join(str(said).split())[:most])
