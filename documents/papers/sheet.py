"""Keeps inserted values apart from the text around them while Jinja and the Markdown reader work.

Each value leaves a token of two private characters and a number in the text; only `runs` turns it back, into a literal
run. So nothing that a person typed (`{{ x }}`, `*`, `|`, `<`) can be read as markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Undefined

from documents.fields import fields
from documents.papers.german import digits, words
from documents.papers.values import Missing, Number
from documents.rendering.blocks import Kind, Picture, Run

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}([0-9]+){CLOSE}")
STRONG = re.compile(r"\*\*")
PRIVATE = re.compile("[\ue000-\ue001]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to the section or paragraph with this anchor."""

    anchor: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place to write (`sign`: to sign) inside a table."""

    hint: str
    sign: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the record has no field for, and that the group must add."""

    label: str


WRITABLE = (str, int, Number, Missing, Reference, Place, Gap, Picture)
"""What a text may put in."""


class Markdown(str):
    """The result of a macro in our own texts, which is Markdown and not a value."""

    __slots__ = ()


def markdown(value: str) -> Markdown:
    """The filter for macros. Raises TypeError for an answer: nothing that a person typed may become markup."""
    if hasattr(value, "path"):
        raise TypeError("an answer cannot be read as Markdown")
    return Markdown(value)


@dataclass
class Sheet:
    """The values inserted into one paper."""

    kept: list[Any] = field(default_factory=list)

    def keep(self, value: Any) -> str:
        """A token for `value`. Raises what Jinja's undefined raises, and TypeError for what is no text."""
        if isinstance(value, Markdown):
            return value
        if isinstance(value, Undefined):
            return str(value)
        if isinstance(value, bool) or not isinstance(value, WRITABLE):
            raise TypeError(f"cannot be written: {value!r}")
        self.kept.append(value)
        return f"{OPEN}{len(self.kept) - 1}{CLOSE}"

    def picture(self, token: str) -> Picture:
        """The picture behind a token. Raises ValueError where there is none."""
        found = TOKEN.fullmatch(token.strip())
        kept = self.kept[int(found[1])] if found else None
        if not isinstance(kept, Picture):
            raise ValueError("a picture is put in as a value: {{ chart }}")
        return kept

    def runs(self, text: str) -> tuple[Run, ...]:
        """The runs of one line of text: literal pieces, strong words between `**`, inserted values."""
        if OPEN not in text and "**" not in text:
            return (Run(text),) if text else ()
        pieces = enumerate(STRONG.split(text))
        return tuple(run for part, piece in pieces for run in self._pieces(piece, bold=part % 2 == 1))

    def _pieces(self, text: str, bold: bool) -> list[Run]:
        runs = []
        for index, piece in enumerate(TOKEN.split(text)):
            if index % 2:
                runs.append(self._inserted(self.kept[int(piece)], bold))
            elif piece:
                runs.append(Run(piece, bold))
        return [run for run in runs if run.text]

    def _inserted(self, value: Any, bold: bool) -> Run:
        match value:
            case Reference(anchor, short):
                return Run("short" if short else "long", bold, kind=Kind.REFERENCE, target=anchor)
            case Place(hint, sign):
                return Run(hint, bold, kind=Kind.SIGN if sign else Kind.OPEN)
            case Gap(label):
                return Run(label, bold, kind=Kind.GAP)
            case Missing(path=path):
                return Run(label_of(path), bold, path, Kind.OPEN if path.startswith("events.") else Kind.GAP)
            case Number():
                return Run(digits(value), bold, value.path)
            case _:
                return Run(PRIVATE.sub("", str(value)), bold, getattr(value, "path", ""))


def label_of(path: str) -> str:
    """What to call a missing answer: the German name of its field or event."""
    if path.startswith("events."):
        return str(words()["events"].get(path.removeprefix("events."), words()["events"]["other"]))
    return fields()[path].label if path in fields() else path
