"""Guards at the door: what is turned away before it reaches the ledger (facts 5.8 no. 14, 15, 27, 32, 37)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.records import Person

BUTTON_DAYS = 7
MESSAGES_A_MINUTE = 30


@dataclass(frozen=True)
class Button:
    """A button that was shown and does something once."""

    id: str
    shown_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True)
class Certificate:
    """The serial (id) of an hours certificate, and the town that counted it."""

    id: str
    town: str


def press(desk: Desk, button_id: str) -> bool:
    """True if the button shall act; False if it has acted before ("already_done"). Refused `button_expired`."""
    button = desk.find(Button, button_id)
    if button.used_at:
        return False
    if desk.now - button.shown_at > timedelta(days=BUTTON_DAYS):
        raise Refused("button_expired")
    desk.store.put(replace(button, used_at=desk.now))
    return True


def pin_in_group(desk: Desk, person: str) -> None:
    """A PIN that stood in a group is void until a new one is chosen. Always refused `pin_in_group`."""
    desk.store.put(replace(desk.find(Person, person), pin_void=True))
    raise Refused("pin_in_group")


def within_rate(desk: Desk, earlier: Sequence[datetime]) -> None:
    """Refused `rate_limited` for the message after thirty within a minute."""
    if sum(desk.now - moment < timedelta(minutes=1) for moment in earlier) >= MESSAGES_A_MINUTE:
        raise Refused("rate_limited")


def present_certificate(desk: Desk, serial: str, town: str) -> None:
    """Counts an hours certificate, once anywhere. Refused `certificate_used`."""
    if desk.store.get(Certificate, serial):
        raise Refused("certificate_used")
    desk.store.put(Certificate(serial, town))


def unique_batch(codes: Iterable[str]) -> None:
    """Refused `batch_not_unique` if one code stands twice in what shall be printed."""
    twice = [code for code, times in Counter(codes).items() if times > 1]
    if twice:
        raise Refused("batch_not_unique", count=len(twice))
