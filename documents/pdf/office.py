"""The Word files as LibreOffice turns them into PDF, for those who want the pages of a word processor.

All files in one start, in a profile of our own (two starts on one profile: the second ends at once, with nothing made).
LibreOffice ends well even when it made no file, so each file is looked for. Its bytes differ from run to run.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.errors import OfficeMissing, PdfError
from documents.paper_file import PaperFile
from documents.pdf.files import WORD

PROGRAM = "soffice"
SECONDS_TO_START, SECONDS_EACH = 60, 5
FORMAT = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
"""Tagged, PDF/UA."""


def office_files(files: Sequence[PaperFile]) -> list[PaperFile]:
    """A PDF for each Word file. Raises OfficeMissing where LibreOffice is not installed, PdfError where it failed."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise OfficeMissing("LibreOffice is not installed (apt-get install --no-install-recommends libreoffice-writer)")
    papers = [file for file in files if file.suffix == WORD]
    with TemporaryDirectory(prefix="gemeinwerk-office-") as name:
        folder = Path(name)
        for file in papers:
            (folder / file.filename).write_bytes(file.bytes)
        _convert(program, folder, [file.filename for file in papers])
        return [replace(file, bytes=_made(folder / f"{file.name}.pdf"), suffix="pdf") for file in papers]


def _convert(program: str, folder: Path, names: Sequence[str]) -> None:
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", FORMAT]
    wait = SECONDS_TO_START + SECONDS_EACH * len(names)
    try:
        subprocess.run([*command, "--outdir", ".", *names], cwd=folder, capture_output=True, timeout=wait, check=True)
    except subprocess.TimeoutExpired as error:
        raise PdfError(f"LibreOffice had not finished after {wait} seconds and was stopped") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise PdfError(f"LibreOffice failed: {error}") from error


def _made(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PdfError(f"LibreOffice made no {path.name}") from error
