"""RTF, the files of many word processors and databases: the text as it is seen.

Comments, footnotes, headers, deleted and hidden text are not read. Embedded objects and pictures are passed over.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from analyzer.errors import UnreadableError
from analyzer.readers.characters import whole_characters
from analyzer.readers.documents.document import document_readings
from analyzer.readers.documents.flow import Block, Style
from analyzer.readers.reading import File, Options, Reading

DEEPEST = 1000  # groups in one another; word processors write some ten

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>.)"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n\x00]+)|[\r\n\x00\\]",
    re.DOTALL,
)
_CODE_PAGES = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip
_CHARACTERS = {
    "tab": "\t", "cell": "\t", "nestcell": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003",
    "enspace": "\u2002", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SIGNS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "row", "nestrow"})
# Groups that are not text of the page; a group marked with \* is none either.
_PASSED_OVER = frozenset({
    "annotation", "atnauthor", "atnid", "bkmkend", "bkmkstart", "colortbl", "comment", "datastore", "datafield",
    "filetbl", "fldinst", "footer", "footerf", "footerl", "footerr", "ftncn", "ftnsep", "ftnsepc", "header",
    "headerf", "headerl", "headerr", "info", "listtable", "listtext", "mmath", "nonshppict", "objclass", "objdata",
    "objname", "pict", "pntext", "private", "rsidtbl", "tc", "template", "themedata", "txe", "xe", "xmlnstbl",
})  # fmt: skip
_COUNTED = {"footnote": "footnotes", "annotation": "comments"}


def read_rtf(file: File, options: Options) -> Iterator[Reading]:
    """The article in an RTF file, or those of the export that it is.

    Raises
    ------
    UnreadableError
        When it is no RTF, is nested too deeply, or holds no words.
    """
    page = _Page(file.data)
    listed = ", ".join(f"{n} {what}" for what, n in sorted(page.left_out.items()))
    yield from document_readings(page.blocks, file, options, notes=(f"left out: {listed}",) if listed else ())


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds until the group ends: where its text goes, in which code page, and whether it is seen."""

    goes: str = "page"
    code_page: str = ""
    hidden: str = ""
    skip: int = 1  # characters that stand behind one of Unicode for programs that do not know it
    starred: bool = False


