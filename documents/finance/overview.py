"""The first sheets of the workbook: key figures, warnings and charts; what is to be financed and by what."""

from __future__ import annotations

from documents.finance.book import AMOUNT_WIDTH, Page
from documents.finance.figures import Plan
from documents.finance.rounding import euros
from documents.finance.warnings import Caution, month_text
from documents.finance.words import words

BRAND = "#0B5A55"
CHART = {"width": 620, "height": 260}
NEED = ("investment", "founding_costs", "working_capital")
HAVE = ("shares", "loan", "grants")
NOTE_COLUMNS = 6


def overview(page: Page, plan: Plan, cautions: list[Caution], month_names: list[str]) -> None:
    """Key figures as formulas, the warnings of the plan, both charts."""
    known, book = words(), page.book
    last = plan.given.years - 1
    page.sheet.set_column(1, NOTE_COLUMNS, AMOUNT_WIDTH + 2)
    closing, names = (
        book.across("closing", 0, len(month_names) - 1),
        book.across("month_names", 0, len(month_names) - 1),
    )
    page.head(known.words["item"], known.words["value"])
    _figure(page, "lowest", f"MIN({closing})", plan.lowest.closing)
    page.label(known.rows["lowest_month"])
    found = f"INDEX({names},1,MATCH(MIN({closing}),{closing},0))"
    page.formula(1, found, month_names[plan.lowest.number - 1], "right")
    page.row += 1
    _figure(page, "need", book.at("need"), plan.need)
    _figure(page, "have", book.at("have"), plan.have)
    _figure(page, "gap", book.at("gap"), plan.have - plan.need)
    _figure(page, "last_result", book.at("result", last), plan.years[-1].result)
    page.label(known.rows["last_ratio"])
    ratio = plan.years[-1].equity_ratio
    page.formula(1, book.at("ratio", last), float(ratio) if ratio is not None else "–", "percent")
    page.row += 2
    _cautions(page, cautions)
    _charts(page, plan, len(month_names))


def _figure(page: Page, key: str, formula: str, cents: int) -> None:
    page.label(words().rows[key])
    page.money(1, formula, cents)
    page.row += 1


def _cautions(page: Page, cautions: list[Caution]) -> None:
    """The warnings, each over the whole width."""
    known = words().words
    page.head(known["warnings"])
    lines = [caution.line for caution in cautions] or [known["no_warnings"]]
    for line in lines:
        page.sheet.merge_range(page.row, 0, page.row, NOTE_COLUMNS, "", page.book.formats["text"])
        page.sheet.set_row(page.row, 28 if len(line) > 130 else 15)
        page.text(line)
    page.row += 1


def _charts(page: Page, plan: Plan, months: int) -> None:
    """Money in the bank by month, result by year."""
    known = words().words
    _chart(page, "line", ("closing", "month_names", months), "chart_liquidity", 0)
    _chart(page, "column", ("result", "year_names", plan.given.years), "chart_result", 1)
    page.row += 15
    page.text(known["monthly"], "small")


def _chart(page: Page, kind: str, rows: tuple[str, str, int], name: str, place: int) -> None:
    values, categories, count = rows
    known, book = words().words, page.book
    chart = book.workbook.add_chart({"type": kind})
    look = {"line": {"color": BRAND, "width": 2}} if kind == "line" else {"fill": {"color": BRAND}}
    chart.add_series(
        {
            "name": known[name],
            "categories": f"={book.across(categories, 0, count - 1)}",
            "values": f"={book.across(values, 0, count - 1)}",
            **look,
        }
    )
    chart.set_title({"name": known[name], "name_font": {"size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"num_format": "[$-407]#,##0", "major_gridlines": {"visible": True, "line": {"color": "#CFD8D5"}}})
    chart.set_x_axis({"label_position": "low", "num_font": {"size": 8}, "interval_unit": 6 if count > 12 else 1})
    chart.set_size({**CHART, "width": CHART["width"] if kind == "line" else 360})
    options = {"x_offset": 0 if place == 0 else 650, "description": known[f"{name}_alt"], "object_position": 3}
    page.sheet.insert_chart(page.row, 0, chart, options)


def funding(page: Page, plan: Plan) -> None:
    """What is needed, what is there, and the difference."""
    known, book = words(), page.book
    page.sheet.set_column(1, 1, AMOUNT_WIDTH + 2)
    for total, parts in (("need", NEED), ("have", HAVE)):
        page.head(known.rows[total], known.words["value"])
        first = page.row
        for key in parts:
            page.label(known.inputs[key])
            page.money(1, book.at(key), _amount(plan, key))
            page.row += 1
        page.label(known.rows[total], total=True)
        page.place(total)
        page.money(1, f"SUM(B{first + 1}:B{page.row})", getattr(plan, total), total=True)
        page.row += 2
    page.label(known.rows["gap"], total=True)
    page.place("gap")
    page.money(1, f"{book.at('have')}-{book.at('need')}", plan.have - plan.need, total=True)
    page.row += 2
    page.label(known.rows["subscribed"])
    page.given(1, float(euros(plan.given.subscribed)), "money")
    page.row += 1


def _amount(plan: Plan, key: str) -> int:
    return int(getattr(plan.given, key))


def names_of(plan: Plan) -> tuple[list[str], list[str]]:
    """The heads of the columns: "Jahr 1" …, "Okt. 2027" … or "Monat 1" …"""
    years = [f"{words().words['year']} {number}" for number in range(1, plan.given.years + 1)]
    return years, [month_text(plan, month.number, short=True) for month in plan.months]
