"""Sentences: what every text keeps, the rules one by one, and figures on cases."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzer.errors import UnreadableError
from analyzer.text import sentences as splitter
from analyzer.text._abbreviation_rules import RULES
from analyzer.text._common_ends import common_end
from analyzer.text.abbreviations import SECTIONS, WORDS, Abbreviations
from analyzer.text.normalise import normalise
from analyzer.text.sentences import load_abbreviations, sentences
from evaluation.sentences import Score, boundaries, main, own_cases, score

# Pieces that rules look at, so that random texts reach them.
WORDS_AND_STOPS = [
    "Mr.", "U.S.", "a.m.", "no.", "1.", "I.", "Inc.", "the", "The", "said", "Bold", "i", "iPhone", "...", "St.", "Co.",
    "Yahoo!", "said.The", "“Why?”", "'No.'", "(", "he", "/WIRE/.", "and",
]  # fmt: skip
SIGNS = "aZé.!?…。\"“”‘’'«»()[]- \n\t\r\u00a0\u2028\u0301\x0b\x85🙂٣/"
PIECES = st.sampled_from([*SIGNS, *WORDS_AND_STOPS, "\n\n", "\r\n", ". . ."])
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(TEXTS)
def test_spans_tile_the_text(text: str) -> None:
    """Spans are in order, stripped and not empty, and each visible character lies in exactly one of them."""
    spans = sentences(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    inside = [at for start, end in spans for at in range(start, end)]
    assert {at for at, character in enumerate(text) if not character.isspace()} <= set(inside)
    between = zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
    assert all(not text[left:right].strip() for left, right in between)


@given(TEXTS)
@example("ii. The plan. “We saw Mr. Bold.” Then U.S. Rep. Ann Lee of Acme! Inc? MOSCOW. /WIRE/. A. Dr. ” B")
def test_common_ends_are_those_of_the_rules(text: str) -> None:
    """Where an end, or none, is told without the rules, the rules say the same."""
    told: list[tuple[bool | None, bool]] = []

    def both(text: str, start: int, stop: int, at: int, known: Abbreviations) -> bool | None:
        match = splitter._CANDIDATE.match(text, stop)
        assert match is not None
        told.append(
            (common_end(text, start, stop, at, known), splitter._ends(splitter._candidate(text, start, match, known)))
        )
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitter, "common_end", both)
        ruled = sentences(text)
    assert all(common is None or common == rules for common, rules in told)
    assert sentences(text) == ruled


@given(TEXTS, TEXTS)
def test_blank_line_parts_whatever_stands_around_it(first: str, second: str) -> None:
    """No sentence reaches across a blank line."""
    text = f"{first}\n\n{second}"
    assert all(not start <= len(first) < end for start, end in sentences(text))


@given(TEXTS)
def test_same_text_gives_the_same_spans(text: str) -> None:
    """Two runs agree, on the text as read and as normalised."""
    assert sentences(text) == sentences(text)
    marked = normalise(text).marked
    assert "".join("".join(cut(marked)).split()) == "".join(marked.split())


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "a. a. ",
        '"',
        "“",
        "'",
        "(",
        "\n",
        "a\n",
        ". . ",
        "? ",
        '." ',
        "A. ",
        "U.S. ",
        "“A. B ",
        " '",
        " (A. ",
        "。",
    ],
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    """Four times as much of a hostile text takes about four times as long, not sixteen."""

    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        sentences(text)
        return time.process_time() - start

    small = min(seconds(50_000) for _ in range(3))
    assert seconds(200_000) < 10 * small + 0.1


@pytest.mark.parametrize(
    "case",
    [
        ["Mr. Bold met Dr. Saran.", "They spoke."],
        ["President U. Bold and Ch. Ganbat signed.", "V. Orlov watched."],
        ["J.P. Alden & Co. Chairman Lee sold Alden Inc.", "Shares fell."],
        ["It ended at 5 p.m. Saturday.", "It began at 9 a.m.", "Nobody came."],
        ["He left the U.S. Army in the U.S.", "He never came back."],
        ["She flew to the U.N. Beijing Office.", "She lives in the U.S.", "Beijing objected."],
        ["Prices rose 3.5 percent, i.e. more than in Oct. 2023.", "No.", "No. 5 fell."],
        ["He works in the J. Appl. Soc. Psychol. office.", "So does she."],
        ["They live at 5 Oak Ave. NW.", "We live on Elm St.", "The house is old."],
        ["The Asst. Secy. of State called.", "Nobody answered."],
        ["“Why?” Mr. Bold asked.", "“Why not?” she said.", "He shrugged."],
        ["“It came. It went,” said Saran.", "He said: “It came.", "It went.”"],
        ["He saw (it was dark. He had no lamp) nothing.", "(The lamp was lost.)", "He left."],
        ["ULAANBAATAR, Mongolia (Wire) - Talks began.", "They ended."],
        ["MOSCOW, May 3. /WIRE/. Talks began.", "They ended."],
        ["Well ... maybe.", "It is over...", "Go home.", "The ... plan failed."],
        ["Yahoo! Japan grew.", "Wow!", "Good."],
        ["Write to a.bold@example.org or see www.example.org.", "@bold did.", "#News."],
        ["HE LEFT AT 5 P.M.", "MR. BOLD STAYED."],
        ["1. Bread.", "2. Milk.", "Bring: 1. Salt; 2. Oil."],
        ["It shipped.", "iPhone sales rose.", "al-Noor said so."],
        ["John Bold Jr. spoke.", "So did Ann Bold Sr.", "The crowd, led by Sr. Lopez, cheered."],
    ],
    ids=lambda case: case[0],
)
def test_rules(case: list[str]) -> None:
    """Each rule decides its own example."""
    assert cut(" ".join(case)) == case


def test_hard_wrapped_lines_are_no_ends() -> None:
    """In a text wrapped at a width, a line ends a sentence only where the next word would have fitted."""
    text = (
        "TALKS BEGIN\n"
        "The president received the guest on\nTuesday, and the two sides signed an\nagreement. The guest left for the\n"
        "United States at noon. Officials said\nthat more would follow.\nReaction\nNobody was surprised."
    )
    assert cut(text) == [
        "TALKS BEGIN",
        "The president received the guest on\nTuesday, and the two sides signed an\nagreement.",
        "The guest left for the\nUnited States at noon.",
        "Officials said\nthat more would follow.",
        "Reaction",
        "Nobody was surprised.",
    ]


def test_paragraph_lines_headings_and_items_are_sentences() -> None:
    """With one paragraph a line, each line ends a sentence, unless it plainly goes on."""
    lines = ["Talks begin", "He left the U.S.", "Trade and rail", "• coal", "• gas", "1. roads"]
    going_on = "She met Mr.\nBold and the\nUnion,\nhe said."
    assert cut("\n".join([*lines, going_on])) == [*lines, going_on]


def test_windows_line_ends_count_once() -> None:
    """A carriage return with a line feed is one break, two of them are a blank line."""
    assert cut("He met Mr.\r\nBold.") == ["He met Mr.\r\nBold."]
    assert cut("He met Mr.\r\n\r\nBold.") == ["He met Mr.", "Bold."]


def test_glued_sentences_are_parted_where_it_is_safe() -> None:
    """Two sentences without a space are parted behind a word in lower case; names are not."""
    assert cut("so he said.The minister left of it.”The end is near.") == [
        "so he said.",
        "The minister left of it.”",
        "The end is near.",
    ]
    whole = "U.S.Army Node.js St.Petersburg Example.Com Yahoo!News Ch.Ganbat a.Bold@example.org are names"
    assert cut(whole) == [whole]


def test_ideographic_stops_need_no_space() -> None:
    """The full stops of Chinese and Japanese end a sentence by themselves."""
    assert cut("会議は終わった。次は五月だ！そうか？") == ["会議は終わった。", "次は五月だ！", "そうか？"]


def test_normalised_and_raw_quotes_are_cut_alike() -> None:
    """Curly and straight quotation marks give the same boundaries."""
    curly = "“Why?” he asked. “I don’t know. Nobody does,” she said. ‘No.’ He left."
    straight = curly.translate(str.maketrans("“”‘’", "\"\"''"))
    assert sentences(curly) == sentences(straight)


def test_user_file_extends_the_abbreviations(tmp_path: Path) -> None:
    """An entry of a user's file is read by the rule of its section; the package's own stay."""
    path = tmp_path / "own.txt"
    path.write_text("# mine\n[title]\nSaid. Dashka  # a title\n", "utf-8")
    text = "Then Dashka. Bold met Mr. Orlov. They spoke."
    assert len(sentences(text)) == 3
    assert len(sentences(text, abbreviations=load_abbreviations(path))) == 2
    assert load_abbreviations(path).sections["Said"] == "title"


def test_unknown_section_names_every_section(tmp_path: Path) -> None:
    """A section that does not exist is refused with the list of those that do."""
    path = tmp_path / "own.txt"
    path.write_text("[titles]\nMr\n", "utf-8")
    with pytest.raises(UnreadableError, match="titles") as caught:
        load_abbreviations(path)
    assert all(f"[{name}]" in str(caught.value) for name in (*SECTIONS, *WORDS))
    with pytest.raises(UnreadableError, match="cannot read"):
        load_abbreviations(tmp_path / "missing.txt")


def test_every_section_has_a_rule_and_entries() -> None:
    """No section of the list is without a rule, and none is empty."""
    known = load_abbreviations()
    assert set(RULES) == {*SECTIONS, "acronym"}
    assert set(known.sections.values()) == set(SECTIONS)
    assert all(known.words[name] for name in WORDS)


def test_score_by_hand() -> None:
    """Two boundaries of which one is found, and one found that is none: precision and recall are a half."""
    assert boundaries(["ab.", "cd.", "ef."]) == {4, 8}
    assert score([["He left.", "She stayed."], ["He left. She", "stayed."]]) == Score(1, 1, 1)
    assert (Score(1, 1, 1).precision, Score(1, 1, 1).recall, Score(1, 1, 1).f1) == (0.5, 0.5, 0.5)
    assert Score(0, 0, 0).f1 != Score(0, 0, 0).f1


def test_own_cases_reach_the_bar() -> None:
    """Boundary F1 is at least .97 on the cases that were looked at, and .95 on those set aside."""
    cases = own_cases()
    assert len(cases["development"]) >= 150
    assert len(cases["held_out"]) >= 60
    assert score(cases["development"]).f1 >= 0.97
    assert score(cases["held_out"]).f1 >= 0.95


def test_evaluation_says_when_the_folder_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the given cases the command ends with 3 and says why; with them it prints a line for each set."""
    assert main(["--data", str(tmp_path)]) == 3
    assert "no such file" in capsys.readouterr().err
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "cases.json").write_text('[["He left.", "She stayed."]]', "utf-8")
    assert main(["--data", str(tmp_path)]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "cases",
        "given",
        "development",
        "held_out",
    ]
