"""Word files, written with python-docx, with what it has no words for put in as XML."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest


def docx(fill: Callable[[Any], object], **properties: str) -> bytes:
    """A Word file that `fill` has written into."""
    document = pytest.importorskip("docx").Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def put(paragraph: Any, xml: str) -> None:
    """Add elements of WordprocessingML to a paragraph."""
    from docx.oxml import parse_xml

    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    for element in list(parse_xml(f"<w:p {spaces}>{xml}</w:p>")):
        paragraph._p.append(element)
