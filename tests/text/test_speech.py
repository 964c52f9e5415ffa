"""Whose words are whose: quotations and attributions laid over each other lose nothing and overlap nowhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.text.attribution import CONFIDENCE, Attribution
from analyzer.text.attribution.able import can_speak, speaks
from analyzer.text.attribution.rows import make_rows
from analyzer.text.speech import only_reports, stretches
from analyzer.text.units import cut_text
from analyzer.text.voices import NARRATOR, PARAPHRASED, QUOTED, VOICES

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


def laid(
    quotations: Sequence[tuple[int, int]],
    attributions: Sequence[Attribution],
    dropped: Sequence[tuple[int, int]] = (),
    sentences: Sequence[tuple[int, int]] = ((0, SIZE),),
) -> list[tuple[int, ...]]:
    """Sentence, start, end, voice and attribution of each stretch."""
    spans = (np.array(part, np.int64).reshape(-1, 2) for part in (sentences, quotations, dropped))
    made = stretches(*spans, make_rows([attributions], np.zeros(1, np.int64)))
    return [tuple(row) for row in np.stack(made, axis=1).tolist()]


def said(*contents: tuple[int, int], rule: str = "finite", clause: bool = True, named: bool = True) -> Attribution:
    return Attribution(None, None, contents, "mixed", "neutral", rule, "Bold", named=named, clause=clause)


@free
@given(
    st.lists(spans, max_size=5).map(apart),
    st.lists(st.tuples(spans, st.sampled_from(sorted(CONFIDENCE)), st.booleans()), max_size=6),
    st.lists(spans, max_size=2).map(apart),
    st.lists(spans, min_size=1, max_size=6).map(apart),
)
def test_every_character_has_the_voice_that_its_own_rule_gives_it(
    quotations: list[tuple[int, int]],
    contents: list[tuple[tuple[int, int], str, bool]],
    dropped: list[tuple[int, int]],
    sentences: list[tuple[int, int]],
) -> None:
    """Quoted where marks stand, paraphrased where a trusted clause stands without marks, the narrator's elsewhere."""
    attributions = [said(span, rule=rule, clause=clause) for span, rule, clause in contents]
    sentence, voice = [-1] * SIZE, [""] * SIZE
    for number, start, end, kind, _ in laid(quotations, attributions, dropped, sentences):
        assert voice[start:end] == [""] * (end - start)
        sentence[start:end] = [number] * (end - start)
        voice[start:end] = [VOICES[kind] if kind >= 0 else "dropped"] * (end - start)
    for at in range(SIZE):
        numbers = [number for number, (start, end) in enumerate(sentences) if start <= at < end]
        assert sentence[at] == (numbers[0] if numbers else -1)
        left_out = any(start <= at < end for start, end in dropped)
        assert not numbers or (voice[at] == "dropped") == left_out
        if not numbers or left_out:
            continue
        quoted = any(start <= at < end for start, end in quotations)
        trusted = [one for one in attributions if one.clause and CONFIDENCE[one.rule] >= 0.8]
        inside = any(start <= at < end for one in trusted for start, end in one.contents)
        covered = any(start <= at < end for one in attributions if one.rule != "nested" for start, end in one.contents)
        if quoted:
            assert voice[at] == QUOTED
        elif not covered:
            assert voice[at] == NARRATOR
        elif voice[at] == PARAPHRASED:
            assert inside


def test_a_quotation_has_one_speaker_even_where_a_content_ends_early() -> None:
    """The whole quotation goes to the attribution that it overlaps first, and what no attribution touches to nobody."""
    found = laid([(5, 20), (30, 40)], [said((5, 12)), said((14, 20))])
    assert [row[1:] for row in found] == [(0, 5, 0, -1), (5, 20, 1, 0), (20, 30, 0, -1), (30, 40, 1, -1)]


def test_what_touches_stays_apart_where_somebody_else_speaks() -> None:
    """Two contents side by side are two stretches, and what is dropped cuts a content in two."""
    rows = laid([], [said((5, 12), rule="finite"), said((12, 20))], dropped=[(14, 16)])
    assert [row[1:] for row in rows] == [
        (0, 5, 0, -1), (5, 12, 2, 0), (12, 14, 2, 1), (14, 16, -1, -1), (16, 20, 2, 1), (20, 40, 0, -1)
    ]  # fmt: skip


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
    told = [(0, 4), (5, 9)]
    assert only_reports(text, (0, 25), told)
    assert not only_reports(text, (0, len(text)), told)
    assert not only_reports(text, (0, 25), [])


def test_a_pronoun_speaks_whoever_it_is_and_the_author_tells() -> None:
    """ "They" are somebody, though nobody knows who; what "we" believe is the narrator's own."""
    (they,) = attributions("They said that the line would be built.")
    (author,) = attributions("We believe that the line will be built.")
    assert (they.speaker, speaks(they)) == ("", True)
    assert (author.speaker, speaks(author)) == ("", False)


def attributions(text: str) -> list[Attribution]:
    return cut_text(Article("a", "", text)).attributions
