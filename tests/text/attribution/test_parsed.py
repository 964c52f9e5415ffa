"""What a dependency parse adds to the rules: a verb of saying with its subject and its clause, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import AnalyzerError, MissingPartError, UsageError
from analyzer.features import parsing
from analyzer.features.quoting import attributions
from analyzer.text.attribution import CONFIDENCE
from analyzer.text.attribution.page import Layout
from analyzer.text.attribution.pages import make_pages
from analyzer.text.attribution.parsed import parsed
from analyzer.text.normalise import normalise
from analyzer.text.tokens import chunks

_PIECE = re.compile(r"\w+|[^\w\s]|\s{2,}")
Parser = Callable[[str], Any]

# A sentence, and of each word its head (as the number of a token) and its relation.
PARSES = {
    "The minister can now say, with some pride, that it is safe.": (
        [1, 4, 4, 4, 4, 4, 4, 8, 6, 4, 12, 12, 4, 12, 4],
        "det nsubj aux advmod ROOT punct prep det pobj punct mark nsubj ccomp acomp punct",
    ),
    "The survey found the minister unknown in town.": (
        [1, 2, 2, 4, 5, 2, 5, 6, 2],
        "det nsubj ROOT det nsubj ccomp prep pobj punct",
    ),
    "Voters in each state want people to act.": (
        [4, 0, 3, 1, 4, 7, 7, 4, 4],
        "nsubj prep det pobj ROOT nsubj aux xcomp punct",
    ),
}
SAY, FOUND, WANT = PARSES
WORDS = ["said", "say", "found", "that", "who", "Bold", "minister", "“", "”", "-", ",", ".", "it's\xad", "\n\n", " "]
PREFIX = "Mr. Bold said that it was late."


@dataclass(eq=False)
class Token:
    """One token of a parse that no parser made."""

    idx: int
    text: str
    dep_: str
    pos_: str = "VERB"
    head: int = 0
    children: list[Token] = field(default_factory=list)
    left_edge: Token = None  # type: ignore[assignment]
    right_edge: Token = None  # type: ignore[assignment]

    @property
    def lemma_(self) -> str:
        """The basic form."""
        return {"found": "find", "sayeth": "say"}.get(self.text, self.text)


class Doc(list[Token]):
    """Tokens, and the text that they are of."""

    def __init__(self, text: str, heads: Sequence[int], relations: Sequence[str]) -> None:
        pieces = list(_PIECE.finditer(text))
        made = zip(pieces, relations, heads, strict=True)
        super().__init__(Token(m.start(), m.group(), relation, head=head) for m, relation, head in made)
        self.text = text
        for at, token in enumerate(self):
            if token.head != at:
                self[token.head].children.append(token)
        for at, token in enumerate(self):
            below = sorted(self._below(at, set()))
            token.left_edge, token.right_edge = self[below[0]], self[below[-1]]

    def _below(self, at: int, seen: set[int]) -> set[int]:
        seen.add(at)
        for other, token in enumerate(self):
            if token.head == at and other not in seen:
                self._below(other, seen)
        return seen


def _stand_in(text: str, heads: Sequence[int], relations: Sequence[str]) -> Any:
    return Doc(text, heads, relations)


def _spacy(text: str, heads: Sequence[int], relations: Sequence[str]) -> Any:
    spacy = pytest.importorskip("spacy", reason="spaCy is an extra, and not installed")
    pieces = list(_PIECE.finditer(text))
    spaces = [text[m.end() : m.end() + 1] == " " for m in pieces]
    words = [m.group() for m in pieces]
    make = import_module("spacy.tokens").Doc
    vocabulary = spacy.blank("en").vocab
    pos, lemmas = ["VERB"] * len(words), [Token(0, word, "").lemma_ for word in words]
    return make(vocabulary, words, spaces, heads=list(heads), deps=list(relations), pos=pos, lemmas=lemmas)


@pytest.fixture(params=[_stand_in, _spacy], ids=["stand-in", "spaCy"])
def parser(request: pytest.FixtureRequest) -> Parser:
    """A parser that knows the sentences above, alone or behind a first one that it does not read."""
    return _knowing(request.param)


def _knowing(make: Callable[..., Any] = _stand_in, **also: tuple[list[int], str]) -> Parser:
    def parse(text: str) -> Any:
        known = {**PARSES, **also}
        sentence = next(one for one in known if text.endswith(one))
        before = len(_PIECE.findall(text)) - len(known[sentence][0])
        heads, relations = known[sentence]
        return make(
            text,
            [*range(before), *(before + head for head in heads)],
            [*["ROOT"] * before, *relations.split()],
        )

    return parse


def shown(text: str, table: pd.DataFrame) -> list[list[str]]:
    """Source, cue and content of what the parse added."""
    rows = table[table["rule"] == "parsed"].itertuples()
    return [
        [text[getattr(row, f"{role}_start") : getattr(row, f"{role}_end")] for role in ("source", "cue", "content")]
        for row in rows
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SAY, ["The minister", "can now say", "that it is safe"]),
        (FOUND, ["The survey", "found", "the minister unknown in town"]),
        (WANT, ["Voters in each state", "want", "people to act"]),
    ],
)
def test_a_verb_of_saying_with_subject_and_clause(parser: Parser, text: str, expected: list[str]) -> None:
    """Subject, verb with its auxiliaries, and clause become source, cue and content; the rules alone find none."""
    assert attributions(text).empty
    table = attributions(text, parser=parser)
    assert shown(text, table) == [expected]
    assert table["confidence"].tolist() == [CONFIDENCE["parsed"]]
    assert table["kind"].tolist() == ["indirect"]


def test_the_speaker_is_who_a_rule_would_name(parser: Parser) -> None:
    """A role in its own words without an article, and a pronoun as the last speaker who fits, found by a rule."""
    assert attributions(SAY, parser=parser)["speaker"].tolist() == ["minister"]
    text = f"{PREFIX} He{SAY.removeprefix('The minister')}"
    he = {text[len(PREFIX) + 1 :]: ([3, 3, 3, 3, 3, 3, 7, 5, 3, 11, 11, 3, 11, 3], PARSES[SAY][1].removeprefix("det "))}
    assert attributions(text, parser=_knowing(**he))["speaker"].tolist() == ["Bold", "Bold"]


def test_the_rows_of_the_rules_stay_as_they_are(parser: Parser) -> None:
    """What is added comes behind, whatever stands first in the text; what a rule found is not found twice."""
    text = f"{PREFIX} {SAY}"
    alone, both = attributions(text), attributions(text, parser=parser)
    pd.testing.assert_frame_equal(both.iloc[: len(alone)], alone)
    assert shown(text, both) == [["The minister", "can now say", "that it is safe"]]
    sentence = "Bold said it was late."
    known = {sentence: ([1, 1, 3, 1, 3, 1], "nsubj ROOT nsubj ccomp acomp punct")}
    assert attributions(sentence, parser=_knowing(**known))["rule"].tolist() == ["finite"]


def test_a_content_that_holds_one_of_a_rule_is_left_out() -> None:
    """The rules go first, even where the parse would have the outer one."""
    text = "Voters in each state want Bold, who said it was late, to act."
    known = {
        text: (
            [4, 0, 3, 1, 4, 13, 5, 8, 5, 10, 8, 10, 5, 14, 4, 4],
            "nsubj prep det pobj ROOT nsubj punct nsubj relcl nsubj ccomp acomp punct aux xcomp punct",
        )
    }
    assert "parsed" not in set(attributions(text, parser=_knowing(**known))["rule"])


def test_offsets_lead_to_the_text_as_given(parser: Parser) -> None:
    """The parser reads the normalised text; soft hyphens and dashes before a span do not shift it."""
    text = f"It was\u00ad late\u2014very. \u201cNo,\u201d he said. {SAY}"
    table = attributions(text, parser=parser)
    assert shown(text, table) == [["The minister", "can now say", "that it is safe"]]


@pytest.mark.parametrize("change", [("nsubj", "nsubjpass"), ("ccomp", "advcl"), ("nsubj aux", "dobj aux")])
def test_without_subject_or_clause_there_is_nothing(change: tuple[str, str]) -> None:
    """Neither one who is told something, nor a clause of time, nor an object makes an attribution."""
    heads, relations = PARSES[SAY]
    assert attributions(SAY, parser=_knowing(**{SAY: (heads, relations.replace(*change, 1))})).empty


def test_an_infinitive_needs_a_subject() -> None:
    """ "To act" without those who shall act tells of an act and not of words."""
    heads, relations = PARSES[WANT]
    dobj = relations.replace("nsubj aux xcomp", "dobj aux xcomp")
    assert attributions(WANT, parser=_knowing(**{WANT: (heads, dobj)})).empty


def test_a_verb_that_says_nothing_is_no_cue() -> None:
    """Neither a verb outside the lexicon, nor one that takes no clause of somebody's ("this means that")."""
    for word in ("sleeps", "means"):
        text = SAY.replace("say", word)
        assert attributions(text, parser=_knowing(**{text: PARSES[SAY]})).empty


