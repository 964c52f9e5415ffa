from __future__ import annotations

import base64
import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings

import analyzer
from analyzer.errors import UnreadableError
from analyzer.readers.formats import format_of
from analyzer.readers.reading import File, Options, Reading
from tests.fuzzing.mutations import SEEDS, damaged
from tests.readers.making.pages import GERMAN, HARBOUR, RIVER, body, paragraphs, saved

pytest.importorskip("trafilatura", reason="the extra formats is not installed")

from analyzer.readers.containers.mail import read_mail
from analyzer.readers.containers.mailbox import read_mailbox

LAYOUT = f"""<html><body><div style="display:none">Seen only in lists of e-mails</div><table><tr><td>
<h1>Good morning</h1>{paragraphs(HARBOUR)}</td></tr><tr><td>
<h2>Also today</h2>{paragraphs(RIVER)}</td></tr></table></body></html>"""


def newsletter(*, page: str = LAYOUT, text: str = "The plain version.") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Harbour Morning <news@harbour.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = "Häfen am Morgen: was heute wichtig ist"
    message["Date"] = "Tue, 03 Sep 2024 06:00:00 +0200 (CEST)"
    message["Message-ID"] = "<1@harbour.example>"
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    return message


def with_attachments() -> EmailMessage:
    message = newsletter()
    text = "Attached words that are an article."
    message.add_attachment(text.encode(), maintype="text", subtype="plain", filename="../../more.txt")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"MZ", maintype="application", subtype="x-program", filename="run.exe")
    inner = newsletter(page="", text="A message that was forwarded as a whole.")
    message.add_attachment(inner)
    return message


MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://evening.example/2024/9/8/old-wall/\r\n"
    b"Subject: =?utf-8?Q?Cracks?=\r\nDate: Tue, 5 Nov 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(saved().data) + b"\r\n--b\r\n"
    b"Content-Type: text/css\r\n\r\np { }\r\n--b--\r\n"
)


def box(folder: Path, *messages: EmailMessage) -> bytes:
    """The bytes of a mailbox, as the standard library writes it."""
    path = folder / "written.mbox"
    made = mailbox.mbox(path)
    for message in messages:
        made.add(message)
    made.close()
    data = path.read_bytes()
    path.unlink()
    return data


def readings(data: bytes) -> list[Reading]:
    return list(read_mail(File(data, "a.eml", "a"), Options()))


def test_a_newsletter_is_an_article() -> None:
    """Subject, day and sender; of two versions the page is read, without what is hidden in it."""
    (found,) = readings(newsletter().as_bytes())
    assert found.article is not None
    assert found.article.title == "Häfen am Morgen: was heute wichtig ist"
    assert found.article.published == "2024-09-03T06:00:00+02:00"
    assert found.article.outlet == "Harbour Morning"
    assert found.article.text == f"Good morning\n\n{body(HARBOUR)}\n\nAlso today\n\n{body(RIVER)}"


def test_a_plain_e_mail_is_read_as_it_stands() -> None:
    """In the encoding that it declares."""
    message = newsletter(page="", text="x")
    message.set_content(body(GERMAN[:2]), charset="iso-8859-15", cte="quoted-printable")
    (found,) = readings(message.as_bytes())
    assert found.article is not None
    assert found.article.text == body(GERMAN[:2])
    assert found.article.encoding == "iso8859-15"


def test_flowing_lines_are_joined() -> None:
    """Where lines end in a space, the paragraph goes on."""
    message = newsletter(page="", text="x")
    message.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed')
    message.set_payload("The council voted \nlate on Tuesday.\n\nThen it went home.\n")
    (found,) = readings(message.as_bytes())
    assert found.article is not None
    assert found.article.text == "The council voted late on Tuesday.\n\nThen it went home."


def test_attachments_are_read_and_accounted_for() -> None:
    """Texts and messages are articles, pictures are left out with a note, and programs are skipped."""
    found = readings(with_attachments().as_bytes())
    assert [reading.row.status for reading in found] == ["read", "read", "skipped", "read", "opened"]
    assert "1 pictures and other parts without text left out" in found[0].row.notes
    assert found[1].row.origin == "a.eml/more.txt"
    assert found[3].article is not None
    assert found[3].article.text == "A message that was forwarded as a whole."
    assert found[-1].row.notes == ("3 read, 1 skipped",)


