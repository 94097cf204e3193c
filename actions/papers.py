"""The founding papers as files in the chat, checked by the legal rules first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from actions.base import Answer, Slow, Turn
from actions.founding import RESUME, case_of, none_yet, of_turn
from actions.services import Services
from data.reply import Button, Say
from documents import dossier
from documents.cases import SKIPPED, Facts, latest_of
from documents.interview.engine import full_record
from documents.pdf.files import pdf_files
from documents.rules.check import Finding, check_fields

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
PDF = "pdf"
AS_PDF = Button(title="utter_button_as_pdf", payload='/get_documents{"value": "pdf"}', aside=True)


@dataclass(frozen=True)
class Made:
    """What was made before the writing began: the papers of a founding, or what the law has against them."""

    built: dossier.Dossier
    errors: Sequence[Finding] = ()


def _make(session: Session, turn: Turn, services: Services) -> Made | None:
    founding_id = turn.conversation(session).founding_id or latest_of(session, turn.citizen_id)
    if founding_id is None:
        return None
    facts = case_of(session, turn, services, founding_id).facts
    record = full_record(facts)
    settled = {path for path, kind in facts.status.items() if kind != SKIPPED}
    errors = [f for f in check_fields(record, settled) if f.severity == "error"]
    built = dossier.build(record, as_of=_day(facts))
    if turn.entity("value") == PDF and not errors:
        built = replace(built, files=tuple(pdf_files(built.files, built.day)))
    return Made(built, errors)


def get_documents(session: Session, turn: Turn, services: Services, made: Made | None) -> Sequence[Say]:
    """All papers of the founding, each final or prepared; an error of the law is put as a question first."""
    if made is None or of_turn(session, turn) is None:
        return none_yet()
    if made.errors:
        return [_errors(made.errors)]
    return [_handed_over(session, turn, services, made.built)]


def _handed_over(session: Session, turn: Turn, services: Services, built: dossier.Dossier) -> Say:
    now = services.now()

    def keep(name: str, content: bytes) -> int:
        kind = MEDIA_TYPES[name.rpartition(".")[2]]
        return services.files.keep(session, content, name, kind, turn.citizen_id, now)

    ids = [keep(file.filename, file.bytes) for file in built.files]
    whole = keep("Gruendungsunterlagen.zip", dossier.zip_of(built))
    listed = [{"number": f.number, "title": f.title, "state": f.state, "missing": len(f.missing)} for f in built.files]
    params = {"files": listed, "day": built.day.isoformat(), "phase": built.phase.name}
    buttons = [] if turn.entity("value") == PDF else [AS_PDF]
    return Say.model_validate({"say": "utter_papers_ready", "with": params, "files": [*ids, whole], "buttons": buttons})


def _errors(errors: Sequence[Finding]) -> Say:
    listed = [{"message": finding.message, "basis": finding.basis} for finding in errors]
    return Say.model_validate({"say": "utter_papers_errors", "with": {"errors": listed}, "buttons": [RESUME]})


def _day(facts: Facts) -> date | None:
    return facts.last_at.date() if facts.last_at else None


ACTIONS: dict[str, Answer | Slow[Any]] = {"action_get_documents": Slow(_make, get_documents)}
