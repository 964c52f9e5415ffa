"""The lists of words are whole, and forms are spelled as English spells them."""

from __future__ import annotations

import pytest

from analyzer.text.attribution import flags
from analyzer.text.attribution.lexicon import (
    BASE,
    CLAUSE,
    GERUND,
    PARTICIPLE,
    PAST,
    THIRD,
    adjectives,
    forms,
    nouns,
    read_table,
    verbs,
)
from analyzer.text.attribution.words import Types

TIERS = {"neutral", "assertive", "negative", "private"}


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("argue", "argues argued argued arguing"),
        ("deny", "denies denied denied denying"),
        ("say", "says sayed sayed saying"),
        ("stress", "stresses stressed stressed stressing"),
        ("slam", "slams slammed slammed slamming"),
        ("answer", "answers answered answered answering"),
        ("read", "reads readed readed reading"),
        ("agree", "agrees agreed agreed agreeing"),
        ("shrug", "shrugs shrugged shrugged shrugging"),
    ],
)
def test_spelling(lemma: str, expected: str) -> None:
    """Endings follow the rules; what the rules get wrong stands in the list of irregular forms."""
    assert " ".join(forms(lemma)) == expected


def test_irregular_forms_stand_in_the_list() -> None:
    """ "said" is past and participle, "wrote" is past alone, "read" is the base as well."""
    assert verbs()["said"].form == PAST | PARTICIPLE
    assert (verbs()["wrote"].form, verbs()["written"].form) == (PAST, PARTICIPLE)
    assert verbs()["read"].form == BASE | PAST | PARTICIPLE
    assert (verbs()["says"].form, verbs()["saying"].form) == (THIRD, GERUND)
    assert "sayed" not in verbs()


def test_every_verb_has_one_tier_and_takes_something() -> None:
    """No verb stands in two tiers, none takes nothing, and nothing is said of a verb without a tier."""
    table = read_table("verbs_of_saying")
    lemmas = [lemma for words in table["tiers"].values() for lemma in words.split()]
    assert len(lemmas) == len(set(lemmas))
    assert set(table["tiers"]) == TIERS
    taking = {lemma for words in table["takes"].values() for lemma in words.split()} | set(table["with"])
    assert taking == set(lemmas)
    assert set(table["irregular"]) <= set(lemmas)
    assert verbs()["said"].takes & CLAUSE


def test_nouns_and_adjectives_have_tiers() -> None:
    """Singular and plural of a noun have one tier."""
    assert set(nouns().values()) == TIERS
    assert set(adjectives().values()) == TIERS
    assert (nouns()["denial"], nouns()["denials"], nouns()["theories"]) == ("negative", "negative", "neutral")


@pytest.mark.parametrize(
    ("chunk", "core", "has", "has_not"),
    [
        ("said,", "said", "VERB COMMA", "NOUN"),
        ("Kelly", "kelly", "CAPITAL", "ADVERB"),
        ("quickly", "quickly", "ADVERB", "CAPITAL"),
        ("minister's", "minister", "OWNER", "BE"),
        ("he's", "he", "SUBJECT AUXILIARY BE", "OWNER"),
        ("they'll", "they", "SUBJECT AUXILIARY", "OWNER"),
        ("ministers'", "ministers", "OWNER PLURAL", "BE"),
        ("(Warsaw):", "warsaw", "CAPITAL COLON CLOSES", "COMMA"),
        ("$5bn", "$5bn", "NUMBER", "CAPITAL"),
        ("--", "--", "DASH", "COMMA"),
        ("needed", "needed", "PAST", "GERUND"),
        ("during", "during", "PREPOSITION", "GERUND"),
    ],
)
def test_what_a_chunk_is(chunk: str, core: str, has: str, has_not: str) -> None:
    """The bare word in lower case, and what its letters and its punctuation tell."""
    known = Types().kinds([chunk])
    (row,) = known.rows.tolist()
    found = known.flags[row]
    assert known.cores[row] == core
    assert [name for name in has.split() if not found & getattr(flags, name)] == []
    assert [name for name in has_not.split() if found & getattr(flags, name)] == []


def test_types_are_remembered() -> None:
    """A chunk has one row, whatever came between, and what is known of it stays when more is learnt."""
    memory = Types()
    first = memory.kinds(["said,", "Kelly"])
    many = memory.kinds([f"word{number}," for number in range(10_000)])
    again = memory.kinds(["Kelly", "said,"])
    assert first.rows[::-1].tolist() == again.rows.tolist()
    assert first.flags[first.rows].tolist() == again.flags[again.rows[::-1]].tolist()
    assert first.signs[first.rows].tolist() == again.signs[again.rows[::-1]].tolist()
    assert [many.cores[row] for row in many.rows[[0, -1]].tolist()] == ["word0", "word9999"]
    assert len(memory) == 10_002


def test_flags_are_apart() -> None:
    """No two flags share a bit, and those of cues are the smallest."""
    bits = [value for name, value in vars(flags).items() if name.isupper() and name != "CUE"]
    assert sum(bits) == (1 << len(bits)) - 1
    assert flags.CUE == 0b11111