def test_only_a_verb_is_a_cue_and_its_basic_form_counts() -> None:
    """A noun that looks like a verb of saying is none; a form that the lexicon does not list goes by its lemma."""

    def noun(text: str) -> Any:
        doc = _knowing()(text)
        for token in doc:
            token.pos_ = "NOUN"
        return doc

    assert attributions(SAY, parser=noun).empty
    text = SAY.replace("say", "sayeth")
    known = _knowing(**{text: PARSES[SAY]})
    assert shown(text, attributions(text, parser=known)) == [["The minister", "can now sayeth", "that it is safe"]]


def test_what_stands_between_quotation_marks_is_left_to_the_rules() -> None:
    """A verb of saying inside a quotation gives nothing, even in one that no rule takes for speech."""
    title = SAY.removesuffix(".")
    text = f'The song "{title}" is old.'
    heads, relations = PARSES[SAY]
    moved = [0, 1, 2, *(3 + head for head in heads[:-1]), 17, 18, 19, 20]
    said = ["ROOT"] * 3 + relations.split()[:-1] + ["ROOT"] * 4
    assert attributions(text, parser=lambda given: Doc(given, moved, said)).empty


def test_source_cue_and_content_stand_apart_in_one_sentence() -> None:
    """A subject that runs over its verb, or a clause that runs into the next sentence, is a slip of the parser."""
    heads, relations = PARSES[SAY]
    crossed = [*heads[:6], 1, *heads[7:]]
    assert attributions(SAY, parser=_knowing(**{SAY: (crossed, relations)})).empty
    text = f"{SAY} It rains."
    known = {text: ([*heads, 16, 13, 16], f"{relations} nsubj dep punct")}
    assert attributions(text, parser=_knowing(**known)).empty


