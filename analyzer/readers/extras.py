"""Packages that only some formats need: loaded where one is read, and named with the line that installs them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from analyzer.errors import MissingPartError


def needed(module: str, *, what: str, extra: str = "formats") -> ModuleType:
    """The module, or `MissingPartError` with the line that installs it.

    Parameters
    ----------
    module : str
        As it is imported.
    what : str
        What cannot be read without it, in the plural.
    extra : str
        Name of the extra that it belongs to.

    >>> needed("json", what="pages").__name__
    'json'
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        fix = f'pip install "media-coverage-analyzer[{extra}]"'
        raise MissingPartError(f"{what} are read with {package}, which is not installed.", fix=fix) from error
