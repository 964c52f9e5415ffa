"""Every occurrence of a word or phrase."""

from __future__ import annotations

from analyzer.commands._output import Output, short, skipped
from analyzer.evidence import kwic as find_words
from analyzer.readers import read_corpus
from analyzer.shipped import shipped_texts


def kwic(term: str, paths: list[str] | None = None, *, width: int = 60, no_color: bool = False) -> Output:
    """Every occurrence of a word or phrase, with its context."""
    corpus = read_corpus(paths or [str(shipped_texts() / "article.txt"), str(shipped_texts() / "coverage")])
    table = find_words(corpus.articles, term, width=width)
    lines = [f"{len(table)} occurrences in {table['article'].nunique()} of {len(corpus)} articles", ""]
    for row in table.to_dict("records"):
        left, right = (" ".join(str(row[side]).split()) for side in ("left", "right"))
        lines.append(f"{short(row['article'], 28):28}  {left[-width:]:>{width}}  {row['match']}  {right[:width]}")
    lines += [f"  skipped: {row.origin}: {row.reason}" for row in corpus.skipped]
    return Output("\n".join(lines), {"hits": table.to_dict("records"), "skipped": skipped(corpus)})
