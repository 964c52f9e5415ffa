"""Sentences of a text as offsets, by rules made for news.

A candidate is a run of stops before white space, or a line break. The rules in `_sentence_rules` say no to those behind
"Mr.", inside "Why?" he asked, and the like. What they cannot know: whether "he saw the U.S. Navy" goes on or not.

**Line breaks.** A blank line always ends a sentence. A single line break ends one when it was made on purpose, unless
the next line goes on in lower case or the line ends in a comma or in a word such as "the". It was made on purpose,
unless the text is hard-wrapped - at least half of the lines that break off without a stop go on in lower case - and the
next word would not have fitted into the width of those lines. So headings, list items and texts of one paragraph a line
are cut, and hard-wrapped prose is not.

**Quotations and brackets.** "They came. They left," she said: what is short and stands inside a sentence that goes on
behind it is not cut. A quotation that ends with its sentence is: He said: "They came." and "They left."
"""

from __future__ import annotations

import re
from itertools import pairwise

from analyzer.text._abbreviation_rules import NEVER, ends_behind_abbreviation
from analyzer.text._common_ends import common_end
from analyzer.text._sentence_rules import VETOES, Candidate, candidate
from analyzer.text._whole_quotations import Span, whole_quotations
from analyzer.text.abbreviations import Abbreviations, load_abbreviations

__all__ = ["Abbreviations", "load_abbreviations", "sentences"]

_BREAK = "\n\r\x0b\x0c\x85\u2028\u2029"
_SPACE = rf"[^\S{_BREAK}]"
_CLOSER = "\"'”’»)\\]」』）"
# The first character is one set, so that the search runs at the speed of a scan for characters. Every repetition is
# possessive and a run of stops can be entered at its first only: the time is linear, whatever the text.
_CANDIDATE = re.compile(
    rf"""[.!?…。！？{_BREAK}](?:
      (?<=[.!?…])(?<![.!?…].)(?<![.!?…][ ].)[.!?…]*+(?:[ ][.!?…]++(?!\w))*+
        (?P<closers>(?:[{_CLOSER}]|[ \u00a0\u202f][”»]|(?<=['’])[ ]"(?!\S))*+)
        (?: (?P<gap>{_SPACE}*+)
            (?: (?P<line>[{_BREAK}]\s*+) | (?<=\s)(?!(?!(?:de|von|van|bin)[ ])[a-z]++[\s.,;:!?'’]) )
          | (?P<glued>(?=[A-Z][a-z]++[\s,'’]))(?:(?<=[a-z]{{3}}[.!?])|(?<=[a-z]{{2}}[.!?]["”’»])) )
    | (?<=[。！？])[。！？]*+[{_CLOSER}]*+(?P<ideographic>)\s*+
    | (?<=[{_BREAK}])(?P<bare>\s*+)
    )""",
    re.VERBOSE,
)
_ITEM = re.compile(r"[•●▪■◦‣·*]\s*\S|[-–—]\s+\S|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s")
_DOMAINS = re.compile(r"(?:Com|Net|Org|Gov|Edu|Info|Biz|Int|Mil|Co|Uk|Eu|Io|Js)\b")
_WIDEST = 200  # characters of a line that may be hard-wrapped


def sentences(text: str, *, abbreviations: Abbreviations | None = None) -> list[tuple[int, int]]:
    """(start, end) of every sentence, in order, stripped of surrounding white space; offsets into `text`.

    Every character that is no white space lies in exactly one sentence. Headings, list items and bylines count as
    sentences; nothing says whether they are grammatical ones.

    Parameters
    ----------
    text : str
        As read or normalised, in any mixture of straight and curly quotation marks.
    abbreviations : Abbreviations, optional
        Those of the package by default; see `load_abbreviations`.

    Examples
    --------
    >>> text = 'Mr. Bold left the U.S. on Jan. 5. "Why?" he was asked. He shrugged.'
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Bold left the U.S. on Jan. 5.', '"Why?" he was asked.', 'He shrugged.']
    """
    spans, ends_line = _spans(text, abbreviations or load_abbreviations())
    return whole_quotations(text, spans, ends_line)


