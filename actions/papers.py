"""The founding papers as files in the chat, checked by the legal rules first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from actions import changes, trace
from actions.base import Answer, Slow, Turn
from actions.founding import RESUME, case_of, none_yet, of_turn
from actions.media import MEDIA_TYPES
from actions.services import Services
from data.reply import Button, Say
from documents import dossier, kept
from documents.cases import latest_of
from documents.delivery import deliver
from documents.kept import Imprint, imprint
from documents.pdf.files import pdf_files
from documents.rules.check import Finding

PDF, LARGE, ALL = "pdf", "large", "all"
AS_PDF = Button(title="utter_button_as_pdf", payload='/get_documents{"value": "pdf"}', aside=True)
WHY = Button(title="utter_button_why_here", payload='/get_documents{"value": "why"}', aside=True)
CHANGED = Button(title="utter_button_changes", payload='/get_documents{"value": "changes"}', aside=True)
BESIDE: dict[str, Slow[Any]] = {"why": trace.EXPLAIN, "changes": changes.CHANGES}
"""What the buttons below the papers ask about them."""
IN_LARGE = Button(title="utter_button_large_print", payload='/get_documents{"value": "large"}', aside=True)
FURTHER = {PDF: [IN_LARGE], LARGE: []}
"""The next form of the papers that is offered below each; below all others PDF."""
ONE_BY_ONE = Button(title="utter_button_papers_one_by_one", payload='/get_documents{"value": "all"}', aside=True)
AS_LINKS = ("terminal", "web")
"""Channels where a file is a line of the answer; elsewhere each is a message of its own: only what is used now."""


@dataclass(frozen=True)
class Made:
    """What was made before the writing began: the papers of a founding, or what the law has against them."""

    built: dossier.Dossier
    imprint: Imprint
    errors: Sequence[Finding] = ()


def _prepare(session: Session, turn: Turn, services: Services) -> Any:
    beside = BESIDE.get(turn.entity("value") or "")
    return beside.prepare(session, turn, services) if beside else _make(session, turn, services)


def get_documents(session: Session, turn: Turn, services: Services, made: Any) -> Sequence[Say]:
    """The papers, or what a button below them asks about them."""
    beside = BESIDE.get(turn.entity("value") or "")
    return (beside.answer if beside else _hand_over)(session, turn, services, made)


def _make(session: Session, turn: Turn, services: Services) -> Made | None:
    founding_id = turn.conversation(session).founding_id or latest_of(session, turn.citizen_id)
    if founding_id is None:
        return None
    facts = case_of(session, turn, services, founding_id).facts
    delivery = deliver(facts, services.settings.operator.letterhead.splitlines())
    errors = [finding for finding in delivery.findings if finding.severity == "error"]
    built = delivery.dossier
    if turn.conversation(session).kind == "group":
        built = replace(built, files=tuple(file for file in built.files if not file.confidential))
    wanted = turn.entity("value")
    if wanted in (PDF, LARGE) and not errors:
        built = replace(built, files=tuple(pdf_files(built.files, built.day, large=wanted == LARGE)))
    return Made(built, imprint(delivery), errors)


def _hand_over(session: Session, turn: Turn, services: Services, made: Made | None) -> Sequence[Say]:
    """All papers of the founding, each final or prepared; an error of the law is put as a question first."""
    founding_id = of_turn(session, turn)
    if made is None or founding_id is None:
        return none_yet()
    if made.errors:
        return [_errors(made.errors)]
    kept.keep(session, founding_id, made.imprint, services.now())
    return [_handed_over(session, turn, services, made.built)]


def _handed_over(session: Session, turn: Turn, services: Services, built: dossier.Dossier) -> Say:
    now = services.now()

    def keep(name: str, content: bytes) -> int:
        kind = MEDIA_TYPES[name.rpartition(".")[2]]
        return services.files.keep(session, content, name, kind, turn.citizen_id, now)

    wanted = built.files if turn.channel in AS_LINKS or turn.entity("value") == ALL else built.now
    ids = [keep(file.filename, file.bytes) for file in wanted]
    whole = keep("Gruendungsunterlagen.zip", dossier.zip_of(built))
    listed = [{"number": f.number, "title": f.title, "state": f.state, "missing": len(f.missing)} for f in wanted]
    more, group = len(built.files) - len(wanted), turn.conversation(session).kind == "group"
    params = {"files": listed, "day": built.day.isoformat(), "phase": built.phase.name, "more": more, "group": group}
    buttons = [*FURTHER.get(turn.entity("value") or "", [AS_PDF]), *([ONE_BY_ONE] if more else []), WHY, CHANGED]
    return Say.model_validate({"say": "utter_papers_ready", "with": params, "files": [*ids, whole], "buttons": buttons})


def _errors(errors: Sequence[Finding]) -> Say:
    listed = [{"message": finding.message, "basis": finding.basis} for finding in errors]
    return Say.model_validate({"say": "utter_papers_errors", "with": {"errors": listed}, "buttons": [RESUME]})


ACTIONS: dict[str, Answer | Slow[Any]] = {"action_get_documents": Slow(_prepare, get_documents)}
