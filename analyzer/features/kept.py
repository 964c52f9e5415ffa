"""Readings that were kept: a block of articles that was read before, by the same program, is not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zlib import crc32

from analyzer import cache
from analyzer.article import Article
from analyzer.errors import CacheError
from analyzer.features.packing import pack, unpack
from analyzer.features.reading import Reading, read_articles
from analyzer.fingerprint import fingerprint

# A block ends where the id of an article says so, so that an article put in or taken out moves the end of one block
# only. Enough articles to pay for looking up a codebook, few enough to stay small.
_FEWEST, _MOST, _ONE_IN = 512, 2048, 512
_LARGEST = 16_000_000  # characters


def in_blocks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in blocks, in their order.

    >>> [len(block) for block in in_blocks([Article("a", "", "Yes."), Article("b", "", "No.")])]
    [2]
    """
    block: list[Article] = []
    size = 0
    for article in articles:
        block.append(article)
        size += len(article.title) + len(article.text)
        ends = len(block) >= _FEWEST and crc32(article.id.encode("utf-8", "surrogatepass")) % _ONE_IN == 0
        if ends or len(block) == _MOST or size >= _LARGEST:
            yield block
            block, size = [], 0
    if block:
        yield block


def key_of(articles: Sequence[Article], *, attribute: bool) -> str:
    """What a reading depends on, and nothing else: the program, the titles, the texts, and what was asked."""
    digest = hashlib.sha256(f"{fingerprint()} {attribute}".encode())
    for article in articles:
        for text in (article.title, article.text):
            data = text.encode("utf-8", "surrogatepass")
            digest.update(b" %d " % len(data))
            digest.update(data)
    return digest.hexdigest()


def read_kept(articles: Sequence[Article], path: Path | None, *, attribute: bool) -> tuple[Reading, str]:
    """The reading of a block, from the cache if it is there, else read and kept.

    Returns
    -------
    Reading
    str
        Why it could not be kept; "" when it is. Then the work goes on all the same.
    """
    if path is None:
        return read_articles(articles, attribute=attribute), ""
    key, trouble = key_of(articles, attribute=attribute), ""
    try:
        data = cache.get(path, key)
    except CacheError as error:
        data, trouble = None, str(error)
    reading = unpack(Reading, data) if data is not None else None
    if reading is None:
        reading = read_articles(articles, attribute=attribute)
        try:
            cache.put(path, key, pack(reading))
        except CacheError as error:
            trouble = str(error)
    return reading, trouble
