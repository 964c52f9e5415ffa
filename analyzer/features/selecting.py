"""Which units are selected, and their tokens without a copy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import one_of
from analyzer.text.voices import NARRATOR, PARAPHRASED, QUOTED, REPORTING, VOICES

_BLOCK = 65_536  # units whose tokens are looked at together
# What can be asked for beside a single voice.
_SEVERAL = {"all": VOICES, "attributed": (QUOTED, PARAPHRASED), "unquoted": (NARRATOR, PARAPHRASED, REPORTING)}


@dataclass(frozen=True, slots=True, eq=False)
class TokenStore:
    """Tokens unit by unit; of a selection they are cut out whenever they are asked for, which takes less than memory.

    Attributes
    ----------
    ids : int32 ndarray
        Terms of all tokens there are, selected or not.
    bars : bool ndarray
        Whether something stands between a token and the one before it.
    edges : int64 ndarray
        Where the tokens of each unit begin, and the end of the last.
    units : int64 ndarray or None
        The units that are selected; None for all.
    """

    ids: NDArray[np.int32]
    bars: NDArray[np.bool_]
    edges: NDArray[np.int64]
    units: NDArray[np.int64] | None = None

    @property
    def tokens(self) -> NDArray[np.int32]:
        """The terms of the tokens selected."""
        return self.ids if self.units is None else self.ids[self._selected()]

    @property
    def barred(self) -> NDArray[np.bool_]:
        """Their bars."""
        return self.bars if self.units is None else self.bars[self._selected()]

    @property
    def offsets(self) -> NDArray[np.int64]:
        """Where the tokens of each selected unit begin, and the end of the last."""
        if self.units is None:
            return self.edges
        return np.concatenate(([0], np.cumsum(np.diff(self.edges)[self.units])))

    def of(self, keep: NDArray[np.bool_]) -> TokenStore:
        """The tokens of some of the units.

        >>> store = TokenStore(np.array([3, 1, 2], np.int32), np.array([True, False, True]), np.array([0, 2, 3]))
        >>> store.of(np.array([False, True])).tokens.tolist()
        [2]
        """
        units = np.flatnonzero(keep) if self.units is None else self.units[keep]
        return TokenStore(self.ids, self.bars, self.edges, units)

    def cut(self) -> TokenStore:
        """The same, cut out once for several who ask; as large as what is selected."""
        return self if self.units is None else TokenStore(self.tokens, self.barred, self.offsets)

    def without(self, drop: NDArray[np.bool_]) -> TokenStore:
        """The same without some of the tokens; units stay, even with none left."""
        kept = ~drop
        return TokenStore(self.tokens[kept], self.barred[kept], n_before(kept, self.offsets))

    def _selected(self) -> NDArray[np.bool_]:
        chosen = np.zeros(len(self.edges) - 1, bool)
        chosen[self.units] = True
        return np.repeat(chosen, np.diff(self.edges))


def times(numbers: NDArray[np.int32], n: int, kept: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """How often each of the numbers below `n` occurs, of those that are kept.

    >>> times(np.array([2, 0, 2], np.int32), 4).tolist()
    [1, 0, 2, 0]
    """
    total = np.zeros(n, np.int64)
    for at in range(0, len(numbers), 64 * _BLOCK):  # a count makes wider numbers of what it is given
        part = numbers[at : at + 64 * _BLOCK]
        total += np.bincount(part if kept is None else part[kept[at : at + 64 * _BLOCK]], minlength=n)
    return total


def n_before(kept: NDArray[np.bool_], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of the tokens that are kept stand before each offset: where units begin when the others are gone.

    >>> n_before(np.array([True, False, True]), np.array([0, 2, 2, 3])).tolist()
    [0, 1, 1, 2]
    """
    found = np.zeros(len(offsets), np.int64)
    for at in range(0, len(offsets) - 1, _BLOCK):  # a running sum of all tokens would take twice their memory
        part = offsets[at : at + _BLOCK + 1]
        inside = np.concatenate(([0], np.cumsum(kept[part[0] : part[-1]])))
        found[at + 1 : at + len(part)] = found[at] + inside[part[1:] - part[0]]
    return found


def in_voice(units: pd.DataFrame, voice: str) -> NDArray[np.bool_]:
    """Which units are in a voice, or in one of several; see `Features.where`."""
    one_of("voice", voice, (*_SEVERAL, *VOICES))
    if voice == "all":
        return np.ones(len(units), bool)
    return units["voice"].isin(_SEVERAL.get(voice, (voice,))).to_numpy()
