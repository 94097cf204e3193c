"""A founding's papers as Word and PDF, beside the usual way: docxtpl and one start of LibreOffice for each document."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from bot.bench.papers import FOURTEEN, docxtpl, record, timed
from bot.bench.row import Row
from documents.dossier import Dossier, build
from documents.pdf.files import pdf_files
from documents.pdf.office import PROGRAM, office_files

ONCE = 0
"""No further round for what takes a minute."""


def founding() -> list[Row]:
    """Rows of the founding benchmark; the peer only where LibreOffice and docxtpl are."""
    case = record()
    dossier = build(case)
    count = len(dossier.files)
    ours = timed(lambda: _pdf(build(case)))
    rows = [
        Row("founding", f"{count} papers as Word and PDF, warm", ours, "ms"),
        Row("founding", "14 of them", ours * FOURTEEN / count, "ms", "≤ 1,000"),
    ]
    fill, program = docxtpl(dossier, case["coop"]["name"]), which(PROGRAM)
    if not (fill and program):
        print("gemeinwerk: the peer needs docxtpl (uv sync) and LibreOffice (apt-get)", file=sys.stderr)
        return rows
    batch = timed(lambda: office_files(build(case).files), ONCE)
    with TemporaryDirectory(prefix="gemeinwerk-bench-") as folder:
        usual = timed(lambda: _one_start_each(fill, program, Path(folder)), ONCE)
    return [
        *rows,
        Row(
            "founding",
            f"{count} papers, PDF by LibreOffice in one start",
            batch,
            "ms",
            "",
            f"{batch / ours:.1f} × ours",
        ),
        Row("founding", "docxtpl, one LibreOffice start a paper", usual, "ms", "", f"{usual / ours:.1f} × ours"),
    ]


def _pdf(dossier: Dossier) -> None:
    pdf_files(dossier.files, dossier.day)


def _one_start_each(fill: Callable[[], list[bytes]], program: str, folder: Path) -> None:
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    for number, content in enumerate(fill()):
        (folder / f"{number}.docx").write_bytes(content)
        subprocess.run([*command, f"{number}.docx"], cwd=folder, capture_output=True, check=True)
