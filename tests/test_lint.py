"""The check of a codebook reports the classic surprises, and knows what the shipped codebook is remarked on."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from analyzer.codebook import Category, Codebook, Frame, load_codebook
from analyzer.lint import Fault, lint, reference_vocabulary


def book(accepted: tuple[str, ...] = (), **frames: list[str]) -> Codebook:
    made = {
        key: Frame(label=key, definition=key, patterns=tuple(texts), accepted=accepted) for key, texts in frames.items()
    }
    return Codebook(name="x", version="1", frames=made)


def remarks(*patterns: str, accepted: tuple[str, ...] = ()) -> list[str]:
    faults = lint(book(accepted, f=list(patterns)))
    assert {fault.severity for fault in faults} <= {"look"}
    return [f"{fault.pattern}: {fault.message}" for fault in faults]


@pytest.mark.parametrize(
    ("pattern", "caught"),
    [
        ("war*", "warm"),
        ("import*", "important"),
        ("consul*", "consult"),
        ("heroi*", "heroin"),
        ("subsid*", "subsidiary"),
        ("protest*", "protestant"),
        ("mobili?*", "mobilise"),
        ("invest*", "investigate"),
        ("court*", "courtesy"),
        ("law*", "lawn"),
        ("sign*", "signet"),
        ("arm*", "armada"),
        ("*war*", "ward"),
        ("*ism", "prism"),
        ("b*nk", "brink"),
        ("w?r?", "wary"),
    ],
)
def test_classic_surprises_are_reported(pattern: str, caught: str) -> None:
    """Globs that catch other words are remarked on, short words first."""
    shown = [line for line in remarks(pattern) if line.startswith(f"{pattern}: also catches: ")]
    assert len(shown) == 1
    assert caught in shown[0].replace(",", "").split()


@pytest.mark.parametrize("pattern", ["war*", "warrant*", "import*", "econom*", "*war*", "heroi*"])
def test_what_is_reported_is_caught(pattern: str) -> None:
    """Every word of a remark, and their number, is among the common words that the glob matches."""
    caught = {word for word in reference_vocabulary() if fnmatchcase(word, pattern)}
    for line in remarks(pattern):
        if "also catches" in line:
            words, _, more = line.split("also catches: ")[1].partition(" and ")
            assert set(words.split(", ")) <= caught
            assert len(words.split(", ")) + int(more.split()[0] if more else 0) <= len(caught)
        else:
            assert f"catches {len(caught)} common words" in line


def test_a_short_stem_is_remarked_on() -> None:
    """Three letters before a star catch too much; four, or a rare beginning, do not."""
    assert any("a stem of 3 letters catches 94 common words" in line for line in remarks("war*"))
    assert any("a stem of 1 letters" in line for line in remarks("w*"))
    assert not any("a stem" in line for line in remarks("zhu*"))
    assert not any("a stem" in line for line in remarks("warm*"))


@pytest.mark.parametrize(
    "pattern", ["warrant", "tribunal*", "negotiat*", "defen?e", "kidnap*", "gazprom*", "extradit*", "trans-mongolian"]
)
def test_forms_of_a_word_are_no_surprise(pattern: str) -> None:
    """Plain words, inflections, doubled letters, spellings with ? and names are not remarked on."""
    assert remarks(pattern) == []


def test_phrases_are_not_tried_on_single_words() -> None:
    """A star in a phrase is held down by the other words."""
    assert remarks("war* crime*", "hand* * over to") == []


def test_accepted_words_are_no_longer_remarked_on() -> None:
    """What a person has looked at and accepted is not shown again; what is left is."""
    assert remarks("loan*") == ["loan*: also catches: loanword, loanwords"]
    assert remarks("loan*", accepted=("loanword",)) == ["loan*: also catches: loanwords"]
    assert remarks("loan*", accepted=("loanword", "loanwords")) == []


def test_conflicts_come_first_and_name_both_patterns() -> None:
    """A word that two frames catch is a conflict of the later one, which names the earlier."""
    faults = lint(book(law=["warrant*"], fight=["war*", "troops"]))
    conflicts = [fault for fault in faults if fault.severity == "conflict"]
    assert faults[: len(conflicts)] == conflicts
    assert Fault("conflict", "fight", "war*", "'warrants' is also caught by law: warrant*") in conflicts
    assert {(fault.key, fault.pattern) for fault in conflicts} == {("fight", "war*")}


@pytest.mark.parametrize(
    ("one", "other"), [("gazprom*", "gazprom"), ("gazprom", "gaz*"), ("rosnef?", "rosnef*"), ("*prom", "gazprom")]
)
def test_names_that_no_dictionary_has_are_compared(one: str, other: str) -> None:
    """Two frames that claim one name are in conflict, although the name is no common word."""
    assert not any("prom" in word and "gaz" in word for word in reference_vocabulary())
    for pair in ((one, other), (other, one)):
        faults = lint(book(f=[pair[0]], g=[pair[1]]))
        assert [fault.severity for fault in faults if fault.key == "g"][:1] == ["conflict"]


def test_patterns_of_one_frame_are_in_no_conflict() -> None:
    """Two patterns of one frame may catch the same word: it counts once."""
    assert not any(fault.severity == "conflict" for fault in lint(book(f=["warrants", "warrant*"])))


@pytest.mark.parametrize(
    "pattern", ["at&t", "oil/gas", "talks,trade", "“court”", "state visit!", "oil & gas", "c++", "courts'"]
)
def test_patterns_that_no_text_can_hold_are_reported(pattern: str) -> None:
    """A pattern with signs that no word has is never found, and the remark says so."""
    assert any("never found" in line for line in remarks(pattern))


@pytest.mark.parametrize(
    "pattern", ["u.s.", "*n't", "people's party", "counter-terror*", "1939", "g7", "hand* * over", "défense", "зерно*"]
)
def test_patterns_that_texts_can_hold_are_not_called_impossible(pattern: str) -> None:
    """Abbreviations, possessives, compounds, numbers and other alphabets are words."""
    assert not any("never found" in line for line in remarks(pattern))


def speakers(accepted: tuple[str, ...] = (), **patterns: list[str]) -> list[Fault]:
    kinds = {key: Category(label=key, patterns=tuple(texts), accepted=accepted) for key, texts in patterns.items()}
    return lint(book(law=["court"]).model_copy(update={"speakers": kinds}))


def test_categories_of_speakers_are_checked_like_frames() -> None:
    """A category has surprises, short stems and impossible patterns as a frame has, and accepts words as it does."""
    assert [fault.pattern for fault in speakers(judge=["judge", "chief judge*"])] == []
    remarks = {(fault.key, fault.pattern): fault.message for fault in speakers(expert=["consul*", "at&t", "law*"])}
    assert "consult" in remarks["expert", "consul*"]
    assert "never found" in remarks["expert", "at&t"]
    assert "a stem of 3 letters" in str([fault.message for fault in speakers(expert=["law*"])])
    assert len(speakers(firm=["broker*"])) == 1
    assert speakers(("brokerage", "brokerages"), firm=["broker*"]) == []


def test_categories_conflict_with_each_other_and_not_with_frames() -> None:
    """A word that two categories claim is a conflict and comes first; a frame may speak of whoever speaks."""
    faults = speakers(expert=["consul*"], state=["consulate", "court"])
    assert faults[0] == Fault("conflict", "state", "consulate", "'consulate' is also caught by expert: consul*")
    assert [fault.severity for fault in faults] == sorted(fault.severity for fault in faults)
    assert not any("court" in fault.pattern for fault in faults)


def test_the_reference_vocabulary_is_a_list_of_words() -> None:
    """It holds lower-case words, each once, forms included."""
    words = reference_vocabulary()
    assert len(words) == len(set(words)) > 50_000
    assert all(word == word.lower() == word.strip() != "" for word in words)
    assert {"court", "courts", "warrant", "oblige", "obliged"} <= set(words)


# Each was looked at: rare, or close to the subject. A new line here is a new surprise in the codebook.
KNOWN = {
    "econom*": "econometric",
    "industr*": "industrious, industriously, industriousness",
    "loan*": "loanword, loanwords",
    "profit*": "profiteer, profiteers, profiteered, profiteering",
    "commerc*": "commercials",
    "highway*": "highwayman, highwaymen",
    "diplom*": "diploma, diplomas, diplomata",
    "invit*": "invitational, invitationals",
    "election*": "electioneer, electioneers, electioneered, electioneering",
    "constitution*": "constitutionals",
}


def test_the_shipped_codebook_has_no_conflict_and_the_known_remarks() -> None:
    """No two frames or categories claim a common word, no pattern is impossible, and all remarks are known ones."""
    faults = lint(load_codebook())
    assert {fault.severity for fault in faults} == {"look"}
    assert {fault.pattern: fault.message.removeprefix("also catches: ") for fault in faults} == KNOWN
    assert len(faults) == len(KNOWN)
