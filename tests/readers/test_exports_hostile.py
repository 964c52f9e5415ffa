"""Broken and hostile exports: whatever stands in a file, it costs itself and no more, and the counts agree."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.errors import UnreadableError
from analyzer.readers import read_corpus
from analyzer.readers.characters import has_words
from analyzer.readers.formats import format_of, reader_of
from analyzer.readers.jsonl import parse_json
from analyzer.readers.reading import File, Options, Reading
from tests.readers.making import exports

SEEDS: dict[str, bytes] = {
    "lexisnexis": exports.lexisnexis().encode(),
    "nexis": "\n".join(exports.nexis_lines()).encode(),
    "factiva": "\n".join(exports.factiva_lines()).encode(),
    "proquest": exports.proquest().encode(),
    "ris": exports.ris().encode(),
    "factiva_html": exports.factiva_html().replace("p.x { margin: 0 } ", "").encode(),
    "europresse": exports.europresse().encode(),
    "articles_xml": exports.factiva_xml().encode(),
}
NEED_LXML = {"factiva_html", "europresse", "articles_xml"}
SPLICES = [
    b"\x00",
    b"\xff\xfe",
    b"<",
    b"]]>",
    b"&#x0;",
    b"\n\n",
    b"_" * 60,
    b"1 of 9 DOCUMENTS\n",
    b"End of Document\n",
]
SPLICES += [
    b"AN\n",
    b"TY  - X\n",
    b"<article>",
    b"</div>",
    b"LENGTH: 99999999999999999999 words\n",
    b"Documents (999)\n",
]
MUTATIONS = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "repeat", "insert"]), st.floats(0, 1), st.integers(0, 400)),
    min_size=1,
    max_size=5,
)


def mutated(data: bytes, mutations: list[tuple[str, float, int]]) -> bytes:
    for kind, where, amount in mutations:
        at = int(where * len(data))
        if kind == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ (1 << amount % 8)]) + data[at + 1 :]
        elif kind == "cut":
            data = data[:at] + data[at + amount :]
        elif kind == "repeat":
            data = data[:at] + data[at : at + amount] * 3 + data[at + amount :]
        elif kind == "insert":
            data = data[:at] + SPLICES[amount % len(SPLICES)] + data[at:]
    return data


def outcome(kind: str, data: bytes) -> list[Reading] | None:
    """The readings, or None where the file as a whole was refused."""
    if kind in NEED_LXML:
        pytest.importorskip("lxml")
    try:
        return list(reader_of(kind)(File(data, "a.txt", "a"), Options()))
    except UnreadableError:
        return None


@pytest.mark.parametrize("kind", SEEDS)
@given(mutations=MUTATIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_exports_never_crash_and_their_counts_agree(kind: str, mutations: list[tuple[str, float, int]]) -> None:
    """Bytes that are flipped, cut, repeated and put in: read + skipped is what the last row says."""
    found = outcome(kind, mutated(SEEDS[kind], mutations))
    if found is not None:
        statuses = [reading.row.status for reading in found]
        n_read, n_skipped = statuses.count("read"), statuses.count("skipped")
        assert statuses.count("opened") == 1
        note = next(note for note in found[-1].row.notes if " read, " in note)
        announced = any("announced" in note for note in found[-1].row.notes)
        assert note == f"{n_read} read, {n_skipped} skipped" or announced
        assert all(reading.row.reason for reading in found if reading.row.status == "skipped")
        json.dumps([reading.rejected for reading in found])


@pytest.mark.parametrize("kind", SEEDS)
@given(data=st.binary(max_size=400))
@settings(max_examples=30, deadline=None)
def test_any_bytes_are_read_or_refused(kind: str, data: bytes) -> None:
    """No bytes break a reader; what comes of them has a reason, or words."""
    found = outcome(kind, data) or []
    assert all(reading.row.reason for reading in found if reading.row.status == "skipped")
    assert all(has_words(reading.article.text) for reading in found if reading.article)


@pytest.mark.parametrize("kind", SEEDS)
def test_every_seed_is_told_by_its_content(kind: str) -> None:
    """The name of a file says nothing."""
    assert format_of("notes.txt", SEEDS[kind], given=True)[0] == kind


def test_entities_are_refused_and_nothing_outside_is_opened(tmp_path: Path) -> None:
    """Billion laughs and external entities: the file is skipped, and what it asked for is in no article."""
    pytest.importorskip("lxml")
    (tmp_path / "secret.txt").write_text("password")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for entities in (f'<!ENTITY l0 "ha">{laughs}', f'<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">'):
        path = tmp_path / "a.xml"
        path.write_text(f'<?xml version="1.0"?><!DOCTYPE a [{entities}]><a><article><p>&x; &l9;</p></article></a>')
        with pytest.raises(UnreadableError, match="entities"):
            list(reader_of("articles_xml")(File(path.read_bytes(), "a.xml", "a"), Options()))


def test_a_wrong_declared_encoding_does_no_harm() -> None:
    """XML that says UTF-8 and is cp1252."""
    pytest.importorskip("lxml")
    text = '<?xml version="1.0" encoding="UTF-8"?><a><article><p>Der Häfen.</p></article></a>'
    found = outcome("articles_xml", text.encode("cp1252"))
    assert found is not None
    assert found[0].article is not None
    assert found[0].article.text == "Der Häfen."


def _deep_html() -> bytes:
    return b'<html><div class="article enArticle">' * 50_000 + b"<p>x</p>"


def _deep_xml() -> bytes:
    return b'<?xml version="1.0"?>' + b"<article>" * 100_000


def _many_dates() -> bytes:
    lines = "\n".join(f"{n % 28 + 1} wordless {1900 + n % 200} things" for n in range(20_000))
    return f"Job Number: 1\nLength: 3 words\nDocuments (3)\n{lines}\nBody\nThey met.\nEnd of Document\n".encode()


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "deep page": ("factiva_html", _deep_html),
    "deep XML": ("articles_xml", _deep_xml),
    "many dates": ("nexis", _many_dates),
    "one label": ("lexisnexis", lambda: b"1 of 1 DOCUMENTS\n" + b"LENGTH: " * 200_000),
    "underscores": ("proquest", lambda: b"_" * 2_000_000),
    "spaces": ("lexisnexis", lambda: b"1 of 2 DOCUMENTS" + b" " * 1_000_000 + b"x"),
    "colons": ("proquest", lambda: b"_" * 60 + b"\n" + b"a:" * 500_000),
    "codes": ("factiva", lambda: b"HD\nx\n" * 20_000),
    "records": ("ris", lambda: b"TY  - X\nTI  - a\n" * 20_000),
    "announced": ("nexis", lambda: b"Documents (999999)\nBody\nThey met.\nEnd of Document\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_exports_take_no_time(name: str) -> None:
    """Deep, repeated and endless content is worked through in a few seconds."""
    kind, make = HOSTILE[name]
    data, start = make(), time.perf_counter()
    outcome(kind, data)
    assert time.perf_counter() - start < 8


def _nested(depth: int) -> Iterator[str]:
    yield '{"response": ' * depth + '[{"text": "They met."}]' + "}" * depth


@pytest.mark.parametrize("depth", [1, 3, 5])
def test_envelopes_are_opened_three_deep(depth: int) -> None:
    """Deeper ones are one object without a text."""
    (text,) = _nested(depth)
    found = [value.value for value in parse_json(text)]
    assert (found == [{"text": "They met."}]) == (depth <= 3)


def test_an_export_in_an_archive_is_read_from_its_worker(tmp_path: Path) -> None:
    """The same export through everything that stands between a path and its articles."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("exports/nexis.txt", SEEDS["nexis"])
        archive.writestr("exports/old.TXT", exports.lexisnexis("de"))
    corpus = read_corpus(tmp_path / "a.zip")
    assert (len(corpus), len(corpus.skipped)) == (6, 0)
