"""How one news article differs from other coverage of the same event.

Reading order, which is the flow of the data: `errors`, `settings`, `article`, `corpus`, `readers`, `text`, `codebook`,
`engines`, `features`, `measures`, `inference`, `comparison`, `archive`, `coding`, `charts`, `report`, `export`, `cli`.

Names are loaded on first use, so importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # not from typing, which takes longer to load than this file
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.1.0"

_HOME = {
    "AnalyzerError": "analyzer.errors",
    "Article": "analyzer.article",
    "Codebook": "analyzer.codebook",
    "Comparison": "analyzer.comparison",
    "Corpus": "analyzer.corpus",
    "Features": "analyzer.features",
    "Finding": "analyzer.inference.findings",
    "Settings": "analyzer.settings",
    "attributions": "analyzer.features.quoting",
    "check_design": "analyzer.design",
    "compare": "analyzer.comparison",
    "featurize": "analyzer.features",
    "ingest": "analyzer.intake",
    "load": "analyzer.results",
    "load_codebook": "analyzer.codebook",
    "measure": "analyzer.archive",
    "read": "analyzer.readers",
    "sentences": "analyzer.text.sentences",
    "MEASURES": "analyzer.measures",
    "CHARTS": "analyzer.charts",
}
_ELSEWHERE = {"read": "read_corpus"}

__all__ = ["__version__", *_HOME]

if TYPE_CHECKING:  # the names of _HOME, for tools that read types
    from analyzer.archive import measure
    from analyzer.article import Article
    from analyzer.charts import CHARTS
    from analyzer.codebook import Codebook, load_codebook
    from analyzer.comparison import Comparison, compare
    from analyzer.corpus import Corpus
    from analyzer.design import check_design
    from analyzer.errors import AnalyzerError
    from analyzer.features import Features, featurize
    from analyzer.features.quoting import attributions
    from analyzer.inference.findings import Finding
    from analyzer.intake import ingest
    from analyzer.measures import MEASURES
    from analyzer.readers import read_corpus as read
    from analyzer.results import load
    from analyzer.settings import Settings
    from analyzer.text.sentences import sentences


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'analyzer' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), _ELSEWHERE.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
