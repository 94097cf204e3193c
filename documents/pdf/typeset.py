"""Sets a paper with typst, in this process, with our fonts alone: the same bytes on every machine.

A compiler is made for each paper (0.5 ms), so that several threads can set at once: typst lets go of the interpreter.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

from documents.pdf.data import looks_data, page_data, paper_data
from documents.pdf.letters import FONTS, without_unknown
from documents.rendering.blocks import Paper
from documents.rendering.package import Print

TEMPLATE = Path(__file__).with_name("paper.typ")


def pdf_file(paper: Paper, printed: Print, zoom: float = 1) -> bytes:
    """The PDF of `paper`; `zoom`: how much larger all letters and the space between them are."""
    import typst

    inputs = {
        "paper": without_unknown(paper_data(paper, printed)),
        "page": page_data(),
        "looks": looks_data(),
        "zoom": str(zoom),
    }
    compiler = typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=_fonts())
    return cast(bytes, compiler.compile(format="pdf", pdf_standards="ua-1", sys_inputs=inputs))


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
