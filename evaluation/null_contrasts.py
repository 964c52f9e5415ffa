"""How often are differences claimed where labels were dealt out at random?

    python -m evaluation.null_contrasts --data FOLDER [--shuffles 500] [--set NAME] [--family NAME] [--codebook PATH]

Articles are drawn from a set; one of them is called focal, or two groups are formed, at random: whatever is flagged
then is flagged by chance. Prints, for each design and family (frames, axis and tone in the narrator's voice; sourcing
and speech in each of theirs), in how many of 100 comparisons p is .05 or less, the range leaves out zero, and each word
of strength is used; and in how many of 100 shuffles any comparison of the family is called clear. Ends with 0 when no
share is above its limit, else with 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analyzer.codebook import load_codebook
from analyzer.errors import UnreadableError
from analyzer.features import Features, featurize
from analyzer.inference.attach import with_intervals
from analyzer.inference.claims import with_claims
from analyzer.inference.contrasts import contrasts
from analyzer.inference.families import in_families
from analyzer.inference.sides import sides
from analyzer.inference.voices import voices_with_ranges
from analyzer.measures import MEASURES
from analyzer.settings import Settings
from analyzer.tables import additive
from evaluation.articles import SETS, read_set

VOICE = "narrator"
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "headline": ("framing", "axis", "tone"),
    "sourcing": ("sourcing",),
    "speech": ("speech",),
    "voices": (),  # made of two statistics each, see `compared`
}
LIMIT = 0.06
DESIGNS = ((1, 5), (1, 10), (1, 19), (1, 40), (5, 20), (20, 20))
COLUMNS = ("p<=.05", "range", "clear", "likely", "these texts", "any clear", "n")


class Null(NamedTuple):
    """Shares of comparisons, and of shuffles, that were flagged in one design."""

    data: str
    family: str
    design: tuple[int, int]
    p: float
    range: float
    clear: float
    likely: float
    these_texts: float
    any_clear: float
    n: int

    @property
    def held(self) -> bool:
        """Whether no share is above the limit."""
        return max(self.p, self.range, self.clear + self.likely, self.any_clear) <= LIMIT


def labelled(features: Features, design: tuple[int, int], rng: np.random.Generator) -> Features:
    """Articles drawn at random, the first ones called focal, or a group."""
    own, others = design
    rows = rng.choice(len(features.articles), own + others, replace=False)
    taken = features.take(rows)
    label = rng.permutation(own + others) < own
    articles = taken.articles.assign(focal=label & (own == 1), group=np.where(label, "A", "B") if own > 1 else "")
    return replace(taken, articles=articles)


def compared(features: Features, settings: Settings, family: str = "headline") -> pd.DataFrame:
    """The contrasts of the measures of a family, in the narrator's voice or in all that the measure is made for."""
    parts = voices_with_ranges(features, settings, ["focal"])[1] if family == "voices" else []
    for name, measured in additive(settings):
        if name not in FAMILIES[family]:
            continue
        for voice in (VOICE,) if VOICE in MEASURES[name].voices else MEASURES[name].voices:
            counted = measured(features, voice=voice)
            made, schema = counted.statistic, MEASURES[name].schema
            table = with_intervals(counted.table("focal"), made, features.articles, "focal", schema, settings)
            parts += [contrasts(name, voice, side, made, table, settings) for side in sides(features.articles)]
    return with_claims(in_families(parts, features.articles, settings))


def shuffled(
    name: str, family: str, features: Features, design: tuple[int, int], shuffles: int, settings: Settings
) -> Null:
    """One design, so many times."""
    rng = np.random.default_rng([settings.seed, *design])
    tables = [compared(labelled(features, design, rng), settings, family) for _ in range(shuffles)]
    rows = pd.concat(tables)
    rows = rows[rows["p"].notna()]
    words = rows["strength"]
    return Null(
        name,
        family,
        design,
        (rows["p"] <= 0.05).mean(),
        ((rows["low"] > 0) | (rows["high"] < 0)).mean(),
        (words == "clear").mean(),
        (words == "likely").mean(),
        (words == "in these texts").mean(),
        float(np.mean([(own["strength"] == "clear").any() for table in tables for _, own in table.groupby("family")])),
        len(rows),
    )


def rows(
    folder: Path, names: Sequence[str], families: Sequence[str], codebook: str | None, shuffles: int, settings: Settings
) -> Iterator[Null]:
    """Every design of every family on every set."""
    for name in names:
        articles = read_set(folder, name)
        features = featurize(articles[:600], load_codebook(codebook))
        for family in families:
            for design in DESIGNS:
                yield shuffled(name, family, features, design, shuffles, settings)


def main(arguments: Sequence[str] | None = None) -> int:
    """Shuffle and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.null_contrasts", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder of the evaluation sets")
    parser.add_argument("--shuffles", type=int, default=500, metavar="N", help="shuffles of each design (500)")
    parser.add_argument("--set", dest="names", action="append", choices=SETS, help="one set only (all)")
    parser.add_argument(
        "--family", dest="families", action="append", choices=FAMILIES, help="one family of measures only (all)"
    )
    parser.add_argument("--codebook", metavar="PATH", help="frames and categories of speakers (the shipped ones)")
    options = parser.parse_args(arguments)
    settings = Settings(bootstrap=500, permutations=999)
    held = True
    print(f"{options.shuffles} shuffles a design; shares in 100, {LIMIT * 100:.0f} at most\n")
    print(f"{'set':15}{'family':10}{'design':>9}" + "".join(f"{name:>13}" for name in COLUMNS))
    try:
        given = (options.names or SETS, options.families or [*FAMILIES], options.codebook)
        for row in rows(options.data, *given, options.shuffles, settings):
            shares = "".join(f"{100 * share:13.1f}" for share in row[3:-1])
            print(f"{row.data:15}{row.family:10}{'{} v {}'.format(*row.design):>9}{shares}{row.n:13,}", flush=True)
            held &= row.held
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print("\nheld" if held else "\nnot held")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
