"""What the command line does with papers: `founding build RECORD.json --out DIR`.

A file that is missing, no JSON or no record is a `RecordError` that names the file; so is a folder that cannot be
written.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from documents.dossier import Dossier, build
from documents.errors import RecordError
from documents.record import Record, load_record, parse_json


def read_record(path: Path) -> Record:
    """The record in a JSON file; an error names the file."""
    try:
        return load_record(parse_json(path.read_text("utf-8-sig")))
    except OSError as error:
        raise RecordError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RecordError(str(path), "is not UTF-8") from error
    except RecordError as error:
        raise RecordError(f"{path}: {error.path}".rstrip(": "), error.reason) from error


def build_files(record: Path, out: Path, *, as_of: date | None = None) -> list[Path]:
    """Builds the dossier of a record file and writes its papers into `out`; returns their paths, the cover first."""
    return write(build(read_record(record), as_of=as_of), out)


def write(dossier: Dossier, out: Path) -> list[Path]:
    """The papers as files in `out`, which is made where it is missing."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        paths = [out / file.filename for file in dossier.files]
        for path, file in zip(paths, dossier.files, strict=True):
            path.write_bytes(file.bytes)
    except OSError as error:
        raise RecordError(str(out), f"cannot be written: {error.strerror}") from error
    return paths
