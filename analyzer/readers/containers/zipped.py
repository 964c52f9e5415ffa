"""ZIP archives: every member as if it lay in a folder, archives in archives included. Nothing is ever unpacked to disk.

Nothing is believed that the archive says of itself: a member is read to its limit and no further, whatever its size is
said to be, and all members together to theirs.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator, Sequence

from analyzer.errors import UnreadableError
from analyzer.readers.folder import natural_key, shown
from analyzer.readers.members import read_member
from analyzer.readers.reading import File, Options, Reading, accounted, skipped

MOST_MEMBERS = 100_000
MOST_UNPACKED = 2**30  # bytes of all members of one archive


def read_zip(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a ZIP archive.

    Raises
    ------
    UnreadableError
        When it is no whole archive, or has more than 100,000 members.
    """
    archive = opened_zip(file.data)
    members = [member for member in archive.infolist() if not member.filename.endswith("/")]
    yield from accounted(file, members_read(archive, members, file, options))


def opened_zip(data: bytes) -> zipfile.ZipFile:
    """The archive, or `UnreadableError` when it is no whole one."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # `zipfile` lets through whatever its parts raise on broken archives
        raise UnreadableError(f"a broken ZIP archive ({error})") from error


def members_read(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], file: File, options: Options, *, kind: str = ""
) -> Iterator[Reading]:
    """The articles of some members in natural order, all of one format if it is given.

    Raises
    ------
    UnreadableError
        When there are more than 100,000.
    """
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(f"more than {MOST_MEMBERS:,} members; unpack it and give the folder")
    left = MOST_UNPACKED
    for member in sorted(members, key=lambda member: natural_key(member.filename)):
        path = member.filename
        try:
            data = _unpacked(archive, member, min(options.max_bytes, left))
        except UnreadableError as error:
            yield skipped(f"{file.origin}/{shown(path)}", shown(path), error.what)
            continue
        left -= len(data)
        yield from read_member(path, data, file, options, kind=kind)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableError("a link")
    if member.flag_bits & 1:
        raise UnreadableError("encrypted; unpack it with its password and give the folder")
    try:
        with archive.open(member) as stream:
            data = stream.read(most + 1)
    except Exception as error:
        raise UnreadableError(f"cannot be unpacked ({error})") from error
    if len(data) > most:
        raise UnreadableError(f"unpacked it is larger than {most:,} bytes")
    return data
