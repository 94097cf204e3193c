"""Which table keeps which record, and how a record becomes a row and comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Generic, TypeVar, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import JSON, Row, Table

from data.tables import points, points_notes
from ledger.guards import Button, Certificate
from ledger.hours.claim import Claim, Recheck
from ledger.hours.lists import Pace
from ledger.points.code import Code, Try
from ledger.points.lots import Lot
from ledger.records import Flag, Item, Organisation, Partner, Person, Remembered, Staff, Task

Record = TypeVar("Record")
TABLES: dict[type[Any], type[points.OfTown]] = {
    Person: points.LedgerPerson,
    Organisation: points.LedgerOrganisation,
    Staff: points.LedgerStaff,
    Task: points.LedgerTask,
    Claim: points.LedgerClaim,
    Recheck: points.LedgerRecheck,
    Lot: points.LedgerLot,
    Code: points.LedgerCode,
    Item: points.LedgerItem,
    Partner: points.LedgerPartner,
    Flag: points_notes.LedgerFlag,
    Try: points_notes.LedgerTry,
    Pace: points_notes.LedgerPace,
    Button: points_notes.LedgerButton,
    Certificate: points_notes.LedgerCertificate,
    Remembered: points_notes.LedgerRemembered,
}


class Kept(Generic[Record]):
    """How one kind of record is kept. Columns that are no field are read off the record's properties."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        self.table: Table = TABLES[kind].__table__  # type: ignore[attr-defined]
        self._fields = [field.name for field in fields(kind) if field.name != "id"]  # type: ignore[arg-type]
        self._columns = [name for name in self.table.c.keys() if name not in ("id", "municipality_id", "ref")]  # noqa: SIM118
        hints = get_type_hints(kind)
        self._nested = {
            name: TypeAdapter(hints[name]) for name in self._columns if isinstance(self.table.c[name].type, JSON)
        }

    def values(self, record: Record) -> dict[str, Any]:
        """The columns of a record."""
        plain = {name: getattr(record, name) for name in self._columns}
        return plain | {name: form.dump_python(plain[name], mode="json") for name, form in self._nested.items()}

    def read(self, row: Row[Any]) -> Record:
        """The record of a row."""
        found = row._mapping
        plain = {name: found[name] for name in self._fields}
        nested = {name: form.validate_python(plain[name]) for name, form in self._nested.items()}
        make: Callable[..., Record] = self.kind
        return make(id=found["ref"], **{**plain, **nested})


PLANS: dict[type[Any], Kept[Any]] = {}


def kept(kind: type[Record]) -> Kept[Record]:
    """The plan of a kind, made once."""
    if kind not in PLANS:
        PLANS[kind] = Kept(kind)
    return PLANS[kind]
