"""What a codebook would catch: every glob tried on a reference vocabulary, before it is tried on an article.

Classic surprises: ``war*`` catches "warrant", ``import*`` "important", ``consul*`` "consultant". The check knows common
English words; it does not know whether a word that is caught means what the frame means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from analyzer.codebook import Codebook, Frame, Pattern
from analyzer.features.frames import Globs

_SHORT = 3  # letters before a `*` that catch too much
# What may follow a stem without making another word of it: inflections, and endings that keep to the subject.
_ENDINGS = frozenset(
    """
    s es ed d ing ings er ers or ors ly al ally ic ical ically ics ion ions ional ity ities ize ise izes ises ized ised
    izing ising ization isation y ies ied able ability ably ible ibility ment ments ist ists istic ism ive ives ively
    iveness ance ances ence ency ant ants ent ents ary ful fully less ness ship ships hood an ans ate ated ates ating
    ation ations ian ians ia ies's ty ties ous ously te tes ted ting tion tions tional tor tors le led les ling e's
    e ee ees ism isms um ums ry ery ory atory ure ures ier iers ication ier cy cies acy acies at ats atic atically
    atise atised atises atising atisation atisations atize atized atizes atizing atization atizations
    ialise ialised ialises ialising ialisation ialize ialized ializes ializing ialization ialism ialist ialists ially ial
    alise alised alises alising alisation alize alized alizes alizing alization alist alists ationism ationist ationists
    alty ality arian arians lature latures uringly eningly ingly ite ites ied r rs t ts i iate ying yer yers
    m tic istically ce bility tically tise tised tises tising tisation tisations tize tized tizes tizing tization tizations
    ionism ionist ionists
    """.split()
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One remark on a codebook; ``severity`` is "conflict" (two frames claim a word) or "look" (a person should)."""

    severity: Literal["conflict", "look"]
    frame: str
    pattern: str
    message: str


@cache
def reference_vocabulary() -> tuple[str, ...]:
    """Common English words and names (SCOWL, sizes 10 to 50)."""
    text = (files("analyzer") / "lexicons" / "reference_vocabulary.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def lint(book: Codebook) -> list[Fault]:
    """Every remark, conflicts first.

    Conflicts: a word that single-word patterns of two frames catch. Things to look at: a glob that catches words whose
    ending is no ending of its stem (unless the frame lists them under ``accepted``), a glob on a very short stem.

    >>> from analyzer.codebook import parse_codebook
    >>> text = 'name="x"\\nversion="1"\\n[frames.f]\\nlabel="F"\\ndefinition="d"\\npatterns=["war*"]'
    >>> "warrant" in lint(parse_codebook(text, "x"))[0].message
    True
    """
    globs = Globs(reference_vocabulary())
    single = [pattern for pattern in book.patterns if len(pattern.words) == 1]
    caught = {pattern.text: [reference_vocabulary()[at] for at in globs.types(pattern.words[0])] for pattern in single}
    looks = [fault for pattern in single for fault in _looks(pattern, caught[pattern.text], book.frames[pattern.key])]
    return [*_conflicts(single, caught), *looks]


def _conflicts(single: list[Pattern], caught: dict[str, list[str]]) -> Iterator[Fault]:
    claims: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in single:
        for word in caught[pattern.text]:
            claims[word].append(pattern)
    for word, patterns in claims.items():
        for other in patterns[1:]:
            if other.key != patterns[0].key:
                yield Fault("conflict", other.key, other.text, f"{word!r} is also caught by {patterns[0].key}: {patterns[0].text}")


def _looks(pattern: Pattern, words: list[str], frame: Frame) -> Iterator[Fault]:
    stem, star, rest = pattern.words[0].partition("*")
    if not star or rest:
        return
    if len(stem) <= _SHORT and len(words) > 3:
        yield Fault("look", pattern.key, pattern.text, f"a stem of {len(stem)} letters catches {len(words)} common words")
    odd = [word for word in words if word not in frame.accepted and not _belongs(word, stem)]
    if odd:
        shown = ", ".join(odd[:8]) + (f" and {len(odd) - 8} more" if len(odd) > 8 else "")
        yield Fault("look", pattern.key, pattern.text, f"also catches: {shown}")


def _belongs(word: str, stem: str) -> bool:
    ending = word[len(stem) :] if "?" not in stem else word[len(stem.rstrip("?")) :]
    return not ending or ending in _ENDINGS or ending.removeprefix(stem[-1:]) in _ENDINGS or "-" in ending
