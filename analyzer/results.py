"""A comparison as JSON and back: the one file that a report can be made of without computing anything again."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from analyzer import __version__
from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.comparison import Comparison
from analyzer.corpus import Corpus, LedgerRow
from analyzer.errors import UnreadableError
from analyzer.inference.findings import Finding
from analyzer.settings import Settings
from analyzer.strings import plain_strings

SCHEMA = 3  # raised whenever a reader of another version would misread the file
FILE = "results.json"
_BLOCK = 10_000  # rows written at a time
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_KINDS = {"f": "number", "i": "integer", "b": "flag"}
_TYPES: dict[str, type] = {"number": np.float64, "integer": np.int64, "flag": np.bool_, "text": object}


def to_json(comparison: Comparison) -> str:
    """The comparison as JSON text; numbers that are not there are null."""
    return "".join(pieces(comparison))


def pieces(comparison: Comparison) -> Iterator[str]:
    """The JSON text of a comparison piece by piece, so that a large one is never held as a whole."""
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "version": __version__,
        "focal": comparison.focal,
        "inputs": dict(comparison.inputs),
        "settings": comparison.settings.model_dump(),
        "codebook": comparison.codebook.model_dump(),
        "articles": (_article(a, keep_text=comparison.settings.keep_text) for a in comparison.corpus.articles),
        "ledger": (asdict(row) for row in comparison.corpus.ledger),
        "findings": (_finite(asdict(finding)) for finding in comparison.findings),
        "warnings": iter(comparison.warnings),
        "tables": {name: _table(table) for name, table in comparison.tables.items()},
    }
    yield from _written(content)
    yield "\n"


def _written(value: Any) -> Iterator[str]:
    """Values of a mapping one by one, those that an iterator gives in blocks."""
    if isinstance(value, dict):
        for at, (key, inner) in enumerate(value.items()):
            yield f"{',' if at else '{'}{_JSON.encode(key)}:"
            yield from _written(inner)
        yield "}" if value else "{}"
    elif isinstance(value, Iterator):
        sign = "["
        while block := list(islice(value, _BLOCK)):
            yield sign + _JSON.encode(block)[1:-1]
            sign = ","
        yield "[]" if sign == "[" else "]"
    else:
        yield _JSON.encode(value)


@plain_strings
def load(path: str | Path) -> Comparison:
    """The comparison that was saved in an output folder, or in its ``results.json``.

    Raises
    ------
    UnreadableError
        When there is no such file, or it is not one of ours or of a newer format.
    """
    file = Path(path) / FILE if Path(path).is_dir() else Path(path)
    try:
        content = json.loads(file.read_text("utf-8"))
        if content["schema"] != SCHEMA:
            newer = content["schema"] > SCHEMA
            raise UnreadableError(
                f"{file}: written by {'a newer' if newer else 'an older'} version ({content['version']}).",
                fix="Update media-coverage-analyzer." if newer else "Compare again: analyzer compare --config run.toml",
            )
        return _comparison(content)
    except OSError as error:
        raise UnreadableError(
            f"{file}: cannot be read.",
            why=error.strerror or str(error),
            fix="Name an output folder or its results.json.",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableError(
            f"{file}: not the results of a comparison.", why=f"{type(error).__name__}: {error}"
        ) from error


def _comparison(content: dict[str, Any]) -> Comparison:
    articles = tuple(Article(**a | {"extra": tuple(map(tuple, a["extra"]))}) for a in content["articles"])
    ledger = tuple(LedgerRow(**row | {"notes": tuple(row["notes"])}) for row in content["ledger"])
    return Comparison(
        focal=content["focal"],
        corpus=Corpus(articles, ledger),
        codebook=Codebook.model_validate(content["codebook"]),
        settings=Settings(**content["settings"]),
        tables=MappingProxyType({name: _frame(table) for name, table in content["tables"].items()}),
        findings=tuple(_finding(fields) for fields in content["findings"]),
        warnings=tuple(content["warnings"]),
        inputs=MappingProxyType(content["inputs"]),
    )


def _finding(fields: dict[str, Any]) -> Finding:
    known: dict[str, Any] = {name: math.nan if value is None else value for name, value in fields.items()}
    return Finding(**known)


def _article(article: Article, *, keep_text: bool) -> dict[str, Any]:
    fields = asdict(article)
    return fields if keep_text else fields | {"text": ""}


def _finite(fields: dict[str, Any]) -> dict[str, Any]:
    return {k: None if isinstance(v, float) and not math.isfinite(v) else v for k, v in fields.items()}


def _table(table: pd.DataFrame) -> dict[str, Any]:
    kinds = [_KINDS.get(table[name].dtype.kind, "text") for name in table.columns]
    return {"columns": list(table.columns), "kinds": kinds, "rows": _rows(table, kinds)}


def _rows(table: pd.DataFrame, kinds: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(table), _BLOCK):
        block = table.iloc[start : start + _BLOCK]
        cells = (block[name].tolist() for name in block.columns)
        columns = [map(_number, own) if kind == "number" else own for own, kind in zip(cells, kinds, strict=True)]
        yield from zip(*columns, strict=True)


def _number(value: float) -> float | str | None:
    """JSON has neither infinity nor NaN."""
    return value if math.isfinite(value) else None if math.isnan(value) else str(value)


@pd.option_context("mode.string_storage", "python")  # as in `compare`
def _frame(table: dict[str, Any]) -> pd.DataFrame:
    columns = list(zip(*table["rows"], strict=True)) or [()] * len(table["columns"])
    return pd.DataFrame(
        {
            name: pd.Series(
                [np.nan if v is None else float(v) for v in values] if kind == "number" else list(values),
                dtype=_TYPES[kind],
            )
            for name, kind, values in zip(table["columns"], table["kinds"], columns, strict=True)
        }
    )
