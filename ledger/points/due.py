"""What happens by itself when its day has come: codes and lots expire, open rechecks are flagged (facts 5.3, 5.4).

In order of the day; on one day codes before lots, since a code may give back to a lot that expires later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from ledger.desk import Desk
from ledger.hours.claim import Recheck
from ledger.journal import POT, Kind, moves, person_account
from ledger.local_time import midnight
from ledger.points.code import Code
from ledger.points.lots import Lot
from ledger.points.taking import expire_code

DAY = timedelta(days=1)


def settle_due(desk: Desk) -> None:
    """Lets everything happen that is due by now; doing it twice changes nothing."""
    while pending := min(_due(desk), key=lambda due: due[:2], default=None):
        day, _, happen = pending
        happen(desk.at(midnight(day, desk.zone)))
    for recheck in desk.store.where(Recheck, closed_at=None):
        if recheck.held_until <= desk.now:
            desk.at(recheck.held_until).flag("recheck_overdue", recheck.id)


def _due(desk: Desk) -> Iterator[tuple[date, int, Callable[[Desk], object]]]:
    """What is due by today: its day, codes (0) before lots (1), and what to do."""
    for code in desk.store.before(Code, "last_day", desk.today, state="issued"):
        yield code.last_day + DAY, 0, partial(expire_code, code=code)
    for lot in desk.store.before(Lot, "expires", desk.today, open=True):
        yield lot.expires + DAY, 1, partial(expire_lot, lot=lot)


def expire_lot(desk: Desk, lot: Lot) -> None:
    """What is left of a lot goes to the pot."""
    desk.store.put(replace(lot, rest=0))
    points = moves((person_account(lot.person), -lot.rest), (POT, lot.rest))
    desk.book(f"lot:{lot.id}:EXPIRE", Kind.EXPIRE, points, lot.id, person=lot.person)


def reminders(desk: Desk) -> list[tuple[Lot, int]]:
    """The lots that expire in one of the reminder days from today, with the days left."""
    days = desk.rules["expiry.reminder_days"]
    wanted = days if isinstance(days, tuple) else ()
    lots = desk.store.where(Lot, open=True)
    return [(lot, (lot.expires - desk.today).days) for lot in lots if (lot.expires - desk.today).days in wanted]
