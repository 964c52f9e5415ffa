"""A codebook is read whole or not at all, and what is wrong with it is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.codebook import Codebook, Pattern, load_codebook, parse_codebook, shipped_codebooks
from analyzer.errors import CodebookError, UnreadableError, UsageError
from analyzer.lint import lint

PLAIN = """
name = "plain"
version = "1"

[frames.law]
label = "Law"
definition = "Told as a matter of law."
patterns = ["court*", "arrest warrant"]
ambiguous = ["charge"]

[frames.trade]
label = "Trade"
definition = "Told as a matter of trade."
patterns = ["trade"]

[axes.law_trade]
label = "Law against trade"
positive = { label = "law", frames = ["law"] }
negative = { label = "trade", frames = ["trade"] }

[actors.court]
label = "The court"
aliases = ["the hague", "court"]

[speakers.judge]
label = "Judges"
patterns = ["judge*", "court"]

[speakers.trader]
label = "Traders"
patterns = ["trader*"]
"""
LAID_OUT = """# Another layout of the same codebook.
version='1'
name      = 'plain'
[frames]
law = {definition = "Told as a matter of law.", label = "Law", ambiguous = ["charge"], patterns = [
    "court*",   # comment
    "arrest warrant",
]}
trade.label = "Trade"
trade.patterns = ["trade"]
trade.definition = 'Told as a matter of \\u0074rade.'
[actors]
court = {aliases = ["the hague", "court"], label = "The court"}
[speakers]
judge = {patterns = ["judge*", "court"], label = "Judges"}
trader = {label = "Traders", patterns = ["trader*"], note = "", accepted = []}
[axes.law_trade.negative]
frames = ["trade"]
label = "trade"
[axes.law_trade.positive]
label = "law"
frames = ["law"]
[axes.law_trade]
label = "Law against trade"
""".replace("'Told as a matter of \\u0074rade.'", '"Told as a matter of \\u0074rade."')


def refused(text: str) -> CodebookError:
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text, "my.toml")
    assert caught.value.what.startswith("my.toml: ")
    assert caught.value.fix
    return caught.value


@pytest.mark.parametrize("source", [None, "default", "state_visit", ""])
def test_the_shipped_codebook_is_found_by_name(source: str | None) -> None:
    """Nothing, "default" and its name give the shipped codebook."""
    assert load_codebook(source).name == "state_visit"
    assert "state_visit" in shipped_codebooks()


@pytest.mark.parametrize("name", shipped_codebooks())
def test_every_shipped_codebook_can_be_read(name: str) -> None:
    """Shipped codebooks pass their own checks, and say so in their name."""
    book = load_codebook(name)
    assert book.name == name
    assert all(frame.definition and frame.label for frame in book.frames.values())
    assert "not validated" in book.note.lower()


def test_a_codebook_is_found_by_path_and_as_itself(tmp_path: Path) -> None:
    """A path, as text or not, with or without a byte order mark, is read; a codebook is handed back as it is."""
    for encoding in ("utf-8", "utf-8-sig"):
        file = tmp_path / f"{encoding}.toml"
        file.write_text(PLAIN, encoding)
        assert load_codebook(file) == load_codebook(str(file)) == parse_codebook(PLAIN, "x")
    book = load_codebook(file)
    assert load_codebook(book) is book
    other = tmp_path / "book.txt"
    other.write_text(PLAIN, "utf-8")
    assert load_codebook(other) == book


def test_the_hash_is_that_of_the_content() -> None:
    """Layout, comments and the order of keys change nothing in the hash; a pattern, a label or a version does."""
    plain, laid_out = parse_codebook(PLAIN, "a"), parse_codebook(LAID_OUT, "b")
    assert plain == laid_out
    assert plain.sha256 == laid_out.sha256
    assert len(plain.sha256) == 64
    for old, new in (("arrest warrant", "arrest warrants"), ('"Law"', '"law"'), ('version = "1"', 'version = "2"')):
        assert parse_codebook(PLAIN.replace(old, new, 1), "a").sha256 != plain.sha256


def test_the_hash_of_the_shipped_codebook_is_known() -> None:
    """Whoever changes the shipped codebook raises its version and this hash with it."""
    book = load_codebook()
    assert (book.version, book.sha256[:12]) == ("2", "191bb7481cbb")


def test_patterns_are_in_the_order_of_the_file() -> None:
    """Frame by frame, clear ones first; aliases actor by actor; what tells a speaker category by category."""
    book = parse_codebook(PLAIN, "x")
    assert [(p.key, p.text, p.ambiguous) for p in book.patterns] == [
        ("law", "court*", False),
        ("law", "arrest warrant", False),
        ("law", "charge", True),
        ("trade", "trade", False),
    ]
    assert [(p.key, p.text) for p in book.aliases] == [("court", "the hague"), ("court", "court")]
    assert [(p.key, p.text) for p in book.callings] == [("judge", "judge*"), ("judge", "court"), ("trader", "trader*")]
    assert [book.label(key) for key in ("law", "law_trade", "court", "judge", "other")] == [
        "Law", "Law against trade", "The court", "Judges", "other",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Arrest  Warrant*", ("arrest", "warrant*")),
        ("people’s party", ("people", "party")),
        ("people's party", ("people", "party")),
        ("U.S.", ("u.s",)),
        ("khalkhin‑gol", ("khalkhin-gol",)),
        ("orba\u0301n", ("orbán",)),
        ("hand* * over", ("hand*", "*", "over")),
        ("*n’t", ("*n't",)),
        ("İstanbul", ("i̇stanbul",)),
        ("", ()),
    ],
)
def test_patterns_are_spelled_like_tokens(text: str, words: tuple[str, ...]) -> None:
    """Lower case, straight apostrophes and hyphens, composed letters, no possessive and no stop at the end."""
    assert Pattern(text=text, key="f").words == words


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=12))
def test_words_of_a_pattern_have_no_white_space_and_no_capitals(text: str) -> None:
    """Whatever is written, the globs of a pattern are lower-case words."""
    for word in Pattern(text=text, key="f").words:
        assert word
        assert word == word.lower()
        assert not any(map(str.isspace, word))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('name = "plain"', "", "name: Field required"),
        ('version = "1"', "version = 1", "version: "),
        ('version = "1"', 'version = "1"\nauthor = "me"', "author: "),
        ('definition = "Told as a matter of law."', "", "frames.law.definition: Field required"),
        ('label = "Law"\n', "", "frames.law.label: Field required"),
        ('patterns = ["trade"]', "", "frames.trade.patterns: Field required"),
        ('patterns = ["trade"]', 'pattern = ["trade"]', "frames.trade.patterns: "),
        ('patterns = ["trade"]', 'patterns = ["trade"]\nweight = 2', "frames.trade.weight: "),
        ('patterns = ["trade"]', 'patterns = "trade"', "frames.trade.patterns: "),
        ('patterns = ["trade"]', "patterns = [1]", "frames.trade.patterns.0: "),
        ('patterns = ["trade"]', "patterns = []", "frames.trade: has no patterns"),
        ('aliases = ["the hague", "court"]', "aliases = []", "actors.court.aliases: "),
        ('negative = { label = "trade", frames = ["trade"] }', "", "axes.law_trade.negative: Field required"),
        ('frames = ["trade"] }', "frames = [] }", "axes.law_trade.negative.frames: "),
        (
            'frames = ["trade"] }',
            'frames = ["peace"] }',
            "axes.law_trade: there is no frame 'peace'; frames: law, trade",
        ),
        ('frames = ["trade"] }', 'frames = ["law"] }', "axes.law_trade: the frame 'law' stands 2 times"),
        ('patterns = ["trade"]', 'patterns = ["Court*"]', "pattern 'Court*' stands in 'law' and again in 'trade'"),
        ('patterns = ["trade"]', 'patterns = ["charge"]', "pattern 'charge' stands in 'law' and again in 'trade'"),
        (
            'patterns = ["trade"]',
            'patterns = ["trade", "Trade"]',
            "pattern 'Trade' stands in 'trade' and again in 'trade'",
        ),
        ('["the hague", "court"]', '["the hague", "The  Hague"]', "pattern 'The  Hague' stands in 'court' and again"),
        ('patterns = ["trade"]', 'patterns = ["*"]', "trade: pattern '*' names no word"),
        ('patterns = ["trade"]', 'patterns = ["? *"]', "trade: pattern '? *' names no word"),
        ('patterns = ["trade"]', 'patterns = [""]', "trade: pattern '' names no word"),
        ('["the hague", "court"]', '["**"]', "court: pattern '**' names no word"),
        ('patterns = ["trader*"]', "", "speakers.trader.patterns: Field required"),
        ('label = "Traders"\n', "", "speakers.trader.label: Field required"),
        ('patterns = ["trader*"]', "patterns = []", "speakers.trader.patterns: "),
        ('["trader*"]', '["Judge*"]', "pattern 'Judge*' stands in 'judge' and again in 'trader'"),
        ('["trader*"]', '["? *"]', "trader: pattern '? *' names no word"),
        ("[speakers.trader]", "[speakers.other]", "speakers.other: this name is kept"),
        ("[speakers.trader]", "[speakers.unknown]", "speakers.unknown: this name is kept"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(old: str, new: str, named: str) -> None:
    """Missing parts, unknown keys, wrong types, contradictions and empty patterns are errors that name the entry."""
    assert old in PLAIN
    assert named in refused(PLAIN.replace(old, new, 1)).what


@pytest.mark.parametrize(
    "text", ["", "name", "name = ", "[frames.law]\n[frames.law]", 'name = "x" version = "1"', "\x00"]
)
def test_what_is_no_codebook_is_an_error(text: str) -> None:
    """Empty files, broken TOML and tables that stand twice are errors that point to the format."""
    assert "docs/codebook.md" in refused(text).fix


def test_several_faults_are_counted() -> None:
    """The first fault is shown, and how many more there are."""
    assert refused('name = "x"\n').what.count("more)") == 1
    assert "more)" not in refused(PLAIN.replace('name = "plain"', "")).what
    assert "(and 3 more)" in refused('[frames.law]\nlabel = "Law"\n').what


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """A missing file, a folder, bytes that are no UTF-8 and a name that no file can have say what to do."""
    missing = tmp_path / "no.toml"
    with pytest.raises(UsageError, match="no such codebook file") as caught:
        load_codebook(missing)
    assert str(missing) in caught.value.what
    assert "state_visit" in caught.value.fix
    with pytest.raises(UsageError, match="default, state_visit") as caught:
        load_codebook("state_visti")
    assert "Did you mean 'state_visit'" in caught.value.fix
    with pytest.raises(UsageError, match="folder") as caught:
        load_codebook(tmp_path)
    assert str(tmp_path) in caught.value.what
    wrong = tmp_path / "latin.toml"
    wrong.write_bytes('name = "Caf\xe9"'.encode("latin-1"))
    with pytest.raises(CodebookError, match="UTF-8") as unreadable:
        load_codebook(wrong)
    assert str(wrong) in unreadable.value.what
    for impossible in (PLAIN * 20, "a\x00b.toml"):
        with pytest.raises(UnreadableError):
            load_codebook(impossible)


def test_the_codebook_of_the_documentation_can_be_read() -> None:
    """The file that docs/codebook.md shows passes every check, and has every part that a codebook can have."""
    page = (Path(__file__).parent.parent / "docs" / "codebook.md").read_text("utf-8")
    book = parse_codebook(page.split("```toml\n")[1].split("```")[0], "docs/codebook.md")
    assert lint(book) == []
    assert all((book.title, book.note, book.frames, book.axes, book.actors, book.speakers))
    assert all((frame := book.frames["supply"], frame.include, frame.exclude, frame.ambiguous, frame.accepted))


def test_a_codebook_cannot_be_changed() -> None:
    """A codebook is fixed before anything is counted."""
    with pytest.raises(ValueError, match="frozen"):
        load_codebook().name = "other"  # type: ignore[misc]


def test_a_codebook_survives_being_written_down() -> None:
    """A codebook made of its own JSON is the same codebook with the same hash."""
    book = load_codebook()
    again = Codebook.model_validate_json(book.model_dump_json())
    assert again == book
    assert again.sha256 == book.sha256
