"""Documents that are ZIP archives of XML (Word, OpenDocument, EPUB): their parts, each read to a limit."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element
from zlib import error as ZlibError  # noqa: N812

from analyzer.errors import UnreadableError
from analyzer.readers.characters import one_line
from analyzer.readers.documents.xml import parse_xml

MOST_UNPACKED = 2**28  # bytes of all parts that are read; a thousand pages of Word have some 20 MB
MOST_PARTS = 100_000


class Package:
    """The parts of such a document.

    Parameters
    ----------
    data : bytes
    what : str
        With its article, for errors: "a Word file".

    Raises
    ------
    UnreadableError
        When it is no whole archive.
    """

    def __init__(self, data: bytes, what: str) -> None:
        self._what, self._left = what, MOST_UNPACKED
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise UnreadableError(f"broken: it looks like {what}, but cannot be opened ({one_line(error)})") from error
        self.names = frozenset(self._archive.namelist())
        if len(self.names) > MOST_PARTS:
            raise UnreadableError(f"{what} of more than {MOST_PARTS:,} parts")

    def read(self, name: str) -> bytes:
        """One part.

        Raises
        ------
        UnreadableError
            When there is no such part, it is broken or encrypted, or all that were read have more than 256 MiB.
        """
        if name not in self.names:
            raise UnreadableError(f"broken: it looks like {self._what}, but has no {name}")
        try:
            with self._archive.open(name) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, ZlibError) as error:
            raise UnreadableError(f"broken: {name} in it cannot be unpacked ({one_line(error)})") from error
        except RuntimeError as error:  # how zipfile asks for a password
            raise UnreadableError("protected by a password; save it without one") from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(f"unpacked it is larger than {MOST_UNPACKED:,} bytes")
        return data

    def xml(self, name: str) -> Element:
        """One part as a tree of XML.

        Raises
        ------
        UnreadableError
            As `read` and `parse_xml`.
        """
        return parse_xml(self.read(name), name)
