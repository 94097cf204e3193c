"""What the papers of the pre-check read. Answered when a text first asks for it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from documents.precheck.answers import Checked, checked
from documents.precheck.table import State, precheck
from documents.record import Record


class Area(NamedTuple):
    """One area of the audit with its questions."""

    title: str
    questions: list[Checked]


class PrecheckFacts:
    """The questions of the audit for one record: `precheck.areas`, `precheck.concerns`."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def _checked(self) -> list[Checked]:
        return checked(self._record)

    @property
    def states(self) -> dict[State, str]:
        """How each state is called."""
        return precheck().states

    @property
    def areas(self) -> list[Area]:
        """The areas in their order."""
        return [
            Area(title, [one for one in self._checked if one.asked.area == area])
            for area, title in precheck().areas.items()
        ]

    @property
    def concerns(self) -> list[Checked]:
        """What is answered, but not to an auditor's satisfaction."""
        return [one for one in self._checked if one.state == "concern"]
