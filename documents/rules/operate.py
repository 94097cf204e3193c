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
from documents.record import Record
from documents.record_file import read_record
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
            yield {"file": str(file), "error": str(error).removeprefix(f"{file}: ")}
        else:
            yield {"file": str(file), **_result(record)}


def _result(record: Record) -> dict[str, Any]:
    return {
        "findings": [finding.as_json() for finding in check(record)],
        "missing": missing(record, Phase.registered),
        "out_of_type": [fault._asdict() for fault in out_of_type(record)],
    }
