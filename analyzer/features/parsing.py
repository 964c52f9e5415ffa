"""A text as a dependency parser reads it: the only place that loads spaCy, and only when it is asked to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from analyzer.errors import AnalyzerError, MissingPartError, UsageError
from analyzer.text.attribution.parsed import Token

Parser = Callable[[str], Any]  # a text in, a spaCy `Doc` out


def parse(text: str, parser: str | Parser) -> list[Token]:
    """The tokens of a text, each with its dependency.

    Parameters
    ----------
    text : str
        A text without a word is not given to the parser.
    parser : str or callable
        Name of an installed spaCy model, which is loaded once; or anything that turns a text into a spaCy `Doc`.

    Raises
    ------
    MissingPartError
        When spaCy or the model is not installed.
    UsageError
        When what the parser gives is no parse, or the parse of another text.
    AnalyzerError
        When the parser fails; its own error is the cause of this one.
    """
    if not text.strip():
        return []
    try:
        doc = (_loaded(parser) if isinstance(parser, str) else parser)(text)
    except MissingPartError:
        raise
    except Exception as error:
        raise AnalyzerError(
            f"parser: failed on a text of {len(text)} characters.",
            why=f"{type(error).__name__}: {error}",
            fix="Leave parser out: attributions are found by rules without it.",
        ) from error
    return _checked(doc, text)


def _checked(doc: Any, text: str) -> list[Token]:
    """The tokens of a parse of this text, and of no other."""
    given = getattr(doc, "text", None)
    if given != text:
        size = f"a text of {len(given)} characters" if isinstance(given, str) else f"a {type(doc).__name__}"
        raise UsageError(
            f"parser: gave back {size} for one of {len(text)}.",
            why="Offsets into another text would point at the wrong words.",
            fix="Use a pipeline that keeps the text as it is, such as one that spacy.load gives.",
        )
    tokens = list(doc)
    if not any(token.dep_ for token in tokens):
        raise UsageError(
            "parser: gave no dependencies.",
            why="A pipeline without the component that parses cannot show who says what.",
            fix="Use a model that has one, such as en_core_web_sm.",
        )
    return tokens


@cache
def _loaded(name: str) -> Parser:
    try:
        spacy = import_module("spacy")
    except ImportError as error:
        raise MissingPartError(
            "parser: spaCy is not installed.",
            why=str(error),
            fix='Run: pip install "media-coverage-analyzer[spacy]"',
            more="Without parser, attributions are found by rules.",
        ) from error
    try:
        pipeline: Parser = spacy.load(name, exclude=["ner"])
    except OSError as error:
        raise MissingPartError(
            f"parser: no spaCy model {name!r} is installed.", fix=f"Run: python -m spacy download {name}"
        ) from error
    return pipeline
