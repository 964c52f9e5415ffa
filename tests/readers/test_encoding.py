import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analyzer.errors import UsageError
from analyzer.readers.encoding import decode

PROSE = "The ministers met on Tuesday and agreed to open the harbour. "
TEXTS = {
    "cp1251": "Министры встретились во вторник и договорились открыть гавань для рыбацких лодок.",
    "koi8_r": "Министры встретились во вторник и договорились открыть гавань для рыбацких лодок.",
    "cp1253": "Οι υπουργοί συναντήθηκαν την Τρίτη και συμφώνησαν να ανοίξει το λιμάνι για τα ψαροκάικα.",
    "cp932": "大臣たちは火曜日に会談し、来月から漁船に港を開放することで合意した。反対派は延期を求めている。",
    "gb18030": "部长们星期二举行会谈，同意下个月向渔船开放港口。反对派要求推迟这一决定，并呼吁举行听证会。",
    "cp949": "장관들은 화요일에 만나 다음 달부터 어선에 항구를 개방하기로 합의했다. 야당은 연기를 요구했다.",
}


@given(st.text(st.characters(blacklist_categories=["Cs"])), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_encodings_come_back(text: str, encoding: str) -> None:
    """What was written in UTF-8, or in UTF-16 or UTF-32 with a mark, is read as it was."""
    assume(not text.startswith("\ufeff"))
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.note) == (text, "")


@given(st.lists(st.sampled_from(["café ", "naïve ", "Zürich ", "señor ", "“so” ", "price: 5 € ", "it’s "]), min_size=1))
def test_western_text_comes_back_from_cp1252(words: list[str]) -> None:
    """Western text in single bytes is read as it was, and the note names the encoding."""
    text = PROSE + PROSE.join(words)
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")
    assert "cp1252" in decoded.note


@pytest.mark.parametrize("encoding", TEXTS)
def test_other_scripts_are_guessed(encoding: str) -> None:
    """Text in another script and an old encoding is read as it was, and the note says that it was a guess."""
    decoded = decode(TEXTS[encoding].encode(encoding))
    assert decoded.text == TEXTS[encoding]
    assert "guessed" in decoded.note


def test_a_long_text_in_another_script_is_guessed_from_its_beginning() -> None:
    """A sample that would end inside a character does not mislead the guess."""
    text = (TEXTS["cp932"] + "\n") * 1_500
    assert decode(text.encode("cp932")).text == text


def test_broken_utf8_stays_utf8() -> None:
    """One damaged character costs one character, and does not turn every other accent into two."""
    data = "Zürich, señor, café — naïve.".encode().replace("ü".encode(), b"\xc3")
    decoded = decode(data)
    assert decoded.text == "Z\ufffdrich, señor, café — naïve."
    assert "1 characters" in decoded.note


def test_a_replacement_character_in_the_file_is_no_damage() -> None:
    """U+FFFD that was written as such is part of the text."""
    assert decode("a\ufffdb".encode()).note == ""


@given(st.binary())
def test_any_bytes_become_text(data: bytes) -> None:
    """The ladder always ends in text, under the name of an encoding that Python knows."""
    decoded = decode(data)
    "".encode(decoded.encoding)
    assert decoded.note or data.decode(decoded.encoding if data[:1] not in b"\xef\xff\xfe" else "latin-1") is not None
    decoded.text.encode("utf-8")


def test_a_declared_encoding_goes_before_the_ladder() -> None:
    """Polish in cp1250 is read as such when the user says so; a byte-order mark still counts more."""
    assert decode("Łódź żółw".encode("cp1250"), encoding="cp1250").text == "Łódź żółw"
    assert decode("Łódź".encode("utf-8-sig"), encoding="cp1250").text == "Łódź"
    with pytest.raises(UsageError, match="utf-9"):
        decode(b"", encoding="utf-9")
