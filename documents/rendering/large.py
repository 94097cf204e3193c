"""Large type (look/paper.md): the same paper with all styles × 1.27, so that 11 pt become 14."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from documents.rendering.package import zip_bytes

FACTOR = 1.27
STYLES = "word/styles.xml"
MEASURES = re.compile(rb'(<w:sz(?:Cs)? w:val=|w:before=|w:after=)"(\d+)"')
"""Sizes in half points, spaces in twentieths of a point; the spacing of lines is a multiple and stays."""


def large_print(content: bytes) -> bytes:
    """The .docx in large type; the same bytes for the same file."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[STYLES] = MEASURES.sub(_larger, parts[STYLES])
    return zip_bytes(parts)


def _larger(found: re.Match[bytes]) -> bytes:
    return b'%s"%d"' % (found[1], round(int(found[2]) * FACTOR))
