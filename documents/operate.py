"""What the command line does with papers: `founding build RECORD.json --out DIR [--pdf]`; the record is laid beside.

A file that is missing, no JSON or no record is a `RecordError` that names the file; so is a folder that cannot be
written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from documents.dossier import Dossier, build
from documents.errors import RecordError
from documents.paper_file import PaperFile
from documents.pdf.files import pdf_files
from documents.pdf.office import office_files
from documents.record_file import read_record, to_json

PDF_BY: dict[str, Callable[[Dossier], list[PaperFile]]] = {
    "typst": lambda dossier: pdf_files(dossier.files, dossier.day),
    "large": lambda dossier: pdf_files(dossier.files, dossier.day, large=True),
    "libreoffice": lambda dossier: office_files(dossier.files),
}
"""Who can make the PDF files of a dossier; "large" is large print."""

RECORD_NAME = "record.json"
"""The record lies beside its papers, so that each sentence stays traceable; it goes to nobody with them."""


def build_files(record: Path, out: Path, *, as_of: date | None = None, pdf_by: str = "") -> list[Path]:
    """Builds the dossier of a record file and writes its papers into `out`; `pdf_by`: one of PDF_BY, or none.

    Returns their paths, the cover first, PDF last. Raises PdfError before anything is written.
    """
    known = read_record(record)
    dossier = build(known, as_of=as_of)
    pdf = PDF_BY[pdf_by](dossier) if pdf_by else []
    paths = write([*dossier.files, *pdf], out)
    write_private(out / RECORD_NAME, to_json(known))
    return paths


def write(files: Iterable[PaperFile], out: Path) -> list[Path]:
    """The papers as files in `out`, which is made where it is missing."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        return [_written(out / file.filename, file.bytes) for file in files]
    except OSError as error:
        raise RecordError(str(out), f"cannot be written: {error.strerror}") from error


def write_private(path: Path, text: str) -> None:
    """A file that only its owner may read."""
    try:
        path.touch(0o600)
        path.write_text(text, "utf8")
    except OSError as error:
        raise RecordError(str(path), f"cannot be written: {error.strerror}") from error


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
