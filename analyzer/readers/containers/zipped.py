"""ZIP archives: every member as if it lay in a folder, archives in archives included. Nothing is ever unpacked to disk.

Nothing is believed that the archive says of itself: a member is read to its limit and no further, whatever its size is
said to be, and all members together to theirs.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator

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
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except Exception as error:  # `zipfile` lets through whatever its parts raise on broken archives
        raise UnreadableError(f"a broken ZIP archive ({error})") from error
    members = [member for member in archive.infolist() if not member.filename.endswith("/")]
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(f"more than {MOST_MEMBERS:,} members; unpack it and give the folder")
    members.sort(key=lambda member: natural_key(member.filename))
    yield from accounted(file, _members(archive, members, file, options))


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], file: File, options: Options
) -> Iterator[Reading]:
    left = MOST_UNPACKED
    for member in members:
        path = member.filename
        try:
            data = _unpacked(archive, member, min(options.max_bytes, left))
        except UnreadableError as error:
            yield skipped(f"{file.origin}/{shown(path)}", shown(path), error.what)
            continue
        left -= len(data)
        yield from read_member(path, data, file, options)


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
