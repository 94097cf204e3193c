"""Guards in the database itself, in the words of SQLite and of PostgreSQL (facts 5.5).

Append-only: an entry changes in two ways alone, it is anchored once, and an erasure moves it to the shared accounts.
Balances follow postings; an entry sums to zero; living claims of a person do not overlap.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy import Table as SqlTable

from data.tables.journal import LedgerPosting
from data.tables.points import LedgerClaim

ENTRY_KEPT = " AND ".join(
    f"NEW.{name} = OLD.{name}" for name in ("id", "municipality_id", "ref", "kind", "at", "about", "legs")
)
ENTRY_MAY_CHANGE = f"""{ENTRY_KEPT}
  AND (OLD.epoch IS NULL OR NEW.epoch = OLD.epoch)
  AND (NEW.person IS NULL OR NEW.person = OLD.person)
  AND (NEW.actor IS NULL OR NEW.actor = OLD.actor)
  AND (NEW.reason IS NULL OR NEW.reason = OLD.reason)"""
POSTING_MAY_CHANGE = """NEW.id = OLD.id AND NEW.entry_id = OLD.entry_id AND NEW.position = OLD.position
  AND NEW.quarters = OLD.quarters
  AND EXISTS (SELECT 1 FROM ledger_account WHERE id = NEW.account_id AND name IN ('erased', 'hours:erased'))"""
BOOK = "UPDATE ledger_account SET quarters = quarters + NEW.quarters WHERE id = NEW.account_id"
NOT_ZERO = """NEW.position + 1 >= (SELECT legs FROM ledger_entry WHERE id = NEW.entry_id)
  AND (SELECT sum(quarters) FROM ledger_posting WHERE entry_id = NEW.entry_id) <> 0"""
LIVING = "('submitted', 'confirmed', 'credited')"
OVERLAPS = f"""NEW.state IN {LIVING} AND NEW.person <> 'erased' AND EXISTS (
  SELECT 1 FROM ledger_claim c WHERE c.municipality_id = NEW.municipality_id AND c.person = NEW.person
  AND c.id <> NEW.id AND c.state IN {LIVING} AND c.start < NEW."end" AND NEW.start < c."end")"""

GUARDS = {
    "ledger_posting": (
        ("append_only", "BEFORE DELETE ON ledger_entry", "1 = 1"),
        ("append_only", "BEFORE DELETE ON ledger_posting", "1 = 1"),
        ("append_only", "BEFORE UPDATE ON ledger_entry", f"NOT coalesce({ENTRY_MAY_CHANGE}, false)"),
        ("append_only", "BEFORE UPDATE ON ledger_posting", f"NOT coalesce({POSTING_MAY_CHANGE}, false)"),
        ("entry_not_zero", "AFTER INSERT ON ledger_posting", NOT_ZERO),
    ),
    "ledger_claim": (
        ("overlap", "AFTER INSERT ON ledger_claim", OVERLAPS),
        ("overlap", "AFTER UPDATE ON ledger_claim", OVERLAPS),
    ),
}
"""After which table is made: reason, when, and what must not be."""


def create_guards(connection: Connection, table: str) -> None:
    """Makes the triggers that belong to a table."""
    one = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    for number, (reason, when, wrong) in enumerate(GUARDS[table]):
        for statement in one(f"{table}_guard_{number}", when, wrong, reason):
            connection.exec_driver_sql(statement)
    if table == "ledger_posting":
        for statement in one("ledger_posting_books", "AFTER INSERT ON ledger_posting", BOOK, ""):
            connection.exec_driver_sql(statement)


def _sqlite(name: str, when: str, what: str, reason: str) -> tuple[str, ...]:
    body = f"SELECT RAISE(ABORT, '{reason}') WHERE {what}" if reason else what
    return (f"CREATE TRIGGER {name} {when} FOR EACH ROW BEGIN {body}; END",)


def _postgresql(name: str, when: str, what: str, reason: str) -> tuple[str, ...]:
    refuse = f"IF {what} THEN RAISE EXCEPTION '{reason}' USING ERRCODE = 'restrict_violation'; END IF"
    back = "OLD" if "DELETE" in when else "NEW"
    # Two writers at once would not see each other's claim: one person's claims are looked at one after the other.
    lock = "PERFORM pg_advisory_xact_lock(hashtext(NEW.person)); " if reason == "overlap" else ""
    body = f"BEGIN {lock}{refuse if reason else what}; RETURN {back}; END"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ {body} $body$",
        f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


def _after_create(target: SqlTable, connection: Connection, **_: Any) -> None:
    create_guards(connection, target.name)


for _table in (LedgerPosting.__table__, LedgerClaim.__table__):
    event.listen(_table, "after_create", _after_create)
