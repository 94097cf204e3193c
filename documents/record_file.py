"""A founding record as a JSON file, with exact numbers. What is missing, no JSON or no record is a RecordError."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from documents.errors import RecordError
from documents.record import Record, load_record


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


def to_json(record: Record) -> str:
    """The record as JSON; exact numbers as text, which is read back as the same number."""
    return json.dumps(record.data, ensure_ascii=False, indent=1, sort_keys=True, default=str)


def parse_json(text: str) -> Any:
    """JSON with exact decimals. Raises RecordError when it is none (also for NaN, and for absurd depth)."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_no_double_keys)
    except (ValueError, InvalidOperation) as error:
        raise RecordError("", f"not valid JSON: {error}") from error
    except RecursionError as error:
        raise RecordError("", "nested too deeply") from error


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _no_double_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found
