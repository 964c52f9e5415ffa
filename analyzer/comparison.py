"""Compare one article with other coverage: the whole job, and what a user holds afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from analyzer.article import Article
from analyzer.codebook import Codebook, load_codebook
from analyzer.corpus import Corpus
from analyzer.counting import Progress, count
from analyzer.errors import one_of
from analyzer.evidence import kwic
from analyzer.gather import gather
from analyzer.inference.findings import Finding
from analyzer.progress import silent
from analyzer.settings import Settings, choose_settings
from analyzer.strings import plain_strings
from analyzer.tables import make_tables


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """The result of `compare`: tables, findings and the articles they speak of. Computes nothing more, draws nothing.

    Attributes
    ----------
    focal : str
        Id of the article under study.
    corpus : Corpus
        All articles compared, the focal one first, and the ledger of everything that was given.
    codebook : Codebook
    settings : Settings
    tables : mapping of str to DataFrame
        One for each measure, and: articles, contrasts, design, sensitivity, robustness, evidence, quotes, speakers,
        nearest, topic_k, topic_terms.
    findings : tuple of Finding
        What the numbers bear, in the voice of the settings.
    warnings : tuple of str
        What a reader should know before trusting a number.
    inputs : mapping
        The paths that were given, for the manifest; empty when objects were given.
    """

    focal: str
    corpus: Corpus
    codebook: Codebook
    settings: Settings
    tables: Mapping[str, pd.DataFrame]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    inputs: Mapping[str, Any]

    @property
    def article(self) -> Article:
        """The article under study."""
        return next(article for article in self.corpus.articles if article.id == self.focal)

    @property
    def articles(self) -> pd.DataFrame:
        """One row an article: outlet, group, date, words, sentences."""
        return self.tables["articles"]

    @property
    def framing(self) -> pd.DataFrame:
        """Share of sentences that carry each frame."""
        return self.tables["framing"]

    @property
    def axis(self) -> pd.DataFrame:
        """Position between the poles of each axis."""
        return self.tables["axis"]

    @property
    def tone(self) -> pd.DataFrame:
        """Mean lexical tone."""
        return self.tables["tone"]

    @property
    def keyness(self) -> pd.DataFrame:
        """Terms that distinguish one side from the other."""
        return self.tables["keyness"]

    @property
    def topics(self) -> pd.DataFrame:
        """Share of each topic."""
        return self.tables["topics"]

    @property
    def similarity(self) -> pd.DataFrame:
        """Cosine of the vocabularies of two texts."""
        return self.tables["similarity"]

    @property
    def shifts(self) -> pd.DataFrame:
        """Which patterns and words carry the differences in framing and tone."""
        return self.tables["shifts"]

    @property
    def sourcing(self) -> pd.DataFrame:
        """Share of quoted and paraphrased words by category of speaker."""
        return self.tables["sourcing"]

    @property
    def speech(self) -> pd.DataFrame:
        """How much others speak, how much of it by name, and how many share it."""
        return self.tables["speech"]

    @property
    def framing_by_speaker(self) -> pd.DataFrame:
        """Share of the sentences of each category of speakers, and of the narrator, that carry each frame."""
        return self.tables["framing_by_speaker"]

    @property
    def voices(self) -> pd.DataFrame:
        """The narrator's words against those of speakers, within each article."""
        return self.tables["voices"]

    @property
    def speakers(self) -> pd.DataFrame:
        """Everybody who speaks: one row an article and speaker, with words and attributions."""
        return self.tables["speakers"]

    @property
    def contrasts(self) -> pd.DataFrame:
        """The focal article against the others, with range, rank and rung of the claim ladder."""
        return self.tables["contrasts"]

    @property
    def design(self) -> pd.DataFrame:
        """What these articles can bear, each remark with its number and how grave it is."""
        return self.tables["design"]

    @property
    def sensitivity(self) -> pd.DataFrame:
        """Every headline difference under every combination of choices, and with one outlet or article less."""
        return self.tables["sensitivity"]

    @property
    def robustness(self) -> pd.DataFrame:
        """In how many of these combinations the sign of a difference holds, and what takes it away."""
        return self.tables["robustness"]

    @property
    def plot(self) -> Any:
        """Charts of these tables: ``cmp.plot.axis()``, ``cmp.plot.framing()`` and so on, each a matplotlib Axes."""
        return import_module("analyzer.plots").Plots(self)

    def evidence(
        self, frame: str | None = None, *, article: str | None = None, voice: str | None = None, n: int | None = None
    ) -> pd.DataFrame:
        """The sentences behind the numbers: one row a hit.

        Parameters
        ----------
        frame, article, voice : str, optional
            Only the hits of this frame, in this article (its id), in this voice.
        n : int, optional
            At most so many rows.

        Raises
        ------
        UsageError
            When there is no such frame or article.
        """
        table = self.tables["evidence"]
        if frame is not None:
            table = table[table["frame"] == one_of("frame", frame, self.codebook.frames)]
        if article is not None:
            table = table[table["article"] == one_of("article", article, [a.id for a in self.corpus])]
        if voice is not None and voice != "all":
            table = table[table["voice"] == voice]
        return table.head(n) if n is not None else table

    def kwic(self, term: str, *, width: int = 60) -> pd.DataFrame:
        """Every occurrence of a word or phrase, with `width` characters on either side; `*` stands for any letters."""
        return kwic(self.corpus.articles, term, width=width)

    @plain_strings
    def to_html(self, path: str | Path | None = None) -> str:
        """The report as one page that needs nothing else; written to `path` when that is given."""
        page: str = import_module("analyzer.report").render_html(self)
        if path is not None:
            Path(path).write_text(page, "utf-8")
        return page

    @plain_strings
    def to_json(self, path: str | Path | None = None) -> str:
        """Everything the report shows, as JSON; `analyzer.load` makes a Comparison of it again."""
        text: str = import_module("analyzer.results").to_json(self)
        if path is not None:
            Path(path).write_text(text, "utf-8", "backslashreplace")
        return text

    @plain_strings
    def to_excel(self, path: str | Path) -> None:
        """The tables as sheets of a workbook; no cell is ever a formula."""
        import_module("analyzer.export").to_excel(self, Path(path))

    @plain_strings
    def save(self, folder: str | Path, *, force: bool = False) -> Path:
        """The output folder: page, tables, figures, manifest. See `analyzer.export.save`."""
        saved: Path = import_module("analyzer.export").save(self, Path(folder), force=force)
        return saved

    def __repr__(self) -> str:
        lines = [f"Comparison of {self.article.title or self.focal!r} with {len(self.corpus) - 1} other articles"]
        lines += [f"- {finding.text}" for finding in self.findings[:3]]
        lines += [f"! {warning}" for warning in self.warnings]
        return "\n".join(lines)

    @plain_strings
    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        card: str = import_module("analyzer.report").render_card(self)
        return {"text/plain": repr(self), "text/html": card}


