"""What the plan itself cannot carry: money that runs out, audit costs that nobody earns, losses that eat the capital.

The rules of the law (R163–R166) speak of the record; this speaks of the computed plan, with its figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import format_date
from babel.numbers import format_currency

from documents.finance.figures import Plan, Year
from documents.finance.model import month_of
from documents.finance.rounding import euros
from documents.finance.words import words


@dataclass(frozen=True)
class Caution:
    """One warning: its key in `founding/finance.yml`, the German sentence, the paragraph."""

    key: str
    text: str
    basis: str

    @property
    def line(self) -> str:
        """Sentence and paragraph in one."""
        return f"{self.text.removesuffix('.')} ({self.basis})."


def warnings(plan: Plan) -> list[Caution]:
    """All warnings of a plan, the gravest first. What was not answered yet gives none."""
    return [*_money(plan), *_audit(plan), *_capital(plan), *_habits(plan)]


def money_text(amount: int) -> str:
    """Cents in German: "1.234,50 €", without places where there are none."""
    pattern = "#,##0\u00a0¤" if amount % 100 == 0 else "#,##0.00\u00a0¤"
    return format_currency(euros(amount), "EUR", pattern, locale="de_DE", currency_digits=False)


def month_text(plan: Plan, number: int, *, short: bool = False) -> str:
    """The name of a month (counted from 1): "März 2028", or "Monat 6" without a start."""
    if plan.given.start is None:
        return f"{words().words['month']} {number}"
    return format_date(month_of(plan.given.start, number - 1), "LLL y" if short else "MMMM y", locale="de_DE")


def audit_cycle(plan: Plan, employees: int | None, no_calls: bool, member_loans: bool) -> list[str]:
    """How the cooperative will be audited, by its planned size (§ 53, § 53a GenG); sentences."""
    figures, texts, last = words().figures, words().audit_cycle, plan.years[-1]
    total, revenue = last.total // 100, last.rows["revenue"] // 100
    yearly = total > figures.yearly_audit_total_eur
    small = [total <= figures.small_total_eur, revenue <= figures.small_revenue_eur]
    small.append(employees is not None and employees <= figures.small_employees)
    found = [texts["first"], texts["yearly" if yearly else "second"]]
    if total > figures.accounts_total_eur and revenue > figures.accounts_revenue_eur:
        found.append(texts["accounts"])
    if sum(small) >= 2 and no_calls and not member_loans:
        found.append(texts["simple"])
    return found


def _caution(key: str, **figures: str) -> Caution:
    known = words().warnings[key]
    return Caution(key, known.text.format(**figures), known.basis)


def _answered(plan: Plan, path: str) -> bool:
    return f"plan.{path}" not in plan.given.open


def _money(plan: Plan) -> Iterator[Caution]:
    lowest = plan.lowest
    if lowest.closing < 0:
        yield _caution("liquidity", month=month_text(plan, lowest.number), amount=money_text(lowest.closing))
    if plan.have < plan.need:
        yield _caution("gap", amount=money_text(plan.need - plan.have))


def _audit(plan: Plan) -> Iterator[Caution]:
    figures, last = words().figures, plan.years[-1]
    usual = {"low": money_text(figures.audit_low_eur * 100), "high": money_text(figures.audit_high_eur * 100)}
    audit = last.rows["audit"]
    if not audit:
        yield _caution("audit_missing", **usual)
    elif audit < figures.audit_low_eur * 100:
        yield _caution("audit_low", amount=money_text(audit), **usual)
    if last.result < 0 <= last.result + audit and audit:
        yield _caution("audit_not_carried", before=money_text(last.result + audit), amount=money_text(audit))
    elif last.result < 0:
        yield _caution("loss_at_end", amount=money_text(-last.result))


def _capital(plan: Plan) -> Iterator[Caution]:
    """The first year in which more than half of the capital is lost; worse, in which nothing is left."""
    for key, hit in (("overindebted", _nothing_left), ("half_lost", _half_lost)):
        year = next((number for number, year in enumerate(plan.years, 1) if hit(year)), None)
        if year:
            yield _caution(key, year=str(year))
            return


def _nothing_left(year: Year) -> bool:
    return year.equity + year.special < 0


def _half_lost(year: Year) -> bool:
    """§ 33 Abs. 3 GenG: a loss not covered by half of the balances and the reserves."""
    return -year.retained * 2 > year.shares + year.reserve * 2


def _habits(plan: Plan) -> Iterator[Caution]:
    figures, given = words().figures, plan.given
    if 0 < given.subscribed < given.shares:
        yield _caution("equity_open", subscribed=money_text(given.subscribed), amount=money_text(given.shares))
    if _answered(plan, "founding_costs_eur") and given.founding_costs < figures.founding_low_eur * 100:
        yield _caution(
            "founding_low",
            amount=money_text(given.founding_costs),
            low=money_text(figures.founding_low_eur * 100),
            high=money_text(figures.founding_high_eur * 100),
        )
    if given.years < 3:
        yield _caution("years")
