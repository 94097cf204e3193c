"""Where points may go without a code: the community pot; and where they never go: other people, money (facts 5.4)."""

from __future__ import annotations

from ledger.desk import Desk
from ledger.errors import AmountError, Refused
from ledger.journal import POT, REDEEMED, Kind, moves, person_account
from ledger.points.lots import held, take_free
from ledger.records import Person


def donate(desk: Desk, request: str, person: str, quarters: int) -> int:
    """A gift to the pot; the same request again changes nothing (0). Quarters given.

    Refused: transfer_not_allowed (rulebook), account_frozen, insufficient_points, on_hold.
    """
    above_zero(quarters)
    key = f"request:{request}:DONATE"
    if desk.store.entry(key):
        return 0
    if not desk.rules.allows("transfer.person_to_pot"):
        raise Refused("transfer_not_allowed")
    if desk.find(Person, person).status != "active":
        raise Refused("account_frozen")
    if desk.points(person) < quarters:
        raise Refused("insufficient_points")
    if desk.points(person) - held(desk, person) < quarters:
        raise Refused("on_hold")
    take_free(desk, person, quarters)
    desk.book(key, Kind.DONATE, moves((person_account(person), -quarters), (POT, quarters)), request, person=person)
    return quarters


def transfer(*_: object) -> None:
    """Points to another person or to a partner: always refused `transfer_not_allowed` (protected parameter)."""
    raise Refused("transfer_not_allowed")


def cash_out(*_: object) -> None:
    """Points against money: always refused `no_cash` (protected parameter)."""
    raise Refused("no_cash")


def pot_spend(desk: Desk, vote: str, quarters: int) -> int:
    """The pot pays for what a vote chose; the same vote again changes nothing (0). Refused `insufficient_points`."""
    above_zero(quarters)
    key = f"vote:{vote}:POT_SPEND"
    if desk.store.entry(key):
        return 0
    if desk.store.balance(POT) < quarters:
        raise Refused("insufficient_points")
    desk.book(key, Kind.POT_SPEND, moves((POT, -quarters), (REDEEMED, quarters)), vote)
    return quarters


def above_zero(quarters: int) -> None:
    """Raises AmountError for nothing and for less."""
    if quarters <= 0:
        raise AmountError("the amount must be above zero")
