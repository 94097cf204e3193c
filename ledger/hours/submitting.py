"""Submitting hours: sixteen checks in a fixed order; the first that fails is the reason (facts 5.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from statistics import median

from ledger.desk import Desk
from ledger.errors import BookingError, Refused
from ledger.hours.claim import LIVING, OPEN, Claim, Part, hours_on, parts_of
from ledger.local_time import day_of, last_day_of
from ledger.records import Organisation, Person, Task
from ledger.rulebook import Rulebook

OUTLIER_VOLUNTEERS, OUTLIER_TIMES = 3, 1.5
"""So many others must have claimed for an event, and so far above their median an hour count is asked about (5.8)."""


@dataclass(frozen=True)
class Wish:
    """What a person asks to be counted. `paid` and `allowance_paid` are the person's own declarations."""

    claim: str
    person: str
    task: str
    start: datetime
    end: datetime
    break_minutes: int = 0
    reason: str | None = None
    check_in: bool = True
    paid: bool = False
    allowance_paid: bool = False
    operator: str | None = None


@dataclass(frozen=True)
class Submitted:
    """The claim; `duplicate_of` names the one that was there already, then nothing was added."""

    claim: Claim
    duplicate_of: str | None = None


@dataclass(frozen=True)
class Draft:
    """A wish with all that the checks look at."""

    desk: Desk
    wish: Wish

    @cached_property
    def person(self) -> Person:
        return self.desk.find(Person, self.wish.person)

    @cached_property
    def task(self) -> Task:
        return self.desk.find(Task, self.wish.task)

    @cached_property
    def organisation(self) -> Organisation:
        return self.desk.find(Organisation, self.task.organisation)

    @cached_property
    def rules(self) -> Rulebook:
        """The rulebook of the day of the work."""
        return self.desk.rulebooks.on(day_of(self.wish.start, self.desk.zone))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return parts_of(self.wish.start, self.wish.end, self.wish.break_minutes, self.desk.zone)

    @cached_property
    def living(self) -> list[Claim]:
        return living_claims(self.desk, self.wish.person)

    @property
    def quarters(self) -> int:
        return sum(part.quarters for part in self.parts)

    @property
    def days_ago(self) -> int:
        """Local days from the end to today."""
        return (self.desk.today - day_of(self.wish.end, self.desk.zone)).days

    @property
    def late(self) -> bool:
        return self.days_ago > self.rules.integer("earning.submission_window_days")


def submit(desk: Desk, wish: Wish) -> Submitted:
    """Takes in a claim. Refused with the key of the first check that fails; the same claim again changes nothing."""
    draft = Draft(desk, wish)
    for claim in draft.living:
        if (claim.id == wish.claim) or (claim.task, claim.start, claim.end) == (wish.task, wish.start, wish.end):
            return Submitted(claim, duplicate_of=claim.id)
    for reason, fails in CHECKS:
        if fails(draft):
            _note_refusal(draft, reason)
            raise Refused(reason)
    _id_is_free(desk, wish.claim)
    claim = Claim(
        wish.claim, wish.person, wish.task, wish.start, wish.end, draft.parts, desk.now, draft.late, wish.reason,
        wish.break_minutes, wish.check_in, wish.allowance_paid, wish.operator,
    )  # fmt: skip
    desk.store.put(claim)
    _note_claim(draft)
    return Submitted(claim)


def _id_is_free(desk: Desk, claim_id: str) -> None:
    """A claim that was turned down may be handed in again under its id; what is or was credited never."""
    known = desk.store.get(Claim, claim_id)
    if known and known.state not in ("rejected", "withdrawn"):
        raise BookingError(f"{claim_id!r} is the id of another claim")


def living_claims(desk: Desk, person: str) -> list[Claim]:
    """A person's claims that are submitted, confirmed or credited."""
    return [claim for claim in desk.store.where(Claim, person=person) if claim.state in LIVING]


def _outside_window(draft: Draft) -> bool:
    first = day_of(draft.wish.start, draft.desk.zone)
    last = last_day_of(draft.wish.start, draft.wish.end, draft.desk.zone)
    return first < draft.task.first_day or last > draft.task.last_day


def _overlapping(draft: Draft) -> list[Claim]:
    return [claim for claim in draft.living if claim.start < draft.wish.end and draft.wish.start < claim.end]


def _over_task_maximum(draft: Draft) -> bool:
    so_far = sum(claim.quarters for claim in draft.living if claim.task == draft.task.id)
    return so_far + draft.quarters > draft.task.max_quarters_per_person


def _over_day_maximum(draft: Draft) -> bool:
    maximum = draft.rules.quarters("earning.day_max_hours")
    return any(hours_on(draft.living, part.day) + part.quarters > maximum for part in draft.parts)


def _too_many_open(draft: Draft) -> bool:
    return sum(claim.state in OPEN for claim in draft.living) >= draft.rules.integer("earning.open_claims_max")


CHECKS: tuple[tuple[str, Callable[[Draft], bool]], ...] = (
    ("account_frozen", lambda d: d.person.status != "active"),
    ("too_young", lambda d: (d.person.age or 0) < d.rules.integer("earning.min_age")),
    (
        "guardian_consent_missing",
        lambda d: (
            (d.person.age or 0) < d.rules.integer("earning.guardian_consent_below") and not d.person.guardian_consent
        ),
    ),
    ("paid_activity", lambda d: d.wish.paid),
    ("organisation_suspended", lambda d: d.organisation.status != "active"),
    ("task_suspended", lambda d: d.task.status in ("suspended", "closed")),
    ("task_not_published", lambda d: d.task.published_at is None or d.task.published_at > d.wish.start),
    ("outside_task_window", _outside_window),
    ("in_future", lambda d: d.wish.end > d.desk.now),
    ("too_late", lambda d: d.days_ago > d.rules.integer("earning.late_max_days")),
    ("reason_missing", lambda d: d.late and not (d.wish.reason or "").strip()),
    ("too_short", lambda d: d.quarters < 1),
    ("overlap", lambda d: bool(_overlapping(d))),
    ("task_maximum", _over_task_maximum),
    ("implausible_day", _over_day_maximum),
    ("too_many_open", _too_many_open),
)
"""Reason key and what makes it true, in the order of the facts; the check for the same claim comes before all."""


def _note_refusal(draft: Draft, reason: str) -> None:
    if reason == "overlap":
        tasks = [draft.task] + [draft.desk.find(Task, claim.task) for claim in _overlapping(draft)]
        for organisation in {task.organisation: None for task in tasks}:
            draft.desk.flag("overlap", draft.wish.claim, to=organisation)
    if reason == "paid_activity":
        draft.desk.flag("paid_activity", draft.wish.task)


def _note_claim(draft: Draft) -> None:
    if not draft.wish.check_in:
        draft.desk.flag("no_check_in", draft.wish.claim)
    if _is_outlier(draft):
        draft.desk.flag("hours_outlier", draft.wish.claim)


def _is_outlier(draft: Draft) -> bool:
    """Far above the median of the others at the same event: same task, same first day."""
    day = draft.parts[0].day
    claims = [claim for claim in draft.desk.store.where(Claim, task=draft.task.id) if claim.state in LIVING]
    others: dict[str, int] = {}
    for claim in claims:
        if claim.person != draft.wish.person and claim.parts[0].day == day:
            others[claim.person] = others.get(claim.person, 0) + claim.quarters
    return len(others) >= OUTLIER_VOLUNTEERS and draft.quarters > OUTLIER_TIMES * median(others.values())
