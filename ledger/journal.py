"""Double entry: what an entry is, which kinds exist, and what must hold for every one of them (facts 5.5).

Two ledgers in one journal, points and hours; each entry stays within one. Knows no rule of the scheme.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ledger.errors import BookingError, Refused

ISSUANCE, POT, REDEEMED, CORRECTION, WORKED = "issuance", "pot", "redeemed", "correction", "worked"
AT_MOST_ZERO = (ISSUANCE, CORRECTION, WORKED)
"""The accounts that points and hours come from; every other account is never below zero."""
ERASED = "erased"
"""Stands in records for everyone who left; also the shared account of their old points entries."""


class Kind(StrEnum):
    """The movements. Their postings stand with the services that make them; what `settle` counts them as, below."""

    EARN = "EARN"
    REDEEM = "REDEEM"
    RETURN = "RETURN"
    DONATE = "DONATE"
    EXPIRE = "EXPIRE"
    REVERSE = "REVERSE"
    WRITE_OFF = "WRITE_OFF"
    OFFSET = "OFFSET"
    POT_SPEND = "POT_SPEND"
    ERASE = "ERASE"
    H_CREDIT = "H_CREDIT"
    H_REVERSE = "H_REVERSE"


AWARDED = (Kind.EARN, Kind.RETURN)
SPENT = (Kind.REDEEM, Kind.POT_SPEND)
WITHDRAWN = (Kind.REVERSE, Kind.OFFSET)
"""What `settle` counts as awarded, redeemed, expired; the other kinds leave the supply as it is."""


@dataclass(frozen=True)
class Posting:
    """Quarters that an account gains or, below zero, gives."""

    account: str
    quarters: int


@dataclass(frozen=True)
class Entry:
    """One booking. `key` makes it unique, `about` names the claim, code, lot or decision, `person` whom it concerns."""

    key: str
    kind: Kind
    at: datetime
    postings: tuple[Posting, ...]
    about: str
    person: str | None = None
    actor: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Totals:
    """What an epoch hands to `settle`, in quarters: supply after = before + awarded − redeemed − expired."""

    awarded: int
    redeemed: int
    expired: int


def person_account(person: str) -> str:
    """Where a person's points stand."""
    return f"person:{person}"


def hours_account(person: str) -> str:
    """Where a person's hours stand."""
    return f"hours:{person}"


def is_hours(account: str) -> bool:
    """Does the account belong to the hours ledger?"""
    return account == WORKED or account.startswith("hours:")


def is_supply(account: str) -> bool:
    """Does the account hold points that someone can still use?"""
    return account in (POT, ERASED) or account.startswith("person:")


def moves(*postings: tuple[str, int]) -> tuple[Posting, ...]:
    """Postings from pairs; a zero moves nothing and is left out."""
    return tuple(Posting(account, quarters) for account, quarters in postings if quarters)


def check(entry: Entry) -> None:
    """What must hold for an entry by itself. Raises BookingError, or Refused `no_earn_kind`."""
    if sum(posting.quarters for posting in entry.postings):
        raise BookingError(f"{entry.key} does not sum to zero")
    if not entry.postings:
        raise BookingError(f"{entry.key} moves nothing")
    if len({is_hours(posting.account) for posting in entry.postings}) > 1:
        raise BookingError(f"{entry.key} mixes hours and points")
    if entry.kind is Kind.EARN and not entry.key.startswith("claim:"):
        raise Refused("no_earn_kind")


def sign_holds(account: str, balance: int) -> bool:
    """May this account stand at this balance?"""
    return balance <= 0 if account in AT_MOST_ZERO else balance >= 0


def totals(entries: Iterable[Entry]) -> Totals:
    """Awarded, redeemed and expired of some entries, as `settle` takes them."""
    gained = {AWARDED: 0, SPENT: 0, WITHDRAWN: 0}
    for entry in entries:
        for kinds in gained:
            if entry.kind in kinds:
                gained[kinds] += sum(posting.quarters for posting in entry.postings if is_supply(posting.account))
    return Totals(gained[AWARDED], -gained[SPENT], -gained[WITHDRAWN])