def _spans(text: str, known: Abbreviations) -> tuple[list[Span], list[bool]]:
    """The sentences as the stops cut them, and which end with a blank line, or with a line broken on purpose."""
    spans: list[Span] = []
    ends_line: list[bool] = []
    start, width = len(text) - len(text.lstrip()), _wrapped_width(text)
    for match in _CANDIDATE.finditer(text, start):
        stop, at = match.span()
        if at == len(text):
            break
        how, end, line = match.lastgroup, stop + 1, False
        if how == "line" and text[end:at] == "\n\n":
            line = True  # nothing but a blank line, as behind most paragraphs
        elif how == "gap":
            common = common_end(text, start, stop, at, known)
            if not (_ends(_candidate(text, start, match, known)) if common is None else common):
                continue
            end = match.start("gap")
        elif how == "line":
            blank = _is_blank(text, match.start("line"), at)
            line = blank or _broken_on_purpose(text, match.start("line"), at, width)
            if not blank and not _ends_line(text, start, match, known, line):
                continue
            end = match.start("gap")
        elif how == "bare":
            line = True
            if not _is_blank(text, stop, at) and not _breaks_off(text, start, match, width, known):
                continue
            end = start + len(text[start:stop].rstrip())
        else:
            end = match.start(how or 0)
            line = len((text[end:at] + ".").splitlines()) > 1
            if how == "glued" and not _safe(text, start, match, known):
                continue
        spans.append((start, end))
        ends_line.append(line)
        start = at
    end = len(text.rstrip())
    return ([*spans, (start, end)], [*ends_line, True]) if start < end else (spans, ends_line)


def _candidate(text: str, start: int, match: re.Match[str], known: Abbreviations) -> Candidate:
    return candidate(text, start, (match.start(), *match.span("closers"), match.end()), known)


def _ends(c: Candidate) -> bool:
    """Whether the sentence so far ends at the candidate."""
    for veto in VETOES:
        if veto(c):
            return False
    return c.marks != "." or not c.section or ends_behind_abbreviation(c)


def _ends_line(text: str, start: int, match: re.Match[str], known: Abbreviations, on_purpose: bool) -> bool:
    """The end of a line that was broken on purpose ends more: "in the U.S." does, "Mr." does not."""
    c = _candidate(text, start, match, known)
    goes_on = c.section and (c.section in NEVER or c.first[:1].islower())
    return (on_purpose and not goes_on) or _ends(c)


def _safe(text: str, start: int, match: re.Match[str], known: Abbreviations) -> bool:
    """Two sentences without a space between them ("said.The"); no name of a site, no abbreviation."""
    word = text[max(start, match.start() - 40) : match.start()].split()[-1]
    ordinary = word.isalpha() and word[1:].islower() and not {word, word + "!"} & known.sections.keys()
    return ordinary and not _DOMAINS.match(text, match.end())


def _wrapped_width(text: str) -> int:
    """Length of the longest line that goes on in lower case, if the text is hard-wrapped; else 0."""
    lines = text.splitlines()
    if not any(lines[1::2]):
        return 0  # a blank line behind every line: the common case
    lines = [line.strip() for line in lines]
    broken = [
        (len(line), following[0].islower())
        for line, following in pairwise(lines)
        if line and following and len(line) <= _WIDEST and line[-1] not in ".!?…:\"'”’»)"
    ]
    widths = [length for length, lower in broken if lower]
    return max(widths, default=0) if len(widths) >= len(broken) / 2 else 0


def _is_blank(text: str, first: int, at: int) -> bool:
    """Whether the white space holds a blank line."""
    gap = text[first:at]
    return gap == "\n\n" or (gap != "\n" and len((gap + ".").splitlines()) > 2)


def _broken_on_purpose(text: str, first: int, at: int, width: int) -> bool:
    """Whether the next word would have fitted into the width."""
    if not width:
        return True
    line = text[max(0, first - width - 1) : first].splitlines()[-1:]
    word = text[at : at + width].split()[0]
    return len(line[0].strip() if line else "") + 1 + len(word) <= width


def _breaks_off(text: str, start: int, match: re.Match[str], width: int, known: Abbreviations) -> bool:
    """Whether a line without a stop is a sentence of its own."""
    stop, at = match.span()
    if not _broken_on_purpose(text, stop, at, width):
        return False
    line = text[max(start, stop - 60) : stop].rstrip()
    goes_on = text[at].islower() or text[at] in ",;:.)]%" or line[-1:] in ",(-–/&"
    return bool(_ITEM.match(text, at)) or not (goes_on or line.split()[-1].lower() in known.words["function"])
