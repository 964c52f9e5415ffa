"""A frozen result of arrays and strings as bytes and back; nothing is pickled, as a disk is not to be trusted."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_type_hints
from zipfile import BadZipFile

import numpy as np

Result = TypeVar("Result")


def pack(result: Any) -> bytes:
    """A dataclass whose fields are arrays, lists of strings, or such dataclasses, as the bytes of a NumPy archive."""
    buffer = io.BytesIO()
    arrays: dict[str, Any] = dict(_flat(result, ""))
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def unpack(kind: type[Result], data: bytes) -> Result | None:
    """The dataclass that was packed; None when the bytes are damaged or hold something else.

    >>> from analyzer.text.tokens import Chunks, chunks
    >>> made, _ = chunks(["The court, the"])
    >>> unpack(Chunks, pack(made)).types
    ['The', 'court,', 'the']
    >>> unpack(Chunks, b"damaged") is None
    True
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            return _made(kind, dict(archive), "")
    except (BadZipFile, EOFError, KeyError, OSError, ValueError):
        return None


def _flat(result: Any, name: str) -> Iterator[tuple[str, np.ndarray]]:
    for field in fields(result):
        value, path = getattr(result, field.name), f"{name}{field.name}"
        if is_dataclass(value):
            yield from _flat(value, f"{path}.")
        elif isinstance(value, list):
            yield path, np.frombuffer(json.dumps(value).encode("ascii"), np.uint8)
        else:
            yield path, value


def _made(kind: type[Result], arrays: dict[str, np.ndarray], name: str) -> Result:
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        own, path = hints[field.name], f"{name}{field.name}"
        if is_dataclass(own):
            values[field.name] = _made(own, arrays, f"{path}.")  # type: ignore[arg-type]
        else:
            array = arrays[path]
            values[field.name] = json.loads(array.tobytes()) if own == list[str] else array
    return kind(**values)
