"""What is counted once for the same features, whoever asks: they never change, so neither does what is made of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from analyzer.features import Features

T = TypeVar("T")


class Once(Generic[T]):
    """A function of features that remembers its answer as long as the features are in use, or until it shall forget.

    >>> Once(lambda features: object()).__name__
    '<lambda>'
    """

    def __init__(self, function: Callable[[Features], T]) -> None:
        self._function = function
        self._known: WeakKeyDictionary[Features, T] = WeakKeyDictionary()
        update_wrapper(self, function)

    def __call__(self, features: Features) -> T:
        """The answer, from memory if it was given before."""
        if features not in self._known:
            self._known[features] = self._function(features)
        return self._known[features]

    def forget(self, features: Features) -> None:
        """Drop the answer, where it is large and nobody will ask again."""
        self._known.pop(features, None)


def once(function: Callable[[Features], T]) -> Once[T]:
    """Remember what a function of features answers; for decorating it."""
    return Once(function)
