"""The finance plan of one record: model, spreadsheet with its formulas, chart."""

from __future__ import annotations

from bot.bench.papers import record, timed
from bot.bench.row import Row
from documents.finance import chart
from documents.finance.assumptions import assumptions
from documents.finance.figures import Plan
from documents.finance.model import plan
from documents.finance.workbook import finance_file
from documents.papers.progress import day_of
from documents.record import load_record


def finance() -> list[Row]:
    """Rows of the finance benchmark; what is kept from one paper to the next is not used."""
    case = load_record(record())
    given, day = assumptions(case), day_of(case)
    made = plan(given)
    return [
        Row("finance", "plan of 36 months", timed(lambda: plan.__wrapped__(given)), "ms"),
        Row("finance", "its spreadsheet, warm", timed(lambda: finance_file(made, day, "", "")), "ms"),
        Row("finance", "its chart, warm", timed(lambda: _chart(made)), "ms"),
    ]


def _chart(made: Plan) -> None:
    chart.forget()
    chart.chart(made)
