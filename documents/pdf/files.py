"""The Word papers of a dossier as PDF files, set side by side on as many threads as there are processors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from documents.paper_file import PaperFile
from documents.pdf.typeset import pdf_file
from documents.rendering.package import Print

WORD = "docx"


def pdf_files(files: Sequence[PaperFile], day: date) -> list[PaperFile]:
    """A PDF for each Word file, in their order; `day` goes into its properties."""
    papers = [file for file in files if file.suffix == WORD]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda file: pdf_file(file.paper, Print(file.footer, day)), papers)
        return [replace(file, bytes=content, suffix="pdf") for file, content in zip(papers, made, strict=True)]
