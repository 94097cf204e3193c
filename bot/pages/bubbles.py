"""Decides how each answer looks: its own template where structure helps, else the plain bubble."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from jinja2 import Environment, TemplateError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bot.channels.base import Outgoing, SentButton, SentFile
from bot.errors import TextError
from bot.pages.history import Entry, Talk
from bot.pages.prose import Prose

log = structlog.get_logger(__name__)
PLAIN = "say/any.html"
SHORT = 34
BY_SHAPE = {"ask": "say/question.html"}
NUMBERED = re.compile(r"\d+\. ")


@dataclass(frozen=True)
class Bubble:
    """One part of an answer: template, its text as HTML, the parameters of its text, what may be pressed.

    `around` is the text without its numbered list, for templates that show the list in another shape.
    """

    id: int
    template: str
    html: Markup
    around: tuple[Markup, Markup]
    given: Mapping[str, Any]
    open: bool
    choices: Sequence[SentButton]
    asides: Sequence[SentButton]
    files: Sequence[SentFile]

    @property
    def two_columns(self) -> bool:
        """Whether the choices are many and short enough for two columns."""
        short = all(len(button.title) <= SHORT and not button.note for button in self.choices)
        return short and len(self.choices) > 2


class Given(dict[str, Any]):
    """The parameters of a text; one that it does not have is empty."""

    def __missing__(self, key: str) -> str:
        return ""


@dataclass(frozen=True)
class Line:
    """One entry of the talk as the template shows it; `day` is set where a new one begins."""

    entry: Entry
    day: date | None
    clock: str
    bubbles: Sequence[Bubble]
    newest: bool


class Bubbles:
    """Turns a talk into lines."""

    def __init__(self, environment: Environment, own_address: str) -> None:
        environment.globals["drawn"] = drawn
        self._known = set(environment.list_templates())
        self._prose = Prose(own_address)

    def lines(self, talk: Talk, zone: ZoneInfo) -> list[Line]:
        """The entries in order; the last message is the newest, whatever notices follow."""
        newest = max((entry.inbox_id or 0 for entry in talk.entries), default=0)
        found: list[Line] = []
        day = None
        for entry in talk.entries:
            here = entry.at.astimezone(zone)
            new_day = here.date() if here.date() != day else None
            day = here.date()
            bubbles = [self._bubble(row, talk) for row in entry.answers]
            found.append(Line(entry, new_day, clock(here), bubbles, bool(newest) and entry.inbox_id == newest))
        return found

    def _bubble(self, row: Outgoing, talk: Talk) -> Bubble:
        given = row.say.get("with")
        given = Given(given if isinstance(given, dict) else {})
        before, after = _around_list(row.text)
        return Bubble(
            id=row.id,
            template=self._template(str(row.say.get("say") or ""), given),
            html=self._prose.html(row.text),
            around=(self._prose.html(before), self._prose.html(after)),
            given=given,
            open=row.id in talk.open_rows,
            choices=[button for button in row.buttons if button.number is not None],
            asides=[button for button in row.buttons if button.number is None],
            files=row.files,
        )

    def _template(self, name: str, given: Mapping[str, Any]) -> str:
        own = f"say/{name.removeprefix('utter_')}.html"
        if own in self._known:
            return own
        return next((shape for key, shape in BY_SHAPE.items() if key in given), PLAIN)


@pass_context
def drawn(context: Context, bubble: Bubble) -> Markup:
    """One part of an answer. Where its own template does not fit its parameters (an answer from before an update),
    the plain bubble shows the text as it was said."""
    for template in (bubble.template, PLAIN):
        try:
            return Markup(context.environment.get_template(template).render(context.get_all(), bubble=bubble))
        except (TemplateError, TextError, TypeError, ValueError, KeyError) as error:
            log.warning("bubble_is_plain", template=template, row=bubble.id, error=str(error))
    return bubble.html


def progress_of(lines: Sequence[Line]) -> Mapping[str, Any] | None:
    """How far the open question is, if there is one that knows."""
    open_ones = (b.given for line in reversed(lines) for b in reversed(line.bubbles) if b.open)
    return next((given for given in open_ones if given.get("known") and "answered" in given), None)


def clock(at: datetime) -> str:
    """9:41"""
    return f"{at.hour}:{at.minute:02d}"


def _around_list(text: str) -> tuple[str, str]:
    """What stands before and after the numbered list of a text."""
    lines = text.split("\n")
    items = [position for position, line in enumerate(lines) if NUMBERED.match(line)]
    if not items:
        return text, ""
    return "\n".join(lines[: items[0]]), "\n".join(lines[items[-1] + 1 :])
