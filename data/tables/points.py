"""What the ledger keeps of people, organisations, tasks, hours and codes: ids only, no name, no address.

Columns are named as the fields of the records in `ledger/`; `ref` is a record's id, unique within its municipality.
What is counted stands in `journal.py`, what the chain knows in `chain.py`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table

REF = String(300)
"""Ids of the ledger are texts; the longest name an entry within an entry."""


class OfTown:
    """What every table of the ledger has: its own row id (order of storing), the municipality, the record's id."""

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    ref: Mapped[str] = mapped_column(REF)


def once(*more: Any) -> tuple[Any, ...]:
    """The constraints of a table: one record of an id in a municipality, and more."""
    return (UniqueConstraint("municipality_id", "ref"), *more)


class LedgerHolder(Table):
    """The only link between a citizen and a person of the ledger. Empty `citizen_id`: left, the ledger will erase."""

    __tablename__ = "ledger_holder"
    __table_args__ = (UniqueConstraint("municipality_id", "person"), UniqueConstraint("municipality_id", "citizen_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    person: Mapped[str] = mapped_column(REF)
    citizen_id: Mapped[int | None] = mapped_column(ForeignKey("citizen.id"), index=True)


class LedgerPerson(OfTown, Table):
    """A holder of hours and points."""

    __tablename__ = "ledger_person"
    __table_args__ = once(Index("ix_ledger_person_identifier", "municipality_id", "identifier"))
    age: Mapped[int | None]
    verified: Mapped[bool]
    guardian_consent: Mapped[bool]
    household: Mapped[str | None] = mapped_column(REF)
    relations: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(String(10))
    points_opt_out: Mapped[bool]
    identifier: Mapped[str | None] = mapped_column(REF)
    devices: Mapped[list[Any]]
    pauses: Mapped[list[Any]]
    wrong_pins: Mapped[int]
    pin_void: Mapped[bool]


class LedgerOrganisation(OfTown, Table):
    """Who offers tasks."""

    __tablename__ = "ledger_organisation"
    __table_args__ = once()
    admitted: Mapped[date]
    status: Mapped[str] = mapped_column(String(10))


class LedgerStaff(OfTown, Table):
    """Who confirms or releases."""

    __tablename__ = "ledger_staff"
    __table_args__ = once()
    confirms_for: Mapped[str | None] = mapped_column(REF, index=True)
    coach: Mapped[bool]
    organisation: Mapped[str | None] = mapped_column(REF)
    person: Mapped[str | None] = mapped_column(REF, index=True)
    household: Mapped[str | None] = mapped_column(REF)


class LedgerTask(OfTown, Table):
    """What people can be asked to do."""

    __tablename__ = "ledger_task"
    __table_args__ = once(CheckConstraint("first_day <= last_day", name="window"))
    organisation: Mapped[str] = mapped_column(REF, index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    max_quarters_per_person: Mapped[int]
    published_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(10))
    answers: Mapped[dict[str, Any]]


class LedgerClaim(OfTown, Table):
    """Hours on their way from submitted to credited. Overlaps of living claims are refused by a trigger."""

    __tablename__ = "ledger_claim"
    __table_args__ = once(
        CheckConstraint('start < "end"', name="order"),
        CheckConstraint("points <= quarters", name="points"),
        CheckConstraint("confirmer <> person", name="confirmer"),
        CheckConstraint("first_releaser <> person AND first_releaser <> confirmer", name="first_releaser"),
        CheckConstraint("second_releaser <> person AND second_releaser <> confirmer", name="second_releaser"),
        CheckConstraint("second_releaser <> first_releaser", name="two_releasers"),
        Index("ix_ledger_claim_person", "municipality_id", "person", "state"),
        Index("ix_ledger_claim_task", "municipality_id", "task"),
    )
    person: Mapped[str] = mapped_column(REF)
    task: Mapped[str] = mapped_column(REF)
    start: Mapped[datetime]
    end: Mapped[datetime]
    parts: Mapped[list[Any]]
    submitted_at: Mapped[datetime]
    late: Mapped[bool]
    reason: Mapped[str | None]
    break_minutes: Mapped[int]
    check_in: Mapped[bool]
    allowance_paid: Mapped[bool]
    operator: Mapped[str | None] = mapped_column(REF)
    state: Mapped[str] = mapped_column(String(10), index=True)
    confirmer: Mapped[str | None] = mapped_column(REF)
    releases: Mapped[list[Any]]
    closing: Mapped[str | None]
    quarters: Mapped[int]
    points: Mapped[int]
    first_releaser: Mapped[str | None] = mapped_column(REF)
    second_releaser: Mapped[str | None] = mapped_column(REF)


class LedgerRecheck(OfTown, Table):
    """A credited claim that is looked at again."""

    __tablename__ = "ledger_recheck"
    __table_args__ = once()
    person: Mapped[str] = mapped_column(REF, index=True)
    opened_at: Mapped[datetime]
    held_until: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class LedgerLot(OfTown, Table):
    """Points of one entry and until when they last."""

    __tablename__ = "ledger_lot"
    __table_args__ = once(
        CheckConstraint("rest >= 0 AND rest <= quarters", name="rest"),
        Index("ix_ledger_lot_person", "municipality_id", "person"),
        Index("ix_ledger_lot_open", "municipality_id", "open", "expires"),
    )
    person: Mapped[str] = mapped_column(REF)
    received: Mapped[date]
    expires: Mapped[date]
    quarters: Mapped[int]
    rest: Mapped[int]
    claim: Mapped[str | None] = mapped_column(REF)
    open: Mapped[bool]


class LedgerCode(OfTown, Table):
    """One named benefit, once."""

    __tablename__ = "ledger_code"
    __table_args__ = once(
        CheckConstraint("(state = 'consumed' OR state = 'returned') OR used_at IS NULL", name="used"),
        Index("ix_ledger_code_person", "municipality_id", "person"),
        Index("ix_ledger_code_item", "municipality_id", "item"),
        Index("ix_ledger_code_state", "municipality_id", "state", "last_day"),
    )
    person: Mapped[str] = mapped_column(REF)
    item: Mapped[str] = mapped_column(REF)
    price: Mapped[int]
    cents: Mapped[int]
    issued_at: Mapped[datetime]
    last_day: Mapped[date]
    taken: Mapped[list[Any]]
    state: Mapped[str] = mapped_column(String(10))
    partner: Mapped[str | None] = mapped_column(REF)
    used_at: Mapped[datetime | None]
    not_delivered_at: Mapped[datetime | None]


class LedgerItem(OfTown, Table):
    """A benefit of the catalogue."""

    __tablename__ = "ledger_item"
    __table_args__ = once(CheckConstraint("points > 0 AND cents >= 0 AND stock >= 0", name="amounts"))
    points: Mapped[int]
    cents: Mapped[int]
    stock: Mapped[int]
    min_age: Mapped[int | None]
    partner: Mapped[str | None] = mapped_column(REF)
    status: Mapped[str] = mapped_column(String(10), index=True)


class LedgerPartner(OfTown, Table):
    """A shop that takes codes."""

    __tablename__ = "ledger_partner"
    __table_args__ = once()
    offline: Mapped[bool]
