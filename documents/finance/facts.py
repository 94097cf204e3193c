"""What the business plan (D14) reads of the finance plan. Computed when a text first asks for it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from documents.fields import fields
from documents.finance.assumptions import assumptions
from documents.finance.figures import COSTS, Plan, Year
from documents.finance.hints import kind_of, pointers
from documents.finance.model import plan
from documents.finance.rounding import euros
from documents.finance.warnings import Caution, audit_cycle, month_text, warnings
from documents.finance.words import words
from documents.papers.values import Number
from documents.record import Record
from documents.roadmap.course import course

BENEFIT = "coop.member_benefit"
COLUMNS = 3
TIMETABLE = ("S6", "S9", "S10", "S13", "S15", "S16", "S17")
"""Steps of the roadmap that an auditor looks for."""


class Row(NamedTuple):
    """A row of the table of figures: one value a year, a dash where the plan has fewer years."""

    name: str
    values: list[Any]


class FinanceFacts:
    """The plan of one record, for templates: `finance.need`, `finance.table`, `finance.chart`."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def _plan(self) -> Plan:
        return plan(assumptions(self._record))

    @property
    def planned(self) -> bool:
        """Whether all figures are there."""
        return not self._plan.given.open

    @property
    def years(self) -> int:
        """How many years it covers."""
        return self._plan.given.years

    @property
    def need(self) -> Number:
        """What is to be financed."""
        return _amount(self._plan.need)

    @property
    def have(self) -> Number:
        """What is there for it."""
        return _amount(self._plan.have)

    @property
    def subscribed(self) -> Number:
        """What the founders have signed for."""
        return _amount(self._plan.given.subscribed)

    @property
    def lowest(self) -> Number:
        """The lowest balance at the end of a month."""
        return _amount(self._plan.lowest.closing)

    @property
    def lowest_month(self) -> str:
        """The name of that month."""
        return month_text(self._plan, self._plan.lowest.number)

    @property
    def first_surplus(self) -> int | None:
        """The first year with a surplus."""
        return self._plan.first_surplus

    @property
    def benefit(self) -> str:
        """The benefit of the members in words."""
        code = self._record.get(BENEFIT)
        return str(fields()[BENEFIT].choices.get(str(code), code))

    @cached_property
    def table(self) -> list[Row]:
        """Revenue, costs, result, equity and its share by year."""
        rows = words().rows
        return [
            self._row(rows["revenue"], lambda year: _amount(year.rows["revenue"])),
            self._row(rows["costs"], lambda year: _amount(sum(year.rows[name] for name in COSTS))),
            self._row(rows["result"], lambda year: _amount(year.result)),
            self._row(rows["break_even"], _break_even),
            self._row(rows["equity"], lambda year: _amount(year.equity)),
            self._row(rows["ratio"], _ratio),
        ]

    @property
    def chart(self) -> Any:
        """The chart as a picture."""
        from documents.finance.chart import chart

        return chart(self._plan)

    @property
    def cautions(self) -> list[Caution]:
        """What the plan cannot carry; nothing while figures are open."""
        return warnings(self._plan) if self.planned else []

    @property
    def audit_cycle(self) -> list[str]:
        """How the cooperative will be audited."""
        record = self._record
        employees, loans = record.get("coop.expected_employees"), record.get("capital.member_loans.planned") is True
        no_calls = record.get("liability.type") == "none"
        return audit_cycle(self._plan, employees if isinstance(employees, int) else None, no_calls, loans)

    @cached_property
    def _pointers(self) -> tuple[list[str], list[str]]:
        return pointers(kind_of(self._record))

    @property
    def prerequisites(self) -> list[str]:
        """What similar ventures needed."""
        return self._pointers[0]

    @property
    def risks(self) -> list[str]:
        """What went wrong elsewhere."""
        return self._pointers[1]

    @property
    def timetable(self) -> list[dict[str, str]]:
        """The steps that an auditor looks for, with their planned days ("" without a day of the meeting)."""
        steps = [planned for planned in course(self._record).steps if planned.step.id in TIMETABLE]
        return [{"title": p.step.title, "day": p.end.isoformat() if p.end else ""} for p in steps]

    def _row(self, name: str, value: Any) -> Row:
        made = [value(year) for year in self._plan.years[:COLUMNS]]
        return Row(name, [*map(_written, made), *["–"] * (COLUMNS - len(made))])


def _amount(cents: int) -> Number:
    return Number(euros(cents))


def _break_even(year: Year) -> Number | None:
    return None if year.break_even is None else _amount(year.break_even)


def _ratio(year: Year) -> str | None:
    share = year.equity_ratio
    return None if share is None else f"{round(share * 100)} %"


def _written(value: Any) -> str:
    """A figure of the table: whole euros, a share, or a dash."""
    from documents.papers.german import amount

    return "–" if value is None else str(amount(Number(round(value)))) if isinstance(value, Number) else str(value)
