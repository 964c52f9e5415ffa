"""Which sentence carries which frame."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analyzer.features import Features


def presence(features: Features, *, needed: float = 2) -> NDArray[np.bool_]:
    """Which sentence carries which frame: a bool array of shape (n_sentences, n_frames).

    A sentence carries a frame when it holds a clear pattern of it, or so many different ambiguous ones as are `needed`
    (infinitely many: ambiguous patterns never count). Sentences are those of ``features.sentences()``, as far as they
    are in the features given.
    """
    sentence, owners = features.sentences()
    hits = features.hits
    shape = (len(owners), len(features.codebook.frames))
    where = sentence[hits["unit"].to_numpy()], hits["frame"].cat.codes.to_numpy().astype(np.int64)
    ambiguous = hits["ambiguous"].to_numpy(bool)
    clear = np.zeros(shape, bool)
    clear[where[0][~ambiguous], where[1][~ambiguous]] = True
    distinct = np.unique(np.stack((*where, hits["pattern"].to_numpy()))[:, ambiguous], axis=1)
    doubtful = np.zeros(shape, np.int32)
    np.add.at(doubtful, (distinct[0], distinct[1]), 1)
    return clear | (doubtful >= needed)
