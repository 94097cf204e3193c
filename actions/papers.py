"""The founding papers as files in the chat, checked by the legal rules first; and what has to be done next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from actions.base import Answer, Turn
from actions.founding import FOUND, RESUME, case_of, none_yet, of_turn
from actions.services import Services
from data.reply import Say
from documents import dossier
from documents.cases import SKIPPED, Facts
from documents.interview.engine import full_record
from documents.rules.check import Finding, check_fields

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"


def get_documents(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """All papers of the founding, each final or prepared; an error of the law is put as a question first."""
    founding_id = of_turn(session, turn)
    if founding_id is None:
        return none_yet()
    facts = case_of(session, turn, services, founding_id).facts
    record = full_record(facts)
    settled = {path for path, kind in facts.status.items() if kind != SKIPPED}
    errors = [f for f in check_fields(record, settled) if f.severity == "error"]
    if errors:
        return [_errors(errors)]
    built = dossier.build(record, as_of=_day(facts))
    return [_handed_over(session, turn, services, built)]


def _handed_over(session: Session, turn: Turn, services: Services, built: dossier.Dossier) -> Say:
    now = services.now()

    def keep(name: str, content: bytes, kind: str) -> int:
        return services.files.keep(session, content, name, kind, turn.citizen_id, now)

    ids = [keep(file.filename, file.bytes, WORD) for file in built.files]
    whole = keep("Gruendungsunterlagen.zip", dossier.zip_of(built), ZIP)
    listed = [{"number": f.number, "title": f.title, "state": f.state, "missing": len(f.missing)} for f in built.files]
    params = {"files": listed, "day": built.day.isoformat(), "phase": built.phase.name}
    return Say.model_validate({"say": "utter_papers_ready", "with": params, "files": [*ids, whole]})


def _errors(errors: Sequence[Finding]) -> Say:
    listed = [{"message": finding.message, "basis": finding.basis} for finding in errors]
    return Say.model_validate({"say": "utter_papers_errors", "with": {"errors": listed}, "buttons": [RESUME]})


def _day(facts: Facts) -> date | None:
    return facts.last_at.date() if facts.last_at else None


def next_step(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """What comes next on the way to the entry in the register, by the phase of this founding."""
    founding_id = of_turn(session, turn)
    if founding_id is None:
        return [Say(say="utter_next_step_none", buttons=[FOUND])]
    record = full_record(case_of(session, turn, services, founding_id).facts)
    return [Say(say=f"utter_next_step_{dossier.build(record).phase.name}", buttons=[RESUME])]


ACTIONS: dict[str, Answer] = {"action_get_documents": get_documents, "action_next_step": next_step}
