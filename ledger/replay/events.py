"""The events of a case (facts 5.10): one model for each shape, told apart by `do`."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field

from ledger.hours.reversing import Why
from ledger.local_time import instant
from ledger.replay.given import Given
from ledger.replay.values import Clock, Count, Day, Moment, Quarters, Strict

Days = Annotated[int, Field(ge=1, le=3650, strict=True)]


class Happening(Strict):
    """What all have; `gives` is what somebody expects of it, which replaying does not look at."""

    gives: dict[str, Any] = Field(default_factory=dict)


class Event(Happening):
    """Anything that happens at a moment."""

    at: Moment


class Work(Happening):
    """What is said about work done."""

    who: str
    claim: str | None = None
    task: str = "T1"
    reason: str | None = None
    break_minutes: Count = Field(0, validation_alias=AliasChoices("break", "break_minutes"))
    check_in: bool = True
    paid: bool = Field(False, validation_alias=AliasChoices("paid", "paid_activity"))
    allowance_paid: bool = False


class Credit(Work):
    """Short for submit, confirm and release in one go, at 21:00 of the day."""

    do: Literal["credit"]
    hours: Quarters
    date: Day
    start: Clock = time(8)

    @property
    def at(self) -> datetime:
        """When it is handled."""
        return instant(datetime.combine(self.date, time(21)))


class Submit(Work, Event):
    """A claim; `by` typed it for the person."""

    do: Literal["submit"]
    start: Moment
    end: Moment
    by: str | None = None


class Decision(Event):
    """Somebody decides about a claim."""

    do: Literal["confirm", "release", "reject"]
    by: str
    claim: str
    reason: str | None = None


class Withdraw(Event):
    """The claimant takes it back."""

    do: Literal["withdraw"]
    who: str = Field(validation_alias=AliasChoices("who", "by"))
    claim: str


class Reverse(Event):
    """A coach, or the board (no `by`), takes a credited claim back."""

    do: Literal["reverse"]
    claim: str
    reason: Why
    by: str | None = None


class RecheckEvent(Event):
    """A credited claim is looked at again."""

    do: Literal["recheck_open", "recheck_close"]
    claim: str
    by: str | None = None


class Redeem(Event):
    """Points against a code."""

    do: Literal["redeem"]
    who: str
    item: str
    code: str


class Consume(Event):
    """A partner takes a code; where nobody is named it is always the same one."""

    do: Literal["consume"]
    code: str
    partner: str = Field("partner", validation_alias=AliasChoices("partner", "by"))


class Cancel(Event):
    """The holder gives a code back."""

    do: Literal["cancel"]
    who: str
    code: str


class Gift(Event):
    """Points of a person go to the pot, or the board sets them off."""

    do: Literal["donate", "offset"]
    who: str
    points: Quarters


class Forbidden(Event):
    """Points shall go to somebody else, or become money."""

    do: Literal["transfer", "cash_out"]
    who: str
    to: str | None = None
    points: Quarters | None = None


class OfTheTown(Event):
    """The pot pays, the board waives (one person's correction, or any)."""

    do: Literal["pot_spend", "write_off"]
    points: Quarters
    who: str | None = None


class AccountEvent(Event):
    """Something about an account."""

    do: Literal["freeze", "unfreeze", "opt_out", "erase"]
    who: str
    by: str | None = None


class PauseEvent(Event):
    """Points do not age for some `days`, or up to the day `to`; from the day of the event or from `from` on."""

    do: Literal["pause"]
    who: str
    days: Days | None = None
    first_day: Day | None = Field(None, alias="from")
    last_day: Day | None = Field(None, validation_alias=AliasChoices("to", "until"))


class TimePasses(Event):
    """Nothing happens but what is due."""

    do: Literal["clock"]


AnyEvent = (
    Credit | Submit | Decision | Withdraw | Reverse | RecheckEvent | Redeem | Consume | Cancel | Gift | Forbidden
    | OfTheTown | AccountEvent | PauseEvent | TimePasses
)  # fmt: skip


class Case(Strict):
    """One sequence, in an empty ledger of its own. `expect` is what somebody expects of the state."""

    id: str
    given: Given = Field(default_factory=Given)
    events: list[Annotated[AnyEvent, Field(discriminator="do")]] = Field(min_length=1)
    expect: dict[str, Any] = Field(default_factory=dict)
