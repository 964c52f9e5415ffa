"""Why a page was not fetched: for good, or for now."""

from __future__ import annotations


class FetchError(Exception):
    """The page will not be fetched, whatever is tried; the text is the reason."""


class TryAgainError(FetchError):
    """The page may be had later.

    Parameters
    ----------
    reason : str
    after : float
        Seconds that the server asks for; 0 when it asks for none.
    """

    def __init__(self, reason: str, after: float = 0.0) -> None:
        super().__init__(reason)
        self.after = after
