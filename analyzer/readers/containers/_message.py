"""One e-mail: its text as an article, and what is attached to it.

A page that a browser saved as MHTML is an e-mail in form: its text is read as a page, and its date, which is the day
of saving, is not the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from analyzer.readers.characters import has_words
from analyzer.readers.containers._guarded import guarded
from analyzer.readers.declared import decode_declared
from analyzer.readers.documents.html import main_text, read_html
from analyzer.readers.encoding import Decoded
from analyzer.readers.fields import to_reading
from analyzer.readers.folder import shown
from analyzer.readers.incomplete import INCOMPLETE, split_call
from analyzer.readers.markup import lines_of, parse_markup
from analyzer.readers.members import read_member
from analyzer.readers.reading import File, Options, Reading

MOST_PARTS = 1_000
_WITHOUT_TEXT = re.compile(
    r"(?:image|audio|video|font)/|text/(?:css|calendar|javascript|x-amp-html)|application/(?:pgp|pkcs7|ics|javascript)"
)
_SAVED_BY = re.compile(r"<?saved by", re.IGNORECASE)
_NOTE = re.compile(r"\([^()]*\)")  # behind a date: the name of the zone


def read_message(message: Message, file: File, options: Options) -> Iterator[Reading]:
    """The article that an e-mail is, then those in its attachments."""
    parts = list(_leaves(message))
    if _is_saved_page(message):
        yield _page(message, parts, file, options)
        return
    attached = [part for part in parts if _is_attached(part)]
    kept = [part for part in attached if not _WITHOUT_TEXT.match(part.get_content_type())]
    body = _body([part for part in parts if part not in attached])
    n_left = len(attached) - len(kept)
    left = f"{n_left} pictures and other parts without text left out" if n_left else ""
    if body is not None or not kept:
        yield _article(message, body or Decoded("", ""), file, options, left)
    for number, part in enumerate(kept, start=1):
        kind = "eml" if part.get_content_type() == "message/rfc822" else ""
        name = _filename(part) or f"attachment-{number}{'.eml' if kind else ''}"
        yield from guarded(f"{file.origin}/{shown(name)}", shown(name), _attachment(part, name, kind, file, options))


def _attachment(part: Message, name: str, kind: str, file: File, options: Options) -> Iterator[Reading]:
    yield from read_member(name, _bytes(part), file, options, kind=kind)


def n_attached(message: Message) -> int:
    """How many attachments an e-mail has that may hold text."""
    parts = [] if _is_saved_page(message) else [part for part in _leaves(message) if _is_attached(part)]
    return sum(not _WITHOUT_TEXT.match(part.get_content_type()) for part in parts)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold no parts; a message in a message is one of them."""
    waiting = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload() if part.is_multipart() and part.get_content_maintype() != "message" else None
        if isinstance(inner, list):
            waiting.extend(child for child in reversed(inner) if isinstance(child, Message))
        else:
            yield part


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or kind.startswith("message/"):
        return True
    return kind not in ("text/plain", "text/html")


def _body(parts: list[Message]) -> Decoded | None:
    """The text of an e-mail: its page, where it has one, otherwise its plain text."""
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    for part in pages:
        decoded = _decoded(part)
        tree = parse_markup(decoded.text) if decoded.text.strip() else None
        everything = "" if tree is None else lines_of(tree)
        if tree is not None and has_words(everything):
            found = main_text(tree)
            # The layout of a newsletter is a table in tables; where the main text is a small part, it was misjudged.
            return decoded._replace(text=found if len(found) > len(everything) / 2 else everything)
    plain = [(_decoded(part), part) for part in parts if part.get_content_type() == "text/plain"]
    text = "\n\n".join(_unwrapped(decoded.text, part) for decoded, part in plain)
    return plain[0][0]._replace(text=text) if has_words(text) else None


def _unwrapped(text: str, part: Message) -> str:
    """Plain text whose lines end in a space where the paragraph goes on, in whole paragraphs (RFC 3676)."""
    lines = text.replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return lines
    return re.sub(r"(?<!\n-- ) \n(?!\n)", " ", lines)


def _article(message: Message, body: Decoded, file: File, options: Options, left: str) -> Reading:
    name, address = parseaddr(_header(message, "From"))
    text, reason = split_call(body.text)
    declared = {
        "title": _header(message, "Subject"),
        "date": _NOTE.sub("", _header(message, "Date")).strip(),
        "outlet": name or address.rpartition("@")[2],
        "language": _header(message, "Content-Language").partition(",")[0],
        "url": _header(message, "Archived-At").strip("<> "),
        "text": text,
    }
    fields = {**{key: value for key, value in declared.items() if value}, **file.known}
    fields.setdefault("group", file.group)
    return to_reading(
        fields,
        (((INCOMPLETE, reason),) if reason else ()) + file.extra,
        origin=file.origin,
        name=file.name,
        outlet=file.outlet,
        options=options,
        encoding=body.encoding,
        notes=tuple(filter(None, (*file.notes, body.note, left, reason and f"not the whole article: {reason}"))),
    )


def _is_saved_page(message: Message) -> bool:
    return bool(message.get("Snapshot-Content-Location")) or bool(_SAVED_BY.match(_header(message, "From")))


def _page(message: Message, parts: list[Message], file: File, options: Options) -> Reading:
    part = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), message)
    decoded = _decoded(part)
    url = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    known = {"url": url} if url.startswith(("http://", "https://")) else {}
    page = replace(
        file,
        data=decoded.text.encode("utf-8", "replace"),
        known={**known, **file.known},
        notes=tuple(filter(None, (*file.notes, decoded.note))),
    )
    return next(read_html(page, replace(options, encoding="utf-8")))


def _header(message: Message, name: str) -> str:
    """A header in words, on one line; one that cannot be decoded as it stands."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        said = str(make_header(decode_header(raw)))
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        said = str(raw)
    return " ".join(said.split())


def _filename(part: Message) -> str:
    try:
        name = str(make_header(decode_header(part.get_filename() or "")))
        return name.replace("\\", "/").rpartition("/")[2]
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""


def _bytes(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner and isinstance(inner[0], Message) else b""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return data if isinstance(data, bytes) else b""


def _decoded(part: Message) -> Decoded:
    try:
        declared = part.get_content_charset("")
    except (LookupError, ValueError, TypeError):
        declared = ""
    return decode_declared(_bytes(part), declared=str(declared))