class _Page:
    """Goes through the file once, and holds its blocks."""

    def __init__(self, data: bytes) -> None:
        if not data.lstrip()[:5].lower().startswith(b"{\\rtf"):
            raise UnreadableError("no RTF, whatever its name says; if it is plain text, save it as .txt")
        self.blocks: list[Block] = []
        self.left_out: Counter[str] = Counter()
        self._code_page, self._default_font = "cp1252", 0
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._number = 0  # of the font or style that is being defined
        self._style: Style = ""
        self._bytes, self._line, self._name = bytearray(), list[str](), list[str]()
        self._to_skip = 0
        self._group, self._outer = _Group(), list[_Group]()
        self._read(data.decode("latin-1"))

    def _read(self, text: str) -> None:
        at = 0
        while token := _TOKEN.match(text, at):
            at = token.end()
            if token["text"]:
                self._raw(token["text"])
            elif token["hex"]:
                self._raw(chr(int(token["hex"], 16)))
            elif token["word"] == "bin":
                at += max(int(token["number"] or 0), 0)
            elif token["word"]:
                self._word(token["word"], int(token["number"]) if token["number"] else None)
            elif token["sign"]:
                self._sign(token["sign"])
            elif token["brace"]:
                self._brace(token["brace"])
        self._end_paragraph()

    def _raw(self, characters: str) -> None:
        """Bytes in the code page of the font; two of them may be one character."""
        n = min(self._to_skip, len(characters))
        self._to_skip -= n
        if self._group.goes != "nowhere":
            self._bytes += characters[n:].encode("latin-1")

    def _flush(self) -> None:
        if self._bytes:
            group = self._group
            code_page = group.code_page or self._fonts.get(self._default_font) or self._code_page
            self._add(self._bytes.decode(code_page, "replace"))
            self._bytes.clear()

    def _add(self, characters: str) -> None:
        group = self._group
        if group.goes == "page" and not group.hidden:
            self._line.append(characters)
        elif group.goes == "stylesheet":
            self._name.append(characters)

    def _brace(self, brace: str) -> None:
        self._flush()
        self._to_skip = 0
        if brace == "{":
            if len(self._outer) >= DEEPEST:
                raise UnreadableError(f"more than {DEEPEST:,} groups in one another; save it as plain text")
            self._outer.append(self._group)
            self._group = replace(self._group, starred=False)
            return
        if self._group.goes == "stylesheet" and self._name:
            self._styles[self._number] = "".join(self._name).strip(" ;").lower()
            self._name.clear()
        if self._outer:
            self._group = self._outer.pop()

    def _sign(self, sign: str) -> None:
        self._flush()
        if sign == "*":
            self._group = replace(self._group, starred=True)
        elif sign in "\r\n":
            self._word("par", None)
        elif self._to_skip:
            self._to_skip -= 1
        elif sign in _SIGNS:
            self._add(_SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        group = self._group
        if word in _COUNTED and group.goes == "page":
            self.left_out[_COUNTED[word]] += 1
        if group.starred or word in _PASSED_OVER or word in _COUNTED:
            self._group = replace(group, goes="nowhere", starred=False)
        elif word in ("fonttbl", "stylesheet"):
            self._group = replace(group, goes=word)
        elif word == "u":
            self._add(chr((number or 0) & 0xFFFF))
            self._to_skip = group.skip
        elif word in _CHARACTERS:
            self._add("" if self._to_skip else _CHARACTERS[word])
            self._to_skip = max(self._to_skip - 1, 0)
        elif word in _PARAGRAPH_ENDS:
            if group.goes == "page":
                self._end_paragraph()
        elif word in _STATES:
            _STATES[word](self, 1 if number is None else number)

    def _end_paragraph(self) -> None:
        self._flush()
        text = whole_characters("".join(self._line)).strip(" \t")
        self._line.clear()
        if text:
            self.blocks.append(Block(text, self._style))

    def _ansicpg(self, number: int) -> None:
        self._code_page = _known(f"cp{number}")

    def _deff(self, number: int) -> None:
        self._default_font = number

    def _font(self, number: int) -> None:
        if self._group.goes == "fonttbl":
            self._number = number
        else:
            self._group = replace(self._group, code_page=self._fonts.get(number, self._code_page))

    def _fcharset(self, number: int) -> None:
        if number in _CODE_PAGES and number:  # 0 is the code page of the whole file
            self._fonts[self._number] = _CODE_PAGES[number]

    def _paragraph_style(self, number: int) -> None:
        if self._group.goes == "stylesheet":
            self._number = number
            return
        name = self._styles.get(number, "")
        self._style = "title" if name == "title" else "heading" if name.startswith("heading") else ""

    def _outline(self, number: int) -> None:
        if self._group.goes == "page" and number < 9 and self._style != "title":
            self._style = "heading"

    def _plain_paragraph(self, _: int) -> None:
        self._style = ""

    def _skips(self, number: int) -> None:
        self._group = replace(self._group, skip=min(max(number, 0), 100))

    def _plain(self, _: int) -> None:
        self._group = replace(self._group, hidden="", code_page="")

    def _hides(self, what: str, number: int) -> None:
        if number and self._group.goes == "page" and not self._group.hidden:
            self.left_out[what] += 1
        self._group = replace(self._group, hidden=what if number else "")


_STATES: dict[str, Callable[[_Page, int], None]] = {
    "ansicpg": _Page._ansicpg,
    "deff": _Page._deff,
    "f": _Page._font,
    "fcharset": _Page._fcharset,
    "s": _Page._paragraph_style,
    "outlinelevel": _Page._outline,
    "pard": _Page._plain_paragraph,
    "uc": _Page._skips,
    "plain": _Page._plain,
    "v": lambda page, number: page._hides("hidden passages", number),
    "deleted": lambda page, number: page._hides("deleted passages", number),
}


def _known(code_page: str) -> str:
    try:
        return codecs.lookup(code_page).name
    except LookupError:
        return "cp1252"
