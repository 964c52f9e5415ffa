"""Strings in tables are Python's own, whatever else is installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd

Given = ParamSpec("Given")
Result = TypeVar("Result")


def plain_strings(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """While the function runs, pandas makes no Arrow strings.

    Where pyarrow is installed it would: those cannot hold every character that a text can (half a surrogate pair), and
    results would depend on a package that nobody asked for.
    """

    @wraps(function)
    def inside(*given: Given.args, **named: Given.kwargs) -> Result:
        with pd.option_context("mode.string_storage", "python"):
            return function(*given, **named)

    return inside
