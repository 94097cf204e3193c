"""The monthly figures for everyone (facts 5.6), after the disclosure control (7.3): nobody is recognised in them.

A figure that would speak of fewer than `publication.k_min` people is None. Appeals and budget are not
recorded and left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from statistics import median

from data.disclosure import Shown, publishable
from ledger.desk import Desk
from ledger.hours.claim import Claim, Recheck
from ledger.journal import Entry, Kind, is_supply, person_account
from ledger.local_time import day_of
from ledger.points.code import Code
from ledger.points.coverage import coverage, supply
from ledger.records import Flag, Item, Person, Task

HOLDERS, TOP_SHARE = 50, 10
"""The share of the largest tenth is published from so many holders on."""
MOVED = (Kind.EARN, Kind.REDEEM, Kind.DONATE, Kind.EXPIRE, Kind.REVERSE)


@dataclass(frozen=True)
class Figures:
    """One month. points and hours in quarters; shares in whole per cent; None: too few people, or nothing there."""

    month: date
    rulebook: tuple[int, str]
    outstanding: int
    coverage: Decimal | None
    people: int | None
    organisations: int
    partners: int
    points: dict[str, int] | None
    hours: int | None
    median_days_to_credit: float | None
    claims: Shown | None
    late_percent: int | None
    rechecks: int | None
    top_tenth_percent: int | None
    largest_partner_percent: int | None
    flags: dict[str, int | str]


def figures(desk: Desk, year: int, month: int) -> Figures:
    """The figures of a local month as they may be published."""
    return _Month(desk, year, month).figures()


class _Month:
    """What happened in one month."""

    def __init__(self, desk: Desk, year: int, month: int) -> None:
        self.desk, self.year, self.month = desk, year, month
        self.k = desk.rules.integer("publication.k_min")
        claims = desk.store.where(Claim)
        self.submitted = [claim for claim in claims if self._in(claim.submitted_at)]
        self.credited = [claim for claim in claims if claim.state == "credited" and self._in(_credited_at(claim))]
        self.codes = [code for code in desk.store.where(Code) if self._in(code.issued_at)]
        self.people = {claim.person for claim in self.credited} | {code.person for code in self.codes}

    def figures(self) -> Figures:
        rules, enough = self.desk.rules, len(self.people) >= self.k
        states = Counter(claim.state for claim in self.submitted)
        late = sum(claim.late for claim in self.submitted)
        flags = Counter(flag.kind for flag in self.desk.store.where(Flag) if self._in(flag.at))
        days = [(_credited_at(claim) - claim.submitted_at).total_seconds() / 86_400 for claim in self.credited]
        return Figures(
            date(self.year, self.month, 1), (rules.version, rules.hash), supply(self.desk), coverage(self.desk),
            people=len(self.people) if enough else None,
            organisations=len({self.desk.find(Task, claim.task).organisation for claim in self.credited}),
            partners=len(self._partners()),
            points=self._moved() if enough else None,
            hours=sum(claim.quarters for claim in self.credited) if enough else None,
            median_days_to_credit=round(median(days), 1) if len({c.person for c in self.credited}) >= self.k else None,
            claims=publishable([[states["credited"], states["rejected"], len(self.submitted) - states["credited"]
                                 - states["rejected"]]], self.k),
            late_percent=self._percent(late, len(self.submitted)),
            rechecks=self._count(sum(self._in(one.opened_at) for one in self.desk.store.where(Recheck))),
            top_tenth_percent=self._top_tenth(),
            largest_partner_percent=self._largest_partner(),
            flags={kind: number if number >= self.k else f"< {self.k}" for kind, number in sorted(flags.items())},
        )  # fmt: skip

    def _in(self, moment: datetime) -> bool:
        day = day_of(moment, self.desk.zone)
        return (day.year, day.month) == (self.year, self.month)

    def _moved(self) -> dict[str, int]:
        entries = [entry for entry in self.desk.store.entries() if self._in(entry.at)]
        return {kind.value: _quarters(entry for entry in entries if entry.kind is kind) for kind in MOVED}

    def _partners(self) -> Counter[str]:
        points: Counter[str] = Counter()
        for code in self.codes:
            partner = self.desk.find(Item, code.item).partner
            if partner:
                points[partner] += code.price
        return points

    def _largest_partner(self) -> int | None:
        points = self._partners()
        enough = len({code.person for code in self.codes}) >= self.k
        return self._percent(max(points.values()), points.total()) if points and enough else None

    def _top_tenth(self) -> int | None:
        holds = (self.desk.store.balance(person_account(one.id)) for one in self.desk.store.where(Person))
        balances = sorted((quarters for quarters in holds if quarters), reverse=True)
        if len(balances) < HOLDERS:
            return None
        return self._percent(sum(balances[: len(balances) // TOP_SHARE]), sum(balances))

    def _percent(self, part: int, whole: int) -> int | None:
        """Whole per cent; None where part or rest is a handful."""
        shown = publishable([[part, whole - part]], self.k)
        return None if shown is None or "*" in shown[0] else round(100 * part / whole)

    def _count(self, number: int) -> int | None:
        return number if number == 0 or number >= self.k else None


def _credited_at(claim: Claim) -> datetime:
    """The last release; a claim without one was not credited."""
    return claim.releases[-1].at if claim.releases else claim.submitted_at


def _quarters(entries: Iterable[Entry]) -> int:
    """How much these entries moved: what left or entered people's and the town's points, each once."""
    return sum(
        max((abs(posting.quarters) for posting in entry.postings if is_supply(posting.account)), default=0)
        for entry in entries
    )
