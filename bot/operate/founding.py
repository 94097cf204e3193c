"""`founding …`: the questions, the check against the law, the papers of a record; without a chat."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documents.errors import DocumentsError, OfficeMissing

if TYPE_CHECKING:
    from documents.changes import Change


def check(files: list[Path]) -> int:
    """One JSON line a file; 1 with errors of the law, 2 when a file is no record."""
    from documents.rules.operate import check_files

    worst = 0
    for line in check_files(files):
        print(json.dumps(line, ensure_ascii=False, default=str))
        if "error" in line:
            print(f"gemeinwerk: {line['file']}: {line['error']}", file=sys.stderr)
            worst = 2
        elif any(finding["severity"] == "error" for finding in line["findings"]):
            worst = max(worst, 1)
    return worst


def build(record: Path, out: Path, pdf_by: str) -> int:
    """The papers of a record in a folder, with PDF where asked; their paths are printed. 3 without LibreOffice."""
    from documents.operate import build_files

    try:
        for path in build_files(record, out, pdf_by=pdf_by):
            print(path)
    except DocumentsError as error:
        print(f"gemeinwerk: {error}", file=sys.stderr)
        return 3 if isinstance(error, OfficeMissing) else 2
    return 0


def trace(file: Path, text: str, *, as_json: bool) -> int:
    """Where a text of a paper comes from; 1 when no paper has it."""
    from documents.trace.operate import trace_file

    try:
        traced = trace_file(file, text)
    except DocumentsError as error:
        print(f"gemeinwerk: {error}", file=sys.stderr)
        return 2
    found = [origin.as_json() for origin in traced.origins]
    if as_json:
        answer = {"file": str(file), "text": text, "changed": traced.changed, "found": found}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return 0 if found else 1
    if traced.changed:
        print(f"gemeinwerk: {file} was changed after it was built; traced as built", file=sys.stderr)
    if not found:
        print(f"gemeinwerk: no paper has {text!r}", file=sys.stderr)
    for row in found:
        _print_origin(row)
    return 0 if found else 1


def _print_origin(row: dict[str, Any]) -> None:
    lines = "-".join(str(line) for line in dict.fromkeys([*row["lines"][:1], *row["lines"][-1:]]))
    print(f"{row['paper']}: {row['text']}")
    print(f"  from   {row['file']}:{lines}  {row['clause']} {row['title']}".rstrip())
    print(f"  law    {', '.join(row['basis'])} (text of {row['law']})")
    for answer in row["answers"]:
        print(f"  answer {answer['path']} = {json.dumps(answer['value'], ensure_ascii=False)}  {answer['label']}")
    if row["rules"]:
        print(f"  rules  {' '.join(row['rules'])}")


def changes(before: Path, after: Path, *, as_json: bool) -> int:
    """What differs between the papers of two records, clause by clause; new words in +…+, gone ones in -…-."""
    from documents.changes import changes as compare
    from documents.dossier import build
    from documents.record_file import read_record

    try:
        records = (read_record(before), read_record(after))
        found = compare(build(records[0]), build(records[1]), records)
    except DocumentsError as error:
        print(f"gemeinwerk: {error}", file=sys.stderr)
        return 2
    for change in found:
        print(json.dumps(asdict(change), ensure_ascii=False, default=str) if as_json else _change(change))
    return 0


def _change(change: Change) -> str:
    signs = {"same": "", "new": "+", "gone": "-"}
    words = " ".join(f"{signs[piece.kind]}{piece.text}{signs[piece.kind]}" for piece in change.pieces)
    causes = "".join(f"\n  because of {cause.path}: {cause.before} → {cause.after}" for cause in change.causes)
    return f"{change.paper}{change.clause and f', {change.clause}'}: {words}{causes}"


def affected(*, as_json: bool) -> int:
    """Foundings whose last delivered dossier would be another one today, one line each."""
    from data.db import Database
    from data.migrations import upgrade
    from data.settings import read_settings
    from documents.kept import affected as find

    settings = read_settings()
    database = Database(settings.database_url)
    upgrade(database)
    with database.read() as session:
        found = [vars(row) for row in find(session, settings.operator.letterhead.splitlines())]
    database.close()
    for row in found:
        print(json.dumps(row, ensure_ascii=False, default=str) if as_json else _line(row))
    return 0


def _line(row: dict[str, Any]) -> str:
    papers = ", ".join(f"{paper} ({' '.join(clauses)})" for paper, clauses in row["papers"].items())
    rules = ", ".join([*(f"+{key}" for key in row["findings_new"]), *(f"-{key}" for key in row["findings_gone"])])
    return f"founding {row['founding_id']}, delivered {row['delivered_at']:%Y-%m-%d}, law {row['law']}: " + "; ".join(
        filter(None, [papers, rules])
    )


def questions(*, as_json: bool, docx: Path | None) -> int:
    """Every question of the interview, for reading, as JSON, or as a questionnaire to print."""
    from documents.questionnaire import question_rows, questionnaire

    rows = question_rows()
    if docx:
        return _sheets(docx, questionnaire())
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(f"{row['section']} · {row['ask']}  [{row['path']}]")
    return 0


def _sheets(path: Path, content: bytes) -> int:
    """Write the sheets to print; 2 where that is not possible."""
    try:
        path.write_bytes(content)
    except OSError as error:
        print(f"gemeinwerk: {path} cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    print(path)
    return 0
