"""`founding check FILE…`: one JSON object per file, as the command line's contract has it (design, section 9).

The caller prints and sets the exit code: 1 with an error among the findings, 2 with a file that is no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from documents.completeness import missing, out_of_type
from documents.errors import RecordError
from documents.fields import Phase
from documents.record import Record, load_record, parse_json
from documents.rules.check import check


def check_files(files: Iterable[str | Path]) -> Iterator[dict[str, Any]]:
    """`{"file", "findings", "missing", "out_of_type"}` for each record, `{"file", "error"}` for what is none.

    findings: `{"key", "severity", "message", "basis"}`; missing: paths without an answer, up to the registration;
    out_of_type: `{"path", "reason"}`.
    """
    for file in files:
        try:
            record = read_record(Path(file))
        except RecordError as error:
            yield {"file": str(file), "error": str(error)}
        else:
            yield {"file": str(file), **_result(record)}


def read_record(file: Path) -> Record:
    """The record in a JSON file. Raises RecordError, with the reason, for a file that holds none."""
    try:
        return load_record(parse_json(file.read_text("utf-8-sig")))
    except OSError as error:
        raise RecordError("", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RecordError("", "is not UTF-8 text") from error


def _result(record: Record) -> dict[str, Any]:
    return {
        "findings": [finding.as_json() for finding in check(record)],
        "missing": missing(record, Phase.registered),
        "out_of_type": [fault._asdict() for fault in out_of_type(record)],
    }
