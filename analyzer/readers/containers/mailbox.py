"""Mailboxes (.mbox): one e-mail, one article.

An e-mail begins with a line "From ..." and its headers below it. Lines of a text that begin so are told apart by what
follows them, and lose the mark ">" that a mailbox puts before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes

from analyzer.errors import UnreadableError
from analyzer.readers.containers._guarded import guarded
from analyzer.readers.containers._message import read_message
from analyzer.readers.encoding import decode
from analyzer.readers.reading import File, Options, Reading, accounted, skipped

_BEGIN = re.compile(rb"^From [^\r\n]{1,500}\r?\n(?=[!-9;-~]{1,100}:)", re.MULTILINE)
_MARKED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mailbox(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a mailbox.

    Raises
    ------
    UnreadableError
        When no e-mail begins in it.
    """
    begins = list(_BEGIN.finditer(file.data))
    if not begins:
        raise UnreadableError("a mailbox in which no e-mail begins")
    yield from accounted(file, _messages(begins, file, options))


def _messages(begins: list[re.Match[bytes]], file: File, options: Options) -> Iterator[Reading]:
    above = file.data[: begins[0].start()]
    if above.strip():
        reason = "it stands above the first e-mail"
        yield skipped(f"{file.origin}, begin", f"{file.name}-begin", reason, rejected=decode(above).text)
    ends = [match.start() for match in begins[1:]] + [len(file.data)]
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True), start=1):
        data = _MARKED.sub(rb"\1", file.data[begin.end() : end])
        part = replace(file, data=b"", origin=f"{file.origin}, message {number}", name=f"{file.name}-message{number}")
        yield from guarded(part.origin, part.name, _message(data, part, options), rejected=decode(data).text)


def _message(data: bytes, part: File, options: Options) -> Iterator[Reading]:
    for reading in read_message(message_from_bytes(data), part, options):
        row = reading.row
        lost = row.status == "skipped" and row.origin == part.origin
        yield replace(reading, rejected=decode(data).text) if lost else reading
