"""A code at the partner's counter, and back again: consume, cancel, expire, not delivered (facts 5.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.journal import ERASED, POT, REDEEMED, Kind, moves, person_account
from ledger.local_time import day_of
from ledger.points.code import Code, Try
from ledger.points.lots import Lot, give
from ledger.records import Item

HOUR = timedelta(hours=1)
NOT_DELIVERED_DAYS, COMPLAINT_DAYS, COMPLAINTS = 7, 90, 3
"""The holder may say "not received" for a week; so many within so many days block the item (facts 5.8 no. 19)."""
REASON_BY_STATE = {"consumed": "code_used", "cancelled": "code_cancelled", "expired": "code_expired"}


@dataclass(frozen=True)
class Returned:
    """A code whose points went back: `points` (quarters) to the holder, none if the holder left."""

    code: Code
    points: int


def consume(desk: Desk, code_id: str, partner: str | None = None) -> Code:
    """Takes a code, once. Refused: too_many_tries, code_unknown, code_used (with the time), code_cancelled,
    code_expired."""
    if partner:
        _not_too_many_tries(desk, partner)
    code = desk.store.get(Code, code_id)
    if code is None:
        _note_try(desk, partner)
        raise Refused("code_unknown")
    if code.state == "consumed":
        desk.flag("second_scan", code.id)
        raise Refused("code_used", used_at=code.used_at)
    if code.state != "issued" or desk.today > code.last_day:
        raise Refused(REASON_BY_STATE.get(code.state, "code_expired"))
    consumed = replace(code, state="consumed", partner=partner, used_at=desk.now)
    desk.store.put(consumed)
    return consumed


def cancel(desk: Desk, code_id: str, who: str) -> Returned:
    """The holder gives a code back soon after the issue. Refused: code_unknown, not_authorised, cancel_too_late,
    code_used, code_cancelled."""
    code = desk.store.get(Code, code_id)
    if code is None:
        raise Refused("code_unknown")
    if code.person != who:
        raise Refused("not_authorised")
    rules = desk.rulebooks.on(day_of(code.issued_at, desk.zone))
    if desk.now - code.issued_at > timedelta(hours=rules.integer("voucher.cancel_within_hours")):
        raise Refused("cancel_too_late")
    if code.state != "issued":
        raise Refused(REASON_BY_STATE.get(code.state, "code_used"))
    return _give_back(desk, replace(code, state="cancelled"))


def expire_code(desk: Desk, code: Code) -> Returned:
    """A code past its last day gives its points back."""
    return _give_back(desk, replace(code, state="expired"))


def not_delivered(desk: Desk, code_id: str, who: str) -> None:
    """The holder got nothing for a consumed code. Refused: not_authorised, wrong_state (not consumed, or too long ago).

    Asks a coach; with the third complaint in 90 days the item is blocked.
    """
    code = desk.find(Code, code_id)
    if code.person != who:
        raise Refused("not_authorised")
    if not code.used_at or desk.now - code.used_at > timedelta(days=NOT_DELIVERED_DAYS):
        raise Refused("wrong_state", state=code.state)
    desk.store.put(replace(code, not_delivered_at=desk.now))
    desk.flag("not_delivered", code.id)
    since = desk.now - timedelta(days=COMPLAINT_DAYS)
    moments = [other.not_delivered_at for other in desk.store.where(Code, item=code.item)]
    if sum(moment is not None and moment >= since for moment in moments) >= COMPLAINTS:
        desk.store.put(replace(desk.find(Item, code.item), status="blocked"))


def order_return(desk: Desk, code_id: str) -> Returned:
    """The board has the points of a code go back that was not delivered; once. Refused `wrong_state`."""
    code = desk.find(Code, code_id)
    if code.state != "consumed" or code.not_delivered_at is None:
        raise Refused("wrong_state", state=code.state)
    return _give_back(desk, replace(code, state="returned"))


def _give_back(desk: Desk, code: Code) -> Returned:
    """RETURN: to the holder in lots that last as long as before, but at least some weeks; to the pot if they left."""
    desk.store.put(code)
    left = code.person == ERASED
    key, to = f"code:{code.id}:RETURN", POT if left else person_account(code.person)
    person = None if left else code.person
    desk.book(key, Kind.RETURN, moves((REDEEMED, -code.price), (to, code.price)), code.id, person=person)
    if left:
        return Returned(code, 0)
    at_least = desk.today + timedelta(days=desk.rules.integer("voucher.return_min_days"))
    for number, taken in enumerate(code.taken):
        last = max(desk.find(Lot, taken.lot).expires, at_least)
        give(desk, Lot(f"{key}:{number}", code.person, desk.today, last, taken.quarters, taken.quarters))
    return Returned(code, code.price)


def _not_too_many_tries(desk: Desk, partner: str) -> None:
    tries = [attempt for attempt in desk.store.where(Try, partner=partner) if desk.now - attempt.at < HOUR]
    if len(tries) >= desk.rules.integer("voucher.tries_per_partner_hour"):
        desk.flag("code_guessing", partner, once=tries[0].at.isoformat())
        raise Refused("too_many_tries")


def _note_try(desk: Desk, partner: str | None) -> None:
    if partner:
        number = len(desk.store.where(Try, partner=partner))
        desk.store.put(Try(f"{partner}:{number}", partner, desk.now))
