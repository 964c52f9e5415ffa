"""Whose words each unit is, against articles in which coders marked what is said by whom.

    python -m evaluation.voices --data FOLDER

For the halves `train` and `dev` of the attribution set, each apart, and for either way of cutting units:

**precision** of a voice: share of the characters of its units that lie in coded content (for *reporting*: in a coded
source or cue; for *narrator*: outside all coded content). **recall**: share of the characters of coded content, by
kind, that lie in units of the quoted or paraphrased voice. **unknown**: share of the quoted and paraphrased words whose
speaker is not known.

Coders marked more than speech: intentions, and things that are only named ("condemned the attack"). Those stay the
narrator's here, so that a low recall of indirect content is partly a matter of definition.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

import analyzer
from analyzer.errors import UnreadableError
from analyzer.features import SPEECH, Speech
from analyzer.text.voices import PARAPHRASED, QUOTED, REPORTING, VOICES
from evaluation.attributions import HALVES, Coded, Spans, read_half

KINDS = ("direct", "mixed", "indirect")


def mask(spans: Spans, size: int) -> np.ndarray:
    """Which characters lie in the spans."""
    result = np.zeros(size, bool)
    for start, end in spans:
        result[start:end] = True
    return result


def scores(coded: Sequence[Coded], speech: Speech) -> pd.Series:
    """Precision of each voice, recall of each kind of content, and the share of unknown speakers."""
    articles = [analyzer.Article(str(number), "", one.text) for number, one in enumerate(coded)]
    features = analyzer.featurize(articles, analyzer.load_codebook(), speech=speech)
    right, size = dict.fromkeys(VOICES, 0), dict.fromkeys(VOICES, 0)
    found, wanted = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    for number, one in enumerate(coded):
        length = len(one.text)
        said = mask(tuple(span for a in one.gold for span in a.content), length)
        telling = mask(tuple(span for a in one.gold for span in (*a.source, *a.cue)), length)
        units = features.units[features.units["article"] == number]
        heard = np.zeros(length, bool)
        for start, end, voice in zip(units["start"], units["end"], units["voice"], strict=True):
            good = said if voice in (QUOTED, PARAPHRASED) else telling if voice == REPORTING else ~said
            right[voice] += int(good[start:end].sum())
            size[voice] += end - start
            heard[start:end] |= voice in (QUOTED, PARAPHRASED)
        for kind in KINDS:
            content = mask(tuple(span for a in one.gold if a.kind == kind for span in a.content), length)
            found[kind] += int((heard & content).sum())
            wanted[kind] += int(content.sum())
    spoken = features.where(voice="attributed").units
    unknown = spoken.loc[spoken["speaker"] == "", "n_tokens"].sum() / max(1, spoken["n_tokens"].sum())
    made = {f"precision {voice}": ratio(right[voice], size[voice]) for voice in VOICES}
    made |= {f"share {voice}": ratio(size[voice], sum(size.values())) for voice in VOICES}
    made |= {f"recall {kind}": ratio(found[kind], wanted[kind]) for kind in KINDS}
    return pd.Series(made | {"unknown": unknown})


def ratio(part: int, whole: int) -> float:
    """A share, NaN of nothing."""
    return part / whole if whole else float("nan")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="evaluation.voices", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    given = parser.parse_args(arguments)
    try:
        halves = {half: read_half(given.data, half) for half in HALVES}
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    columns = {f"{half}, {speech}": scores(coded, speech) for half, coded in halves.items() for speech in SPEECH}
    print(pd.DataFrame(columns).round(3).to_string())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
