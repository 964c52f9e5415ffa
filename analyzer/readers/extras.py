"""Packages that only some formats need: loaded where one is read, and named with the line that installs them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from analyzer.errors import MissingPartError


def needed(module: str, *, what: str, extra: str = "formats") -> ModuleType:
    """The module, loaded.

    Parameters
    ----------
    module : str
    what : str
        What it is needed for, in the plural: "HTML pages".
    extra : str
        The extra of this package that it belongs to.

    Raises
    ------
    MissingPartError
        When it is not installed.

    >>> needed("json", what="JSON files").__name__
    'json'
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingPartError(
            f"{what} need the package {module.partition('.')[0]}, which is not installed.",
            fix=f'Install it: pip install "media-coverage-analyzer[{extra}]"',
        ) from error
