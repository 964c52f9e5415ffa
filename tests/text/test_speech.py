"""Whose words are whose: quotations and attributions laid over each other lose nothing and overlap nowhere."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.text.attribution import CONFIDENCE, Attribution
from analyzer.text.speech import can_speak, only_reports, speaks, stretches
from analyzer.text.units import cut_text
from analyzer.text.voices import PARAPHRASED, QUOTED, VOICES

free = settings(deadline=None, derandomize=True, max_examples=200)
SIZE = 40
spans = st.tuples(st.integers(0, SIZE - 1), st.integers(1, 8)).map(lambda pair: (pair[0], min(SIZE, sum(pair))))


def apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that do not overlap an earlier one, in order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def said(*contents: tuple[int, int], rule: str = "finite", clause: bool = True, named: bool = True) -> Attribution:
    return Attribution(None, None, contents, "mixed", "neutral", rule, "Bold", named=named, clause=clause)


@free
@given(
    st.lists(spans, max_size=5).map(apart),
    st.lists(st.tuples(spans, st.sampled_from(sorted(CONFIDENCE)), st.booleans()), max_size=6),
)
def test_every_character_has_the_voice_that_its_own_rule_gives_it(
    quotations: list[tuple[int, int]], contents: list[tuple[tuple[int, int], str, bool]]
) -> None:
    """Quoted where marks stand, paraphrased where a trusted clause stands without marks, the narrator's elsewhere."""
    attributions = [said(span, rule=rule, clause=clause) for span, rule, clause in contents]
    found = stretches(quotations, attributions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    voice = ["" for _ in range(SIZE)]
    for one in found:
        voice[one.start : one.end] = [VOICES[one.voice]] * (one.end - one.start)
    for at in range(SIZE):
        quoted = any(start <= at < end for start, end in quotations)
        trusted = [one for one in attributions if one.clause and CONFIDENCE[one.rule] >= 0.8]
        inside = any(start <= at < end for one in trusted for start, end in one.contents)
        covered = any(start <= at < end for one in attributions if one.rule != "nested" for start, end in one.contents)
        if quoted:
            assert voice[at] == QUOTED
        elif not covered:
            assert voice[at] == ""
        elif voice[at] == PARAPHRASED:
            assert inside


def test_a_quotation_has_one_speaker_even_where_a_content_ends_early() -> None:
    """The whole quotation goes to the attribution that it overlaps first, and what no attribution touches to nobody."""
    found = stretches([(5, 20), (30, 40)], [said((5, 12)), said((14, 20))])
    assert [(one.start, one.end, one.attribution) for one in found] == [(5, 20, 0), (30, 40, -1)]


def test_only_people_bodies_and_texts_can_speak() -> None:
    """A role, a group, a body or a report can; a visit, a context or a railway cannot, whoever it belongs to."""
    for speaker in ("spokesman", "senior officials", "court", "report by the visit's critics", "foreign ministry"):
        assert can_speak(speaker), speaker
    for speaker in ("historical context", "visit of the president", "railway", "", "geopolitical landscape"):
        assert not can_speak(speaker), speaker


def test_a_name_speaks_and_a_weak_rule_does_not() -> None:
    """A proper name is enough whatever the noun; a rule that is right in fewer than four of five cases never is."""
    assert speaks(said((0, 1)))
    assert not speaks(said((0, 1), named=False)._replace(speaker="visit"))
    weak = min(CONFIDENCE, key=lambda rule: CONFIDENCE[rule])
    assert not speaks(said((0, 1), rule=weak))


def test_four_words_of_its_own_make_a_clause_more_than_a_report() -> None:
    """Source and cue do not count; three other words do not make a statement, four do."""
    text = "Bold said on cold Monday mornings"
    one = said((40, 50))._replace(source=(0, 4), cue=(5, 9))
    assert only_reports(text, (0, 25), [one])
    assert not only_reports(text, (0, len(text)), [one])
    assert not only_reports(text, (0, 25), [])


def test_a_pronoun_speaks_whoever_it_is_and_the_author_tells() -> None:
    """ "They" are somebody, though nobody knows who; what "we" believe is the narrator's own."""
    (they,) = attributions("They said that the line would be built.")
    (author,) = attributions("We believe that the line will be built.")
    assert (they.speaker, speaks(they)) == ("", True)
    assert (author.speaker, speaks(author)) == ("", False)


def attributions(text: str) -> list[Attribution]:
    return cut_text(Article("a", "", text)).attributions