def test_a_parser_may_count_spaces_as_words() -> None:
    """A space at the edge of a clause belongs to no word; one that is said to be the subject is nobody."""
    text = SAY.replace(" that", "  that")
    heads = [head + (head > 9) for head in PARSES[SAY][0]]
    relations = PARSES[SAY][1].split()
    heads.insert(10, 13)
    relations.insert(10, "dep")
    edge = _knowing(**{text: (heads, " ".join(relations))})
    assert shown(text, attributions(text, parser=edge)) == [["The minister", "can now say", "that it is safe"]]
    heads[10], relations[10], relations[1] = 4, "nsubj", "dep"
    assert attributions(text, parser=_knowing(**{text: (heads, " ".join(relations))})).empty


def test_of_two_the_outer_one_is_given() -> None:
    """What somebody says inside the content of somebody else is left out, as the rules do it."""
    text = SAY.replace("it is safe", "the survey found the line unknown in town")
    known = {
        text: (
            [1, 4, 4, 4, 4, 4, 4, 8, 6, 4, 13, 12, 13, 4, 15, 16, 13, 16, 17, 4],
            "det nsubj aux advmod ROOT punct prep det pobj punct mark det nsubj ccomp det nsubj ccomp prep pobj punct",
        )
    }
    content = "that the survey found the line unknown in town"
    assert shown(text, attributions(text, parser=_knowing(**known))) == [["The minister", "can now say", content]]
    apart = {text: (known[text][0], known[text][1].replace("mark det nsubj ccomp", "mark det nsubj advcl"))}
    inner = ["the survey", "found", "the line unknown in town"]
    assert shown(text, attributions(text, parser=_knowing(**apart))) == [inner]


def test_of_two_that_begin_alike_the_longer_one_is_given() -> None:
    """ "C, Bold thinks, Gold says" is what Gold says."""
    text = "The line is safe, Bold thinks, Gold says."
    relations = "det nsubj ccomp acomp punct nsubj ccomp punct nsubj ROOT punct"
    doc = Doc(text, [1, 2, 6, 2, 6, 6, 9, 9, 9, 9, 9], relations.split())
    (page,) = make_pages([Layout(text, [(0, len(text))], [(0, len(text))], [])], *chunks([text]))
    (one,) = parsed(page, doc, [])
    assert [text[slice(*span)] for span in one.contents] == ["The line is safe, Bold thinks"]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.data())
