"""ZIP archives: read like the folder they were made of, and no worse for what they hold."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import UnreadableError
from analyzer.readers import read_corpus
from analyzer.readers.containers import zipped
from analyzer.readers.containers.zipped import read_zip
from analyzer.readers.members import DEEPEST
from analyzer.readers.reading import File, Options, Reading

TEXT = "The ministers met on Tuesday and agreed to open the harbour."


def pack(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with these members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def read(data: bytes, options: Options | None = None) -> list[Reading]:
    return list(read_zip(File(data, "a.zip", "a"), options or Options()))


MEMBERS = {
    "north/1.txt": TEXT,
    "north/2.txt": f"Rain\n\n{TEXT}",
    "rows.csv": f"title,text\nRain,{TEXT}\nSun,\n",
    "b.png": b"\x89PNG\r\n",
}


def test_an_archive_is_a_folder(tmp_path: Path) -> None:
    """The articles of an archive are those of the folder that it holds: same texts, titles, groups, reasons."""
    for name, data in MEMBERS.items():
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (tmp_path / "folder.zip").write_bytes(pack(MEMBERS))
    plain, packed = read_corpus(tmp_path / "folder"), read_corpus(tmp_path / "folder.zip")
    assert [(a.id, a.title, a.text, a.group, a.outlet) for a in packed] == [
        (a.id, a.title, a.text, a.group, a.outlet) for a in plain
    ]
    assert [row.reason for row in packed.skipped] == [row.reason for row in plain.skipped]
    assert packed.n_given == plain.n_given == len(plain.ledger)
    assert packed.ledger[-1].status == "opened"
    assert packed.ledger[-1].notes == ("3 read, 2 skipped",)


def test_archives_in_archives_are_opened_to_a_depth() -> None:
    """Each archive in an archive is opened, until there are too many in one another."""
    data = pack({"deep.txt": TEXT})
    for depth in range(DEEPEST + 1):
        (reading,) = [one for one in read(data) if one.row.status != "opened"]
        assert (reading.row.status == "read") == (depth < DEEPEST)
        data = pack({"inner.zip": data})


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("../../etc/passwd.txt", "leads out"),
        ("/abs.txt", ""),
        (".hidden.txt", "hidden"),
        ("__MACOSX/a.txt", "system"),
        ("README", "documentation"),
    ],
)
def test_names_are_shown_and_never_opened(name: str, word: str) -> None:
    """A name that leads out of the archive is read as what it is called; one that no folder would have read is not."""
    reading = read(pack({name: TEXT}))[0]
    assert word in reading.row.reason
    assert (reading.row.status == "read") == (not word)


def test_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A member is read to its limit, and all of them to theirs, whatever sizes the archive claims."""
    bomb = pack({"a.txt": b"a " * 2**20, "b.txt": TEXT})
    first, second, _ = read(bomb, Options(max_bytes=2**20))
    assert "larger than 1,048,576 bytes" in first.row.reason
    assert second.row.status == "read"
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 100)
    assert [one.row.status for one in read(pack({"a.txt": TEXT, "b.txt": TEXT}))] == ["read", "skipped", "opened"]
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 1)
    with pytest.raises(UnreadableError, match="more than 1 members"):
        read(bomb)


def test_links_and_locked_members_are_skipped() -> None:
    """A link leads nowhere here, and what is encrypted is said to be."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert read(held.getvalue())[0].row.reason == "a link"
    locked = bytearray(pack({"a.txt": TEXT}, zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in read(bytes(locked))[0].row.reason


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), n=st.integers(1, 20))
def test_broken_archives_end_in_rows(seed: int, n: int) -> None:
    """Bytes changed, cut or put in anywhere give rows or one reason, and what is read and skipped is what is told."""
    rng, data = random.Random(seed), bytearray(pack({**MEMBERS, "in.zip": pack({"c.txt": TEXT})}))
    for _ in range(n):
        at = rng.randrange(len(data))
        data[at : at + rng.choice((0, 1, 1, 4))] = rng.randbytes(rng.choice((0, 1, 1, 4)))
    try:
        found = read(bytes(data))
    except UnreadableError:
        return
    counts = [sum(one.row.status == status for one in found) for status in ("read", "skipped")]
    assert found[-1].row.notes == (f"{counts[0]} read, {counts[1]} skipped",)
