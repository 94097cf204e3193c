"""Each event of a case as a call of the service behind it, and its result in points and hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from ledger.amounts import shown
from ledger.desk import Desk
from ledger.errors import UnknownThing
from ledger.hours import deciding, rechecking, reversing
from ledger.hours.submitting import Wish, submit
from ledger.local_time import instant
from ledger.people import accounts
from ledger.points import corrections, gifts, issuing, taking
from ledger.points.lots import held
from ledger.records import Staff, Task
from ledger.replay import events

Result = dict[str, Any]


def play(desk: Desk, event: Any, request: str) -> Result:
    """What the event gives. `request` makes it one of its own. Raises Refused and the other LedgerErrors."""
    return PLAYS[event.do](desk, event, request)


def _credit(desk: Desk, event: events.Credit, request: str) -> Result:
    start = instant(datetime.combine(event.date, event.start))
    claim = event.claim or f"credit-{request}"
    end = start + timedelta(minutes=15 * event.hours + event.break_minutes)
    taken = submit(desk, _wish(event, claim, start, end))
    if taken.duplicate_of:
        return {"state": taken.claim.state, "duplicate_of": taken.duplicate_of}
    deciding.confirm(desk, claim, _confirmer(desk, desk.find(Task, event.task).organisation))
    released = deciding.release(desk, claim, "C1")
    return _released(deciding.release(desk, claim, "C2") if released.because else released)


def _confirmer(desk: Desk, organisation: str) -> str:
    for staff in desk.store.where(Staff, confirms_for=organisation):
        return staff.id
    raise UnknownThing("confirmer of", organisation)


def _submit(desk: Desk, event: events.Submit, request: str) -> Result:
    claim = event.claim or f"claim-{request}"
    taken = submit(desk, _wish(event, claim, event.start.astimezone(UTC), event.end.astimezone(UTC), event.by))
    result: Result = {"state": taken.claim.state, "hours": shown(taken.claim.quarters)}
    return {**result, "duplicate_of": taken.duplicate_of} if taken.duplicate_of else result


def _wish(event: events.Work, claim: str, start: datetime, end: datetime, by: str | None = None) -> Wish:
    return Wish(
        claim, event.who, event.task, start, end, event.break_minutes, event.reason, event.check_in, event.paid,
        event.allowance_paid, by,
    )  # fmt: skip


def _confirm(desk: Desk, event: events.Decision, _: str) -> Result:
    return {"state": deciding.confirm(desk, event.claim, event.by).state}


def _release(desk: Desk, event: events.Decision, _: str) -> Result:
    return _released(deciding.release(desk, event.claim, event.by))


def _released(released: deciding.Released) -> Result:
    if released.credit is None:
        return {"state": released.claim.state, "waiting": "second_coach", "because": list(released.because)}
    credit = released.credit
    result: Result = {"state": "credited", "hours": shown(credit.hours), "points": shown(credit.points)}
    if credit.cut_by:
        result["cut_by"] = credit.cut_by[0] if len(credit.cut_by) == 1 else list(credit.cut_by)
    return result


def _reject(desk: Desk, event: events.Decision, _: str) -> Result:
    return {"state": deciding.reject(desk, event.claim, event.by, event.reason).state}


def _withdraw(desk: Desk, event: events.Withdraw, _: str) -> Result:
    return {"state": deciding.withdraw(desk, event.claim, event.who).state}


def _reverse(desk: Desk, event: events.Reverse, _: str) -> Result:
    done = reversing.reverse(desk, event.claim, event.by, event.reason)
    loss = {"points": shown(-done.points), "hours": shown(-done.hours), "to_correction": shown(done.to_correction)}
    return {"state": "reversed", **loss}


def _recheck_open(desk: Desk, event: events.RecheckEvent, _: str) -> Result:
    recheck = rechecking.open_recheck(desk, event.claim)
    return {"state": "open", "held": shown(held(desk, recheck.person))}


def _recheck_close(desk: Desk, event: events.RecheckEvent, _: str) -> Result:
    recheck = rechecking.close_recheck(desk, event.claim)
    return {"state": "closed", "held": shown(held(desk, recheck.person))}


def _redeem(desk: Desk, event: events.Redeem, _: str) -> Result:
    before = desk.points(event.who)
    code = issuing.issue(desk, issuing.Request(event.code, event.who, event.item))
    return {"state": code.state, "points": shown(desk.points(event.who) - before)}


def _consume(desk: Desk, event: events.Consume, _: str) -> Result:
    return {"state": taking.consume(desk, event.code, event.partner).state}


def _cancel(desk: Desk, event: events.Cancel, _: str) -> Result:
    done = taking.cancel(desk, event.code, event.who)
    return {"state": done.code.state, "points": shown(done.points)}


def _donate(desk: Desk, event: events.Gift, request: str) -> Result:
    return {"points": shown(-gifts.donate(desk, request, event.who, event.points))}


def _transfer(_: Desk, event: events.Forbidden, __: str) -> Result:
    gifts.transfer(event.who, event.to)
    return {}


def _cash_out(_: Desk, event: events.Forbidden, __: str) -> Result:
    gifts.cash_out(event.who)
    return {}


def _pot_spend(desk: Desk, event: events.OfTheTown, request: str) -> Result:
    return {"points": shown(-gifts.pot_spend(desk, request, event.points))}


def _write_off(desk: Desk, event: events.OfTheTown, request: str) -> Result:
    corrections.write_off(desk, request, event.points, event.who)
    return {"points": 0}


def _offset(desk: Desk, event: events.Gift, request: str) -> Result:
    return {"points": shown(-corrections.offset(desk, request, event.points, event.who))}


def _freeze(desk: Desk, event: events.AccountEvent, _: str) -> Result:
    return {"state": accounts.freeze(desk, event.who).status}


def _unfreeze(desk: Desk, event: events.AccountEvent, _: str) -> Result:
    return {"state": accounts.unfreeze(desk, event.who, event.by).status}


def _opt_out(desk: Desk, event: events.AccountEvent, _: str) -> Result:
    return {"state": accounts.opt_out(desk, event.who).status}


def _pause(desk: Desk, event: events.PauseEvent, _: str) -> Result:
    first = event.first_day or desk.today
    days = event.days or ((event.last_day - first).days + 1 if event.last_day else 0)
    return {"days": accounts.pause(desk, event.who, first, days)}


def _erase(desk: Desk, event: events.AccountEvent, request: str) -> Result:
    return {"state": "erased", "points": shown(-accounts.erase(desk, request, event.who))}


PLAYS: Mapping[str, Callable[[Desk, Any, str], Result]] = {
    "credit": _credit,
    "submit": _submit,
    "confirm": _confirm,
    "release": _release,
    "reject": _reject,
    "withdraw": _withdraw,
    "reverse": _reverse,
    "recheck_open": _recheck_open,
    "recheck_close": _recheck_close,
    "redeem": _redeem,
    "consume": _consume,
    "cancel": _cancel,
    "donate": _donate,
    "transfer": _transfer,
    "cash_out": _cash_out,
    "pot_spend": _pot_spend,
    "write_off": _write_off,
    "offset": _offset,
    "freeze": _freeze,
    "unfreeze": _unfreeze,
    "opt_out": _opt_out,
    "pause": _pause,
    "erase": _erase,
    "clock": lambda _desk, _event, _request: {},
}
"""The word of the case file → what it does."""