@plain_strings
def compare(
    article: Any = None,
    others: Any = None,
    *,
    codebook: str | Path | Codebook | None = None,
    columns: Mapping[str, str] | None = None,
    outlets: str | Path | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    cluster: str = "",
    cache: str | Path | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Comparison:
    """Compare one article with other coverage of the same event.

    Parameters
    ----------
    article : path, DataFrame of one row, Article or None
        The article under study; None together with `others` takes the shipped texts.
    others : path, paths, folder, DataFrame, Corpus or None
        The other coverage.
    codebook : path, name or Codebook, optional
        Frames, axes and actors; the shipped one by default.
    columns, outlets : optional
        Columns of tables, such as ``{"text": "Volltext"}``; a table of outlets with their groups, as for `read`.
    settings : Settings, optional
        All settings at once; or single ones as `options`, such as ``seed=1``.
    jobs, cluster, cache : optional
        Who reads and what is kept of it, which changes no result; see `analyzer.counting.count`.
    progress : callable, optional
        Is told what is being done.

    Returns
    -------
    Comparison

    Raises
    ------
    AnalyzerError
        One of its kinds, when input cannot be used; see `analyzer.errors`.

    Examples
    --------
    >>> import analyzer
    >>> cmp = analyzer.compare()
    >>> cmp.articles["focal"].sum().item(), len(cmp.framing.columns) > 11
    (1, True)
    """
    chosen = choose_settings(settings, options)
    tell = progress or silent
    book = load_codebook(codebook)
    tell("reading")
    focal, corpus = gather(article, others, settings=chosen, columns=columns, outlets=outlets)
    features = count(focal, corpus, book, chosen, jobs=jobs, cluster=cluster, cache=cache, tell=tell)
    tables, findings, warnings = make_tables(features, corpus, chosen, tell)
    inputs = _inputs(article, others, codebook, columns, outlets)
    return Comparison(focal.id, corpus, book, chosen, MappingProxyType(tables), findings, warnings, inputs)


def _inputs(
    article: Any, others: Any, codebook: Any, columns: Mapping[str, str] | None, outlets: str | Path | None
) -> Mapping[str, Any]:
    """What was given, if a manifest can name all of it."""
    paths = others if isinstance(others, list | tuple) else [others]
    if not all(isinstance(value, str | Path) for value in (article, *paths, codebook) if value is not None):
        return MappingProxyType({})
    return MappingProxyType(
        {
            "article": str(article) if article is not None else "",
            "others": [str(path) for path in paths if path is not None],
            "codebook": str(codebook or "default"),
            "columns": dict(columns or {}),
            "outlets": str(outlets) if outlets else None,
        }
    )
