"""E-mails in files of their own (.eml), such as newsletters, and pages that a browser saved as MHTML."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes

from analyzer.errors import UnreadableError
from analyzer.readers.containers._message import n_attached, read_message
from analyzer.readers.reading import File, Options, Reading, accounted


def read_mail(file: File, options: Options) -> Iterator[Reading]:
    """The article that an e-mail is, and those that are attached to it.

    Raises
    ------
    UnreadableError
        When it has no headers, or its parts are nested too deeply.
    """
    try:
        message = message_from_bytes(file.data)
        readings = read_message(message, file, options)
        if not message.keys():
            raise UnreadableError("an e-mail without headers")
        yield from accounted(file, readings) if n_attached(message) else readings
    except RecursionError as error:
        raise UnreadableError("an e-mail whose parts are nested too deeply") from error
