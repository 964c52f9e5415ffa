"""Blocks of articles through an engine: each read, or found in the cache, and coded; results in order."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.engines import Run, in_order
from analyzer.errors import CacheWarning
from analyzer.features.blocks import Block, code_block
from analyzer.features.frames import Scope
from analyzer.features.kept import in_blocks, read_kept
from analyzer.progress import counted


def coded_blocks(
    articles: Sequence[Article], codebook: Codebook, *, scope: Scope, attribute: bool, run: Run
) -> Iterator[Block]:
    """The articles block by block, while the run is told how many are done."""
    work = partial(_worked, codebook=codebook, scope=scope, attribute=attribute, cache=run.cache)
    done = ((len(block.agencies), block) for block in _told(in_order(work, in_blocks(articles), run.engine)))
    return counted(done, len(articles), run.tell, step="reading articles")


def _worked(
    articles: list[Article], *, codebook: Codebook, scope: Scope, attribute: bool, cache: Path | None
) -> tuple[Block, str]:
    """What a worker does with a block of articles, and why it could not keep what it read."""
    reading, trouble = read_kept(articles, cache, attribute=attribute)
    return code_block(reading, codebook, scope), trouble


def _told(results: Iterable[tuple[Block, str]]) -> Iterator[Block]:
    """The blocks; trouble with the cache, which costs no result, is told once."""
    quiet = False
    for block, trouble in results:
        if trouble and not quiet:
            warnings.warn(CacheWarning(f"{trouble}\nThe work goes on without it."), stacklevel=2)
            quiet = True
        yield block
