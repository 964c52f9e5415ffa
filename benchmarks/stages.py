"""Every stage there is, with the methods that are timed for it: those of the analyzer first, then its peers.

A method is ``module:function`` (run by `benchmarks.child`, its own work alone timed) or ``module argument ...`` (a
program of Python, timed from start to end; ``{folder}`` stands for the folder of the set).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Need = Literal["features-marked", "features-attributed", "comparison"]


class Stage(NamedTuple):
    """One stage: methods by name, and what has to be made before they are timed."""

    ours: Mapping[str, str]
    peers: Mapping[str, str] = {}
    needs: tuple[Need, ...] = ()
    sized: bool = True  # whether it is run on sets of articles
    times: int = 1  # runs in each round
    clock: Literal["", "wall"] = ""  # of its ratios; "" takes the clock of the table


_FROM: tuple[Need, ...] = ("features-attributed",)


def _measure(name: str) -> Stage:
    return Stage({name: f"benchmarks.ours.measures:{name}"}, needs=_FROM)


def _inference(name: str) -> Stage:
    return Stage({name: f"benchmarks.ours.inference:{name}"}, needs=_FROM)


STAGES: Mapping[str, Stage] = {
    "start-up": Stage(
        {"analyzer --help": "analyzer --help"},
        {"a bare argparse program": "benchmarks.programs.bare --help"},
        sized=False,
        times=5,
    ),
    "shipped texts": Stage(
        {
            "whole report": "analyzer compare --output {scratch}/shipped",
            "outside imports": "benchmarks.programs.shipped",
        },
        sized=False,
    ),
    "whole job": Stage(
        {
            "same work": "benchmarks.programs.same_work {folder}",
            "everything": "benchmarks.programs.everything {folder}",
        },
        {
            "plain script": "benchmarks.programs.plain_script {folder}",
            "tuned script": "benchmarks.programs.tuned_script {folder}",
            "quanteda": "benchmarks.peers.quanteda:whole",
        },
        clock="wall",  # what users wait; every program may use what cores there are
    ),
    "read": Stage(
        {"read": "benchmarks.ours.text:read", "read, language given": "benchmarks.ours.text:read_english"},
        {"pandas.read_json": "benchmarks.peers.reading:pandas", "json.loads a line": "benchmarks.peers.reading:loads"},
    ),
    "normalise": Stage({"normalise": "benchmarks.ours.text:normalised"}),
    "sentences": Stage(
        {"sentences": "benchmarks.ours.text:sentence_spans"},
        {"one regex, no abbreviations": "benchmarks.peers.tokens:split_sentences"},
    ),
    "units": Stage(
        {"marked": "benchmarks.ours.text:units_marked", "attributed": "benchmarks.ours.text:units_attributed"}
    ),
    "attributions": Stage({"attributions": "benchmarks.ours.text:attributions"}),
    "tokens": Stage(
        {
            "tokens and counts": "benchmarks.ours.text:tokens",
            "and normalising": "benchmarks.ours.text:tokens_normalised",
        },
        {
            "CountVectorizer": "benchmarks.peers.tokens:count_vectorizer",
            "TfidfVectorizer": "benchmarks.peers.tokens:tfidf_vectorizer",
            "quanteda": "benchmarks.peers.quanteda:tokens",
        },
    ),
    "frames": Stage(
        {"600 patterns": "benchmarks.ours.text:frames", "from text": "benchmarks.ours.text:frames_from_text"},
        {
            "a regex a frame": "benchmarks.peers.frames:a_regex_each",
            "one alternation": "benchmarks.peers.frames:one_alternation",
            "quanteda": "benchmarks.peers.quanteda:frames",
        },
        needs=("features-marked",),
    ),
    "tone of sentences": Stage(
        {"vader": "benchmarks.ours.text:tone"},
        {"vaderSentiment": "benchmarks.peers.tone:original", "NLTK's VADER": "benchmarks.peers.tone:nltk"},
    ),
    "featurize": Stage(
        {"marked": "benchmarks.ours.text:featurize_marked", "attributed": "benchmarks.ours.text:featurize_attributed"}
    ),
    **{
        name: _measure(name)
        for name in (
            "framing", "axis", "tone", "keyness", "similarity", "shifts", "sourcing", "speech", "framing_by_speaker",
            "voices",
        )
    },
    "topics": Stage(
        {"guided": "benchmarks.ours.measures:topics_guided", "free": "benchmarks.ours.measures:topics_free"},
        needs=_FROM,
    ),
    "factorisation": Stage(
        {"20 topics of articles": "benchmarks.ours.measures:factorisation"},
        {"scikit-learn's NMF": "benchmarks.peers.topics:nmf"},
    ),
    "key formulas": Stage(
        {"log odds and G2": "benchmarks.ours.measures:key_formulas"},
        {
            "a dense table": "benchmarks.peers.keyness:dense",
            "a loop over terms": "benchmarks.peers.keyness:loop",
            "quanteda": "benchmarks.peers.quanteda:keyness",
        },
    ),
    "replicates": Stage(
        {"1,000 replicates": "benchmarks.ours.measures:replicates"},
        {
            "pandas loop": "benchmarks.peers.replicates:pandas_loop",
            "numpy gather": "benchmarks.peers.replicates:numpy_gather",
        },
        needs=("features-marked",),
    ),
    **{name: _inference(name) for name in ("ranges", "differences", "families", "key_p_values", "ways", "design")},
    "charts": Stage(
        {"six charts": "benchmarks.ours.output:six_charts", "all charts": "benchmarks.ours.output:all_charts"},
        {"pyplot, six charts": "benchmarks.peers.charts:pyplot"},
        needs=("comparison",),
    ),
    "engines": Stage(
        {"two Dask workers": "benchmarks.ours.scale:two_dask_workers"},
        {
            "two processes": "benchmarks.ours.scale:two_processes",
            "one process": "benchmarks.ours.text:featurize_attributed",
        },
        clock="wall",  # what is done in other processes is no processor time of this one
    ),
    "cache": Stage(
        {"another codebook": "benchmarks.ours.scale:another_codebook"},
        {"first run": "benchmarks.ours.scale:first_run"},
    ),
    "archive": Stage({"measure": "benchmarks.ours.scale:archive"}),
    "report": Stage(
        {"page": "benchmarks.ours.output:page", "whole folder": "benchmarks.ours.output:folder"},
        {"scattertext": "benchmarks.peers.explorer:scattertext"},
        needs=("comparison",),
    ),
}  # fmt: skip
CHECKS: Mapping[str, str] = {
    "counts equal CountVectorizer's under our rule": "benchmarks.checks:counts",
    "tone equals vaderSentiment's": "benchmarks.checks:tone",
    "frame hits equal the written definition": "benchmarks.checks:frames",
}
