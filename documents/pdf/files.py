"""The Word papers of a dossier as PDF files, set side by side on as many threads as there are processors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from documents.paper_file import PaperFile
from documents.papers.german import words
from documents.pdf.typeset import pdf_file
from documents.rendering.blocks import Run
from documents.rendering.package import Print

WORD = "docx"
LARGE = 1.27
"""Large print: 14 pt instead of 11."""


def pdf_files(files: Sequence[PaperFile], day: date, *, large: bool = False) -> list[PaperFile]:
    """A PDF for each Word file, in their order; `day` goes into its properties. `large`: for eyes that need it."""
    papers = [_large(file) if large else file for file in files if file.suffix == WORD]
    zoom = LARGE if large else 1
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda file: pdf_file(file.paper, Print(file.footer, day), zoom), papers)
        return [replace(file, bytes=content, suffix="pdf") for file, content in zip(papers, made, strict=True)]


def _large(file: PaperFile) -> PaperFile:
    """The file under the name of the large print, which its footer says too."""
    known = words()["large_print"]
    return replace(file, name=f"{file.name}_{known['file']}", footer=(*file.footer, Run(f" · {known['footer']}")))
