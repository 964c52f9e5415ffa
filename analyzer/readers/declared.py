"""From bytes to text where the file says itself in which encoding it is: pages of HTML, XML, parts of an e-mail.

What it says is often wrong. So UTF-8 without any error is UTF-8 whatever is declared, and a declared encoding that the
bytes do not fit is not believed; then the ladder of `encoding` decides.
"""

from __future__ import annotations

import codecs
import re

from analyzer.readers.encoding import Decoded, decode

_HEAD = 8192  # bytes in which a declaration is looked for; browsers look at 1,024
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']?([\w.:-]{2,40})"""
    rb"""|<meta[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What pages call an encoding, and the larger one that was meant.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_UNICODE = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"})
# No language of Western Europe has words with four such letters in a row: a text full of them is in other letters.
_NOT_WESTERN = re.compile("[À-ÿ]{4}")
_MANY = 20
_SAMPLE = 200_000
_FEW_BROKEN = 0.002  # of the characters


def decode_declared(data: bytes, *, encoding: str = "", declared: str = "") -> Decoded:
    """The text of `data`, and a note where what it declares was not believed.

    Parameters
    ----------
    data : bytes
    encoding : str
        What the user wants for everything without a byte-order mark; it goes before every declaration.
    declared : str
        What stood beside the data, such as the header of an e-mail; "" looks for a declaration in the data.

    >>> decode_declared('<meta charset="windows-1251"><p>Суд'.encode("cp1251")).text[-3:]
    'Суд'
    >>> decode_declared('<meta charset="latin1"><p>Café'.encode())[1:]
    ('utf-8', 'declared as latin1, and is UTF-8')
    """
    if encoding or data.startswith(_MARKS):
        return decode(data, encoding=encoding)
    label = declared or _declaration(data)
    codec = _codec(label)
    shifted = codec.startswith("iso2022") and b"\x1b" in data  # of ASCII alone, and no ASCII
    if not shifted and _is_utf8(data):
        wrong = codec not in ("", "utf-8") and not data.isascii()
        return Decoded(data.decode(), "utf-8", f"declared as {label}, and is UTF-8" if wrong else "")
    return _as_declared(data, label, codec) or decode(data)


def _declaration(data: bytes) -> str:
    match = _DECLARED.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _codec(label: str) -> str:
    """The encoding that a label stands for, or "" when there is none of that name."""
    try:
        name = codecs.lookup(label.strip()).name if label else ""
        "".encode(name or "utf-8")
    except (LookupError, ValueError):
        return ""
    return _MEANT.get(name, name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _as_declared(data: bytes, label: str, codec: str) -> Decoded | None:
    if not codec or codec in _UNICODE:
        return None
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd")
    foreign = codec == "cp1252" and len(_NOT_WESTERN.findall(text[:_SAMPLE])) > _MANY
    if foreign or broken > _FEW_BROKEN * len(text):
        return None
    note = f"{broken} characters could not be decoded as {label}; each is U+FFFD in the text" if broken else ""
    return Decoded(text, codec, note)
