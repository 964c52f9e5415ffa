"""From bytes to text: a ladder of encodings, and a note whenever a rung below strict UTF-8 was needed.

The ladder: byte-order mark, strict UTF-8, UTF-8 with a few broken bytes, cp1252 while few bytes are outside ASCII,
charset-normalizer, cp1252 with replacement. It does not tell the single-byte encodings of Europe apart
(cp1250 Polish comes out as cp1252): such a file needs the option `encoding`.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from analyzer.errors import UsageError

# cp1252 is tried before the detector below this share, because detectors misread short Western texts.
FEW_HIGH_BYTES = 0.15
# What news is found in; left to itself the detector also takes short texts for encodings that nobody used.
GUESSED: tuple[str, ...] = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "iso8859_5"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
)
_SAMPLE = 2**16
_ASCII = bytes(range(128))
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(NamedTuple):
    """Text, the encoding it was decoded with, and a note ("" when nothing had to be decided)."""

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, *, encoding: str = "") -> Decoded:
    """The text of `data`, never an exception: bytes that no rung can read become U+FFFD, and the note says so.

    Parameters
    ----------
    data : bytes
    encoding : str
        Used for everything without a byte-order mark; "" climbs the ladder.

    Raises
    ------
    UsageError
        When Python knows no text encoding of that name.

    >>> decode("The café was closed.".encode("cp1252"))
    Decoded(text='The café was closed.', encoding='cp1252', note='not UTF-8; read as cp1252')
    """
    known = check_encoding(encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _with_replacement(data[len(mark) :], name)
    return _with_replacement(data, known) if known else _climb(data)


def check_encoding(name: str) -> str:
    """`name` as Python spells it, or "" for ""; `UsageError` when it is no text encoding.

    >>> check_encoding("Latin-1")
    'iso8859-1'
    """
    if not name:
        return ""
    try:
        "".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"encoding: {name!r} is not a text encoding.",
            fix="Use a name such as utf-8, cp1252, cp1250, cp1251, iso-8859-2, shift_jis or gb18030.",
        ) from error


def _climb(data: bytes) -> Decoded:
    strict = _strict(data, "utf-8")
    if strict is not None:
        return Decoded(strict, "utf-8")
    return _broken_utf8(data) or _few_high_bytes(data) or _detected(data) or _with_replacement(data, "cp1252")


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with damage: more characters of several bytes are whole than broken, which no other encoding shows."""
    decoded = _with_replacement(data, "utf-8")
    foreign = len(decoded.text) - len(decoded.text.encode("ascii", errors="ignore"))
    broken = _n_broken(data, decoded)
    return decoded if foreign - broken > broken else None


def _few_high_bytes(data: bytes) -> Decoded | None:
    high = len(data.translate(None, _ASCII))
    text = _strict(data, "cp1252") if high < FEW_HIGH_BYTES * len(data) else None
    return None if text is None else Decoded(text, "cp1252", "not UTF-8; read as cp1252")


def _detected(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(_sample(data), cp_isolation=[*GUESSED]).best()
    text = None if best is None else _strict(data, best.encoding)
    if best is None or text is None:
        return None
    return Decoded(text, best.encoding, f"not UTF-8; encoding guessed: {best.encoding}")


def _sample(data: bytes) -> bytes:
    """The first bytes, cut at a space or newline, which no encoding uses inside a character of several bytes."""
    sample = data[:_SAMPLE]
    cut = max(sample.rfind(b" "), sample.rfind(b"\n"))
    return sample[:cut] if len(sample) < len(data) and cut > 0 else sample


def _with_replacement(data: bytes, name: str) -> Decoded:
    text = _strict(data, name)
    if text is not None:
        return Decoded(text, name)
    decoded = Decoded(data.decode(name, errors="replace"), name)
    n = _n_broken(data, decoded)
    return decoded._replace(note=f"{n} characters could not be decoded as {name}; each is U+FFFD in the text")


def _n_broken(data: bytes, decoded: Decoded) -> int:
    """Replacement characters that were not already in the bytes."""
    return decoded.text.count("\ufffd") - data.count("\ufffd".encode(decoded.encoding, errors="ignore") or data)