def test_any_parse_leaves_spans_inside_the_text(data: st.DataObject) -> None:
    """However wrong a parse is, spans lie in the text and are not empty, and the rows of the rules stay."""
    words = st.sampled_from(WORDS)
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=15)))
    size = len(_PIECE.findall(normalise(text).text))
    heads = data.draw(st.lists(st.integers(0, max(0, size - 1)), min_size=size, max_size=size))
    kinds = st.sampled_from(["nsubj", "ccomp", "parataxis", "xcomp", "ROOT"])
    relations = data.draw(st.lists(kinds, min_size=size, max_size=size))
    alone, table = attributions(text), attributions(text, parser=lambda given: Doc(given, heads, relations))
    pd.testing.assert_frame_equal(table.iloc[: len(alone)], alone)
    for role in ("source", "cue", "content"):
        starts, ends = table[f"{role}_start"].dropna(), table[f"{role}_end"].dropna()
        assert ((starts >= 0) & (starts < ends) & (ends <= len(text))).all()


@pytest.mark.parametrize("text", ["", " \n\n\t "])
def test_an_empty_text_is_not_parsed(text: str) -> None:
    """Without a word there is nothing to read, and no parser is called."""
    assert attributions(text, parser=_never).empty


def _never(text: str) -> Any:
    raise AssertionError(text)


def test_the_parse_of_another_text_is_refused() -> None:
    """Of another length or of the same one: both lengths are named."""
    with pytest.raises(UsageError, match="a text of 3 characters for one of 5"):
        attributions("He is", parser=lambda _: Doc("No.", [0, 0], ["ROOT", "punct"]))
    with pytest.raises(UsageError, match="another text"):
        attributions("No.", parser=lambda _: Doc("Ye.", [0, 0], ["ROOT", "punct"]))
    with pytest.raises(UsageError, match="a NoneType for one of 3"):
        attributions("No.", parser=lambda _: None)


def test_a_parse_without_dependencies_is_refused() -> None:
    """A pipeline that only cuts words would find nothing, and say so with silence."""
    with pytest.raises(UsageError, match="no dependencies"):
        attributions("No.", parser=lambda text: Doc(text, [0, 1], ["", ""]))


def test_an_error_of_the_parser_is_passed_on() -> None:
    """What failed, on how much text, and the error itself as the cause."""

    def fails(text: str) -> Any:
        raise ValueError("E088: too long")

    with pytest.raises(AnalyzerError, match=r"3 characters\.\nValueError: E088: too long") as caught:
        attributions("No.", parser=fails)
    assert isinstance(caught.value.__cause__, ValueError)


def _module(load: Callable[..., Any]) -> Callable[[str], Any]:
    return lambda name: SimpleNamespace(load=load)


def test_a_missing_package_or_model_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exact line that installs it, for spaCy and for a model."""

    def missing(*_: object, **__: object) -> Any:
        raise ModuleNotFoundError("No module named 'spacy'")

    def no_model(*_: object, **__: object) -> Any:
        raise OSError("[E050] Can't find model")

    monkeypatch.setattr(parsing, "import_module", missing)
    with pytest.raises(MissingPartError, match=r'pip install "media-coverage-analyzer\[spacy\]"'):
        attributions("No.", parser="en_none")
    monkeypatch.setattr(parsing, "import_module", _module(no_model))
    with pytest.raises(MissingPartError, match=r"no spaCy model 'en_none'(.|\n)*python -m spacy download en_none"):
        attributions("No.", parser="en_none")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the models that are loaded; each of them reads as the stand-in does."""
    names: list[str] = []

    def load(name: str, **_: object) -> Parser:
        names.append(name)
        return _knowing()

    monkeypatch.setattr(parsing, "import_module", _module(load))
    yield names
    parsing._loaded.cache_clear()


def test_a_model_is_loaded_once(counted: list[str]) -> None:
    """Two texts, one model: loading takes longer than reading."""
    assert [len(attributions(text, parser="en_some")) for text in (SAY, FOUND)] == [1, 1]
    assert counted == ["en_some"]


def test_the_default_loads_nothing(counted: list[str]) -> None:
    """Without `parser` no package is asked for."""
    attributions(SAY)
    assert counted == []