def test_a_page_saved_as_mhtml_is_a_page() -> None:
    """Its address and date are those of the page; the day on which it was saved is not the article's."""
    (found,) = readings(MHTML)
    assert found.article is not None
    assert found.article.title == "Cracks in the old wall"
    assert (found.article.published, found.article.url) == ("2024-09-08", "https://evening.example/2024/9/8/old-wall/")
    assert found.article.text == body(HARBOUR[::-1])


def test_a_mailbox_is_divided(tmp_path: Path) -> None:
    """A line of text that begins with "From" begins no e-mail, and its mark is taken off."""
    second = newsletter(page="", text="From the sea they came.\n\nFrom there they went.")
    data = box(tmp_path, newsletter(), second, with_attachments())
    found = list(read_mailbox(File(data, "in.mbox", "in"), Options()))
    assert [r.row.item for r in found[:2]] == ["in-message1", "in-message2"]
    assert found[1].article is not None
    assert found[1].article.text == "From the sea they came.\n\nFrom there they went."
    assert found[-1].row.notes == ("5 read, 1 skipped",)


def test_what_stands_above_the_first_e_mail_is_kept() -> None:
    """Nothing is silently lost."""
    data = b"some words\n\nFrom a@b Tue Sep  3 06:00:00 2024\nFrom: a@b.example\nSubject: x\n\nWords.\n"
    found = list(read_mailbox(File(data, "in.mbox", "in"), Options()))
    assert found[0].rejected == "some words\n\n"
    assert found[-1].row.notes == ("1 read, 1 skipped",)


def test_e_mails_are_told_by_their_content(tmp_path: Path) -> None:
    """What programs write above an e-mail shows it; a text that begins with a subject and a date is a text."""
    assert format_of("a.txt", newsletter().as_bytes(), given=False)[0] == "eml"
    assert format_of("a", MHTML, given=False)[0] == "eml"
    assert format_of("inbox", box(tmp_path, newsletter()), given=False)[0] == "mbox"
    assert format_of("a.txt", b"Subject: boats\nDate: 3 May 2024\n\nThey came.", given=False)[0] == "txt"
    assert format_of("a.txt", b"From Monday on\nIt rained: all day.", given=False)[0] == "txt"


def test_headers_that_cannot_be_decoded_stay_as_they_are() -> None:
    """An unknown encoding in a subject costs nothing."""
    (found,) = readings(b"Subject: =?x-none?B?/w==?= \xff\nMessage-ID: <1>\nFrom: \xff\xfe\n\nWords of a text.")
    assert found.article is not None
    assert found.article.text == "Words of a text."


def test_parts_in_parts_without_end_are_refused_or_read() -> None:
    """No depth breaks the reader."""
    deep = b"Message-ID: <1>\nSubject: x\n"
    for n in range(3_000):
        deep += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n)
    try:
        assert readings(deep + b"\nWords.")
    except UnreadableError as error:
        assert "deep" in error.what  # noqa: PT017


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_a_damaged_e_mail_never_breaks_its_reader(where: tuple[int, int]) -> None:
    """Read + skipped = given, as the last row says where there is one."""
    whole = (with_attachments().as_bytes(), MHTML, newsletter().as_bytes())[where[0] % 3]
    try:
        found = readings(damaged(whole, *where))
    except UnreadableError:
        return
    counts = [sum(reading.row.status == status for reading in found) for status in ("read", "skipped")]
    assert found[-1].row.status != "opened" or found[-1].row.notes[0] == f"{counts[0]} read, {counts[1]} skipped"


def test_e_mails_are_read_by_the_worker(tmp_path: Path) -> None:
    """From the files to the corpus."""
    (tmp_path / "box.mbox").write_bytes(box(tmp_path, newsletter(), with_attachments()))
    (tmp_path / "page.mhtml").write_bytes(MHTML)
    (tmp_path / "one.eml").write_bytes(newsletter().as_bytes())
    corpus = analyzer.read(tmp_path)
    assert (len(corpus), len(corpus.skipped), corpus.n_given) == (6, 1, 7)
