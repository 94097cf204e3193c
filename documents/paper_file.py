"""One finished paper of a dossier, and what a builder of papers is given. Knows no text and no law."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from documents.fields import Phase
from documents.record import Record
from documents.rendering.blocks import Paper, Runs

State = Literal["final", "prepared"]


@dataclass(frozen=True)
class PaperFile:
    """One paper as a file. `missing`: answers that the group still owes it; `paper`: its blocks, for text and trace.

    `footer`: the state as it is printed; `phase`: the phase in which it is used; `confidential`: holds private data
    beyond names, so that it belongs into no group; `filed`: goes to the register court; `signers`, `where`, `due`: as
    the cover and the list of papers (D20) name them.
    """

    name: str
    number: str
    title: str
    state: State
    bytes: bytes
    missing: tuple[str, ...] = ()
    paper: Paper = field(repr=False, default=Paper("", "", "", "", ()))
    pages: int = 1
    footer: Runs = ()
    phase: Phase = Phase.founded
    confidential: bool = False
    filed: bool = False
    signers: str = ""
    where: str = ""
    due: str = ""
    suffix: str = "docx"

    @property
    def filename(self) -> str:
        """`D01_Satzung.docx`."""
        return f"{self.name}.{self.suffix}"


@dataclass(frozen=True)
class Case:
    """The record of a founding with what every builder needs: the facts for texts, the day and the version to print."""

    record: Record
    facts: dict[str, Any] = field(repr=False)
    phase: Phase
    day: date
    fingerprint: str


Builder = Callable[[Case], Iterable[PaperFile]]
"""Makes those of its papers that the case calls for."""
