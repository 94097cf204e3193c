"""What the database itself refuses, whoever asks: changed entries, wrong sums and signs, overlaps, two eyes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from data.db import Database
from data.export import export
from data.forget import forget
from data.tables.account import Citizen, Municipality
from data.tables.journal import LedgerAccount, LedgerEntry, LedgerKey, LedgerPosting
from data.tables.points import LedgerClaim
from ledger.errors import Refused
from ledger.journal import Kind, moves
from ledger.points.coverage import supply
from ledger.points.issuing import Request, issue
from ledger.points.lots import Lot, give
from ledger.records import Item, Person
from ledger.replay.given import Given
from ledger.replay.world import build
from ledger.service import ensure_person, ensure_staff, holdings, look, new_code, open_desk, person_of
from ledger.verify import broken
from ledger.versions import enact, load_rulebooks

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)


@pytest.fixture
def worked(town: Any) -> Any:
    """A has two hours and two points."""
    town("credit", who="A", hours=2, date="2026-03-02", claim="c1")
    return town


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (update(LedgerEntry).values(kind="DONATE"), "append_only"),
        (update(LedgerEntry).values(at=NOW), "append_only"),
        (update(LedgerEntry).values(person="B"), "append_only"),
        (update(LedgerPosting).values(quarters=LedgerPosting.quarters * 2), "append_only"),
        (delete(LedgerPosting), "append_only"),
        (delete(LedgerEntry), "append_only"),
        (update(LedgerAccount).where(LedgerAccount.name == "person:A").values(quarters=-1), "sign"),
        (update(LedgerAccount).where(LedgerAccount.name == "issuance").values(quarters=1), "sign"),
        (update(LedgerClaim).values(first_releaser="A"), "releaser"),
        (update(LedgerClaim).values(first_releaser=LedgerClaim.confirmer), "releaser"),
        (update(LedgerClaim).values(second_releaser=LedgerClaim.first_releaser), "releaser"),
        (update(LedgerClaim).values(confirmer="A"), "confirmer"),
        (update(LedgerClaim).values(points=99), "points"),
    ],
)
def test_22_the_database_refuses_to_change_what_is_booked(worked: Any, statement: Any, reason: str) -> None:
    session = worked.store.session
    with pytest.raises(DBAPIError, match=reason), session.begin_nested():
        session.execute(statement, execution_options={"synchronize_session": False})


def test_22_a_row_changed_by_the_owner_is_found(worked: Any) -> None:
    session = worked.store.session
    assert broken(worked.store) == []
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER ledger_posting_guard_3"))
    else:
        session.execute(text("ALTER TABLE ledger_posting DISABLE TRIGGER USER"))
    account = select(LedgerAccount.id).where(
        LedgerAccount.name == "person:A", LedgerAccount.municipality_id == worked.store.municipality_id
    )
    session.execute(
        update(LedgerPosting).where(LedgerPosting.account_id.in_(account)).values(quarters=80),
        execution_options={"synchronize_session": False},
    )
    assert any("sum is not zero" in fault for fault in broken(worked.store))


def test_an_entry_that_does_not_sum_to_zero_or_earns_without_a_claim_is_refused(worked: Any) -> None:
    session, town = worked.store.session, worked.store.municipality_id
    row = {"municipality_id": town, "at": NOW, "about": "x", "legs": 2}
    with pytest.raises(DBAPIError, match="earn"), session.begin_nested():
        session.execute(insert(LedgerEntry).values(ref="survey:1", kind="EARN", **row))
    one, other = session.scalars(select(LedgerAccount.id).where(LedgerAccount.municipality_id == town)).all()[:2]
    added = insert(LedgerEntry).values(ref="request:1", kind="DONATE", **row).returning(LedgerEntry.id)
    entry = session.execute(added).scalar_one()
    postings = [
        {"entry_id": entry, "position": 0, "account_id": one, "quarters": -4},
        {"entry_id": entry, "position": 1, "account_id": other, "quarters": 3},
    ]
    with pytest.raises(DBAPIError, match="entry_not_zero"), session.begin_nested():
        session.execute(insert(LedgerPosting).values(postings))


def test_living_claims_of_a_person_do_not_overlap_even_past_the_services(worked: Any) -> None:
    session = worked.store.session
    row = session.scalars(select(LedgerClaim).where(LedgerClaim.municipality_id == worked.store.municipality_id)).one()
    copied = {c.key: getattr(row, c.key) for c in LedgerClaim.__table__.c if c.key != "id"}
    with pytest.raises(DBAPIError, match="overlap"), session.begin_nested():
        session.execute(insert(LedgerClaim).values(**{**copied, "ref": "c2", "start": row.end - timedelta(minutes=1),
                                                      "end": row.end + timedelta(hours=1)}))  # fmt: skip
    session.execute(insert(LedgerClaim).values(**{**copied, "ref": "c3", "start": row.end,
                                                  "end": row.end + timedelta(hours=1)}))  # fmt: skip


@pytest.fixture
def live(ledger_database: Database, request: pytest.FixtureRequest) -> tuple[Database, int]:
    """A committed town with the defaults of the worked sequences, and its number."""
    with ledger_database.write() as session:
        added = insert(Municipality).values(name=request.node.name, zone="Europe/Berlin").returning(Municipality.id)
        town = session.execute(added).scalar_one()
        desk = look(session, town, NOW)
        build(Given(), desk.store)
        for person in ("A", "B", "D"):
            points = (("issuance", -40), (f"person:{person}", 40))
            key = f"claim:start-{person}:EARN:0"
            desk.book(key, Kind.EARN, moves(*points), "start", person=person)
            give(desk, Lot(key, person, desk.today, desk.today + timedelta(days=700), 40, 40))
        desk.store.put(Item("LAST", 1, 100, stock=1))
    return ledger_database, town


def test_of_four_people_at_once_one_gets_the_last_item(live: tuple[Database, int]) -> None:
    database, town = live

    def redeem(number: int) -> str:
        with database.write() as session:
            desk = open_desk(session, town, NOW)
            try:
                return issue(desk, Request(new_code(desk), "ABDA"[number], "LAST")).state
            except Refused as refusal:
                return refusal.reason

    with ThreadPoolExecutor(4) as pool:
        results = sorted(pool.map(redeem, range(4)))
    assert results == ["issued", "out_of_stock", "out_of_stock", "out_of_stock"]
    with database.read() as session:
        assert broken(look(session, town, NOW).store) == []


def test_who_is_deleted_leaves_no_key_no_link_and_totals_that_still_hold(live: tuple[Database, int]) -> None:
    database, town = live
    with database.write() as session:
        citizen = Citizen(municipality_id=town, created_at=NOW)
        session.add(citizen)
        session.flush()
        desk = open_desk(session, town, NOW)
        person = ensure_person(desk, citizen.id)
        assert ensure_person(desk, citizen.id) == person
        ensure_staff(desk, citizen.id, coach=True)
        desk.book(
            "claim:z:EARN:0", Kind.EARN, moves(("issuance", -8), (f"person:{person.id}", 8)), "z", person=person.id
        )
        give(desk, Lot("claim:z:EARN:0", person.id, desk.today, desk.today + timedelta(days=9), 8, 8))
        assert holdings(desk, person.id).points == 8
        before, citizen_id = supply(desk), citizen.id
    with database.read() as session:
        assert "claim:z:EARN:0" in export(session, citizen_id).decode()
    with database.write() as session:
        forget(session, citizen_id)
        entry = select(LedgerEntry.id).where(LedgerEntry.municipality_id == town, LedgerEntry.ref == "claim:z:EARN:0")
        assert session.scalar(select(func.count()).select_from(LedgerKey).where(LedgerKey.entry_id.in_(entry))) == 0
    with database.write() as session:
        desk = open_desk(session, town, NOW)
        assert person_of(desk, citizen_id) is None
        assert desk.find(Person, person.id).status == "erased"
        assert (supply(desk), desk.store.balance("pot"), broken(desk.store)) == (before, 8, [])
        assert list(desk.store.entries(person.id)) == []


def test_a_later_rulebook_is_kept_and_a_changed_one_is_noticed(live: tuple[Database, int]) -> None:
    database, town = live
    with database.write() as session:
        first = load_rulebooks(session, town).on(NOW.date())
        later = first.changed("caps.per_month_points", 25, NOW.date() + timedelta(days=30))
        enact(session, town, later, "caps.per_month_points", "Beschluss")
        enact(session, town, later, "caps.per_month_points", "Beschluss")
        session.flush()
        rulebooks = load_rulebooks(session, town)
        assert rulebooks.on(NOW.date()).integer("caps.per_month_points") == 20
        assert rulebooks.on(NOW.date() + timedelta(days=30)).hash == later.hash
