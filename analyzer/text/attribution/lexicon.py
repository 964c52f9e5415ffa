"""Cues by their forms: what a verb or noun of saying is, how strong it is, and what can follow it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

# What can follow a cue.
CLAUSE, PERSON, TO, PERSON_TO, THING, QUOTATION = (1 << bit for bit in range(6))
# Which form of the verb it is; regular pasts are participles too.
BASE, THIRD, PAST, PARTICIPLE, GERUND = (1 << bit for bit in range(5))
_TAKES = {"clause": CLAUSE, "person": PERSON, "to": TO, "person_to": PERSON_TO, "thing": THING, "quotation": QUOTATION}
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgmnprt]$")  # of one syllable: "slam", "snub"


class Cue(NamedTuple):
    """One form of a verb: its lemma and tier, what it takes, which forms it can be, which prepositions it goes with."""

    lemma: str
    tier: str
    takes: int
    form: int
    prepositions: frozenset[str]


def read_table(name: str) -> dict[str, Any]:
    """A table of word lists that comes with the package."""
    return tomllib.loads((files("analyzer") / "lexicons" / f"{name}.toml").read_text("utf-8"))


def forms(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and gerund by the rules of spelling.

    >>> forms("deny")
    ('denies', 'denied', 'denied', 'denying')
    >>> forms("slam")
    ('slams', 'slammed', 'slammed', 'slamming')
    """
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma[:-1]}ied", f"{lemma}ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if lemma.endswith("e"):
        stem = lemma if lemma.endswith("ee") else lemma[:-1]
        return third, f"{lemma}d", f"{lemma}d", f"{stem}ing"
    stem = lemma
    if len(re.findall(r"[aeiou]+", lemma)) == 1 and _DOUBLED.search(lemma):
        stem = lemma + lemma[-1]
    return third, f"{stem}ed", f"{stem}ed", f"{stem}ing"


@cache
def verbs() -> dict[str, Cue]:
    """Every form of every verb of saying, believing and wanting."""
    table = read_table("verbs_of_saying")
    takes: dict[str, int] = {}
    for name, bit in _TAKES.items():
        for lemma in table["takes"][name].split():
            takes[lemma] = takes.get(lemma, 0) | bit
    found: dict[str, Cue] = {}
    for tier, lemmas in table["tiers"].items():
        for lemma in lemmas.split():
            prepositions = frozenset(table["with"].get(lemma, "").split())
            spelled = table["irregular"].get(lemma, "").split() or forms(lemma)
            for form, bit in zip((lemma, *spelled), (BASE, THIRD, PAST, PARTICIPLE, GERUND), strict=True):
                form_bits = bit | (found[form].form if form in found and found[form].lemma == lemma else 0)
                found[form] = Cue(lemma, tier, takes.get(lemma, 0), form_bits, prepositions)
    return found


@cache
def nouns() -> dict[str, str]:
    """Every form of every noun of saying, and its tier."""
    tiers = read_table("nouns_of_saying").items()
    return {form: tier for tier, words in tiers for word in words.split() for form in (word, _plural(word))}


@cache
def adjectives() -> dict[str, str]:
    """Every adjective of saying, and its tier."""
    return {word: tier for tier, words in read_table("adjectives_of_saying").items() for word in words.split()}


def _plural(word: str) -> str:
    if word[-1] == "y" and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")
