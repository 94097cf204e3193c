"""The versions of a municipality's rulebook as they are kept: the first from the file, each later one a row."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.points_notes import LedgerRulebook
from ledger.errors import LedgerError
from ledger.rulebook import Rulebook, Rulebooks, Value, default_rulebook


def load_rulebooks(session: Session, municipality_id: int) -> Rulebooks:
    """All versions. Raises LedgerError for a row whose values no longer give the hash that was published."""
    versions = [default_rulebook()]
    here = LedgerRulebook.municipality_id == municipality_id
    for row in session.scalars(select(LedgerRulebook).where(here).order_by(LedgerRulebook.id)):
        rules = _read(row, versions[0])
        if rules.hash != row.hash:
            raise LedgerError(f"rulebook version {row.ref} was changed: its hash is no longer {row.hash}")
        versions.append(rules)
    return Rulebooks(versions)


def enact(session: Session, municipality_id: int, rules: Rulebook, parameter: str, why: str) -> None:
    """Keeps a version that `Rulebook.changed` gave, with what it changed and why; once."""
    here = (LedgerRulebook.municipality_id == municipality_id, LedgerRulebook.ref == str(rules.version))
    if session.scalar(select(LedgerRulebook.id).where(*here)) is None:
        session.add(
            LedgerRulebook(
                municipality_id=municipality_id, ref=str(rules.version), valid_from=rules.valid_from,
                parameter=parameter, values={name: _plain(value) for name, value in rules.values.items()},
                hash=rules.hash, why=why,
            )
        )  # fmt: skip


def _read(row: LedgerRulebook, first: Rulebook) -> Rulebook:
    values: dict[str, Value] = {}
    for name, parameter in first.parameters.items():
        value = parameter.read(row.values.get(name, parameter.default))
        if value is None:
            raise LedgerError(f"rulebook version {row.ref}: {name} is out of bounds")
        values[name] = value
    return Rulebook(int(row.ref), row.valid_from, values, first.parameters)


def _plain(value: Value) -> Any:
    return str(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value
