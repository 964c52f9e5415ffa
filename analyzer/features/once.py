"""What is counted once for the same features, whoever asks: they never change, so neither does what is made of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from analyzer.features import Features

T = TypeVar("T")


def once(function: Callable[[Features], T]) -> Callable[[Features], T]:
    """A function of features that remembers its answer as long as the features are in use.

    >>> once(lambda features: object()).__name__
    '<lambda>'
    """
    known: WeakKeyDictionary[Features, T] = WeakKeyDictionary()

    @wraps(function)
    def remembered(features: Features) -> T:
        if features not in known:
            known[features] = function(features)
        return known[features]

    return remembered
