"""Asks one expression of one record: the conditions and proposals of fields and questions.

Rules themselves are run by `check`, which computes the helpers of a record once for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.record import load_record
from documents.rules.expression import read
from documents.rules.facts import Facts


def evaluate(expression: str, record: Mapping[str, Any], person: dict[str, Any] | None = None) -> Any:
    """The value of `expression` for the record; `person` is what it calls `p`. Never raises for a valid expression."""
    return read(expression).of(Facts(load_record(record)), person)
