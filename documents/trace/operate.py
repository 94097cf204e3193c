"""`founding trace FILE TEXT`: FILE is a record, or a paper that `founding build` wrote (beside it lies its record)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from documents.dossier import build
from documents.errors import RecordError
from documents.operate import RECORD_NAME
from documents.paper_file import PaperFile
from documents.record_file import read_record
from documents.trace.find import find
from documents.trace.origin import Origin, origin

JSON = ".json"


@dataclass(frozen=True)
class Traced:
    """What was found. `changed`: the paper is no longer as it was built, so that a sentence may be someone else's."""

    origins: Sequence[Origin]
    changed: bool = False


def trace_file(file: Path, text: str) -> Traced:
    """The origins of a text. Raises RecordError where FILE is no record and no paper with its record beside it."""
    if file.suffix.lower() == JSON:
        record = read_record(file)
        return Traced([origin(place, record) for place in find(build(record).files, text)])
    record = read_record(_beside(file))
    papers = [paper for paper in build(record).files if paper.name == file.stem]
    if not papers:
        raise RecordError(str(file), "is no paper of the record beside it")
    return Traced([origin(place, record) for place in find(papers, text)], _changed(file, papers[0]))


def _beside(file: Path) -> Path:
    record = file.with_name(RECORD_NAME)
    if not file.is_file():
        raise RecordError(str(file), "cannot be read: no such file")
    if not record.is_file():
        raise RecordError(str(file), f"has no {RECORD_NAME} beside it; name the record instead")
    return record


def _changed(file: Path, paper: PaperFile) -> bool:
    """Whether a Word file differs from what its record gives; of other kinds we do not know."""
    return file.suffix == f".{paper.suffix}" and file.read_bytes() != paper.bytes
