"""Points against a code: ten checks in a fixed order, then points and code in one transaction (facts 5.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from ledger.amounts import QUARTERS
from ledger.desk import Desk
from ledger.errors import Refused
from ledger.journal import REDEEMED, Kind, moves, person_account
from ledger.local_time import day_of
from ledger.points.code import RETURNED, Code
from ledger.points.lots import held, take_free
from ledger.records import Item, Person, Remembered

WRONG_PINS = 5
"""So many wrong PINs in a row freeze the account (facts 5.8 no. 13)."""


@dataclass(frozen=True)
class Request:
    """A wish for a benefit. `pin_right` says what the door found; `device` names the one it came from."""

    code: str
    person: str
    item: str
    pin_right: bool = True
    device: str | None = None


@dataclass(frozen=True)
class Wanted:
    """A request with all that the checks look at."""

    desk: Desk
    request: Request

    @cached_property
    def person(self) -> Person:
        return self.desk.find(Person, self.request.person)

    @cached_property
    def item(self) -> Item:
        return self.desk.find(Item, self.request.item)

    @property
    def price(self) -> int:
        return self.item.points * QUARTERS

    def this_month(self, codes: list[Code]) -> list[Code]:
        """Those issued in this local month."""
        month = (self.desk.today.year, self.desk.today.month)
        days = ((code, day_of(code.issued_at, self.desk.zone)) for code in codes)
        return [code for code, day in days if (day.year, day.month) == month]


def issue(desk: Desk, request: Request) -> Code:
    """A code for a benefit; the same code asked for again is answered with the first one and costs nothing.

    Refused with the key of the first check that fails.
    """
    known = desk.store.get(Code, request.code)
    if known:
        return known
    wanted = Wanted(desk, request)
    for reason, fails in CHECKS:
        if fails(wanted):
            if reason == "pin_wrong":
                _count_wrong_pin(desk, wanted.person)
            raise Refused(reason)
    if wanted.person.wrong_pins:
        desk.store.put(replace(wanted.person, wrong_pins=0))
    return _issue(desk, wanted)


def _issue(desk: Desk, wanted: Wanted) -> Code:
    request, person = wanted.request, wanted.request.person
    taken = take_free(desk, person, wanted.price)
    points = moves((person_account(person), -wanted.price), (REDEEMED, wanted.price))
    desk.book(f"code:{request.code}:REDEEM", Kind.REDEEM, points, request.code, person=person)
    last_day = desk.today + timedelta(days=desk.rules.integer("voucher.valid_days"))
    code = Code(request.code, person, request.item, wanted.price, wanted.item.cents, desk.now, last_day, taken)
    desk.store.put(code)
    return code


def _new_device(wanted: Wanted) -> bool:
    """Is the device that asks bound for too short a time?"""
    bound = dict(wanted.person.devices).get(wanted.request.device or "")
    wait = timedelta(hours=wanted.desk.rules.integer("redeem.new_device_wait_hours"))
    return bound is not None and wanted.desk.now - bound < wait


def _too_young(wanted: Wanted) -> bool:
    return wanted.item.min_age is not None and (wanted.person.age or 0) < wanted.item.min_age


def _over_limit(wanted: Wanted) -> bool:
    """Codes of the month count, whatever became of them."""
    mine = wanted.desk.store.where(Code, person=wanted.person.id, item=wanted.item.id)
    return len(wanted.this_month(mine)) >= wanted.desk.rules.integer("voucher.per_item_month_limit")


def _sold_out(wanted: Wanted) -> bool:
    """Codes of the month count that were not returned."""
    all_codes = wanted.this_month(wanted.desk.store.where(Code, item=wanted.item.id))
    return sum(code.state not in RETURNED for code in all_codes) >= wanted.item.stock


def _over_value(wanted: Wanted) -> bool:
    """Would the internal value of this calendar year's codes pass the cap (§ 22 Nr. 3 EStG)?"""
    cents = cents_of_year(wanted.desk, wanted.person.id, wanted.desk.today.year) + wanted.item.cents
    memory = wanted.desk.store.get(Remembered, wanted.person.identifier) if wanted.person.identifier else None
    before = dict(memory.cents).get(wanted.desk.today.year, 0) if memory else 0
    return before + cents > wanted.desk.rules.integer("value.max_ref_cents_person_year")


def cents_of_year(desk: Desk, person: str, year: int) -> int:
    """Internal value of a person's codes that were issued in a local year and did not come back."""
    codes = (code for code in desk.store.where(Code, person=person) if code.state not in RETURNED)
    return sum(code.cents for code in codes if day_of(code.issued_at, desk.zone).year == year)


def _count_wrong_pin(desk: Desk, person: Person) -> None:
    counted = replace(person, wrong_pins=person.wrong_pins + 1)
    if counted.wrong_pins >= WRONG_PINS:
        counted = replace(counted, status="frozen", wrong_pins=0)
        desk.flag("account_frozen", person.id)
    desk.store.put(counted)


CHECKS: tuple[tuple[str, Callable[[Wanted], bool]], ...] = (
    ("account_frozen", lambda w: w.person.status != "active"),
    ("pin_wrong", lambda w: not w.request.pin_right or w.person.pin_void),
    ("device_wait", _new_device),
    ("item_blocked", lambda w: w.item.status != "active"),
    ("item_min_age", _too_young),
    ("item_limit", _over_limit),
    ("out_of_stock", _sold_out),
    ("insufficient_points", lambda w: w.desk.points(w.person.id) < w.price),
    ("on_hold", lambda w: w.desk.points(w.person.id) - held(w.desk, w.person.id) < w.price),
    ("value_cap", _over_value),
)
"""Reason key and what makes it true, in the order of the facts."""
