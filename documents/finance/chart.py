"""The chart of the business plan: money in the bank by month, result by year. The same bytes for the same plan.

Black, white and one dark green that stays readable on a grey copy (look/paper.md).
"""

from __future__ import annotations

from functools import cache, lru_cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal

from documents.finance.assumptions import Assumptions
from documents.finance.figures import Plan
from documents.finance.model import plan
from documents.finance.overview import BRAND, names_of
from documents.finance.words import words
from documents.pdf.letters import FONTS
from documents.rendering.blocks import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INCH = 25.4
WIDTH, HEIGHT = 165.0, 70.0
DPI = 150
EDGE, LINE = "#6F7F7B", "#CFD8D5"
SETTINGS: Any = {
    "font.family": ["Liberation Sans"],
    "font.size": 8,
    "axes.edgecolor": EDGE,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
CENTS = 100
DRAWING = Lock()
"""matplotlib keeps its settings for the whole process; papers are made on several threads."""
ROOM = {"left": 0.1, "right": 0.99, "top": 0.9, "bottom": 0.22, "wspace": 0.3}
"""Fixed room around the two charts; matplotlib's own layout takes half of the time."""


def chart(made: Plan) -> Picture:
    """The picture with its alternative text."""
    known = words().words
    title = f"{known['chart_liquidity_alt']} {known['chart_result_alt']}"
    return Picture(_png(made.given), WIDTH, HEIGHT, title)


@lru_cache(maxsize=16)
def _png(given: Assumptions) -> bytes:
    """Drawn without a window and without matplotlib's own state; 50 ms, so the last ones are kept."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    _fonts()
    made, known = plan(given), words().words
    with DRAWING, rc_context(SETTINGS):
        figure = Figure(figsize=(WIDTH / INCH, HEIGHT / INCH), dpi=DPI)
        FigureCanvasAgg(figure)
        left, right = figure.subplots(1, 2, width_ratios=[3, 2], gridspec_kw=ROOM)
        _liquidity(left, made)
        _results(right, made)
        left.set_title(known["chart_liquidity"], fontsize=9, fontweight="bold")
        right.set_title(known["chart_result"], fontsize=9, fontweight="bold")
        out = BytesIO()
        figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def forget() -> None:
    """Draw anew next time (for measuring)."""
    _png.cache_clear()


@cache
def _fonts() -> None:
    """The font of the papers from its files, so that no machine draws another one."""
    from matplotlib.font_manager import fontManager

    for file in sorted(FONTS.glob("*.ttf")):
        fontManager.addfont(str(file))


def _liquidity(axes: Axes, made: Plan) -> None:
    _, names = names_of(made)
    numbers = [month.number for month in made.months]
    axes.plot(numbers, [month.closing / CENTS for month in made.months], color=BRAND, linewidth=1.5)
    ticks = numbers[::6]
    axes.set_xticks(ticks, [names[number - 1] for number in ticks], rotation=30, ha="right")
    _look(axes)


def _results(axes: Axes, made: Plan) -> None:
    years, _ = names_of(made)
    bars = axes.bar(years, [year.result / CENTS for year in made.years], color=BRAND, width=0.6)
    axes.margins(y=0.15)
    axes.bar_label(bars, [_euros(year.result / CENTS) for year in made.years], fontsize=7, padding=2)
    _look(axes)


def _look(axes: Axes) -> None:
    axes.axhline(0, color=EDGE, linewidth=0.8)
    axes.grid(axis="y", color=LINE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_formatter(lambda value, _: _euros(value))


def _euros(value: Any) -> str:
    return format_decimal(round(value), "#,##0", locale="de_DE")
