"""What has changed between two drafts: since the papers were handed over last, else between the last two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.base import Answer, Slow, Turn
from actions.founding import RESUME, case_of, none_yet
from actions.media import MEDIA_TYPES
from actions.services import Services
from data.reply import Say
from data.tables.dossiers import DeliveredDossier
from documents import kept
from documents.cases import latest_of
from documents.changes import Cause, Change, Piece, changes
from documents.comparison import comparison
from documents.delivery import Delivery, deliver, hashes_of, words_of
from documents.interview.case import Case, json_value
from documents.interview.showing import show
from documents.trace.given import given

FEW = 8
"""So many passages are shown word by word; the others are counted."""
FEW_PAPERS = 4
"""So many papers with further changes are named."""
NEAR = 6
"""So many words are shown beside a change."""
GROUP = "group"
WORD = MEDIA_TYPES["docx"]


@dataclass(frozen=True)
class Compared:
    """The changes since a draft; `wording`: papers in which we ourselves changed a text meanwhile; `file`: all."""

    case: Case
    since: datetime | None = None
    found: Sequence[Change] = ()
    wording: Sequence[str] = ()
    file: tuple[str, bytes] = ("", b"")


def document_changes(session: Session, turn: Turn, services: Services, made: Compared | None) -> Sequence[Say]:
    """The answers that differ, who gave them and when, and the passages word by word."""
    if made is None:
        return none_yet()
    if made.since is None:
        return [Say(say="utter_changes_no_draft", buttons=[RESUME])]
    since = _day(made.since, made.case)
    if not (made.found or made.wording):
        return [Say.model_validate({"say": "utter_changes_none", "with": {"since": since}, "buttons": [RESUME]})]
    rest = Counter(change.paper for change in made.found[FEW:])
    params = {
        "since": since,
        "answers": _answers(turn, made),
        "passages": [_passage(change) for change in made.found[:FEW]],
        "rest": [{"paper": paper, "count": count} for paper, count in rest.most_common(FEW_PAPERS)],
        "others": max(len(rest) - FEW_PAPERS, 0),
        "wording": list(made.wording),
    }
    file = services.files.keep(session, made.file[1], made.file[0], WORD, turn.citizen_id, services.now())
    return [Say.model_validate({"say": "utter_changes", "with": params, "files": [file]})]


def _compare(session: Session, turn: Turn, services: Services) -> Compared | None:
    conversation = turn.conversation(session)
    founding_id = conversation.founding_id or latest_of(session, turn.citizen_id)
    if founding_id is None:
        return None
    case = case_of(session, turn, services, founding_id)
    now, drafts = deliver(case.facts), kept.last_two(session, founding_id)
    if not drafts:
        return Compared(case)
    last = _of(session, drafts[0])
    if last.record.hash == now.record.hash and len(drafts) > 1:
        last, now, drafts = _of(session, drafts[1]), last, drafts[1:]
    public = conversation.kind == GROUP
    before, after = (_public(side) if public else side.dossier for side in (last, now))
    found = changes(before, after, (last.record, now.record), given(session, founding_id))
    reworded = kept.differing(drafts[0].texts, hashes_of(words_of(last.dossier)))
    wording = tuple(f"{file.number} {file.title}" for file in before.files if file.name in reworded)
    name = str(now.record.get("coop.name", ""))
    file = comparison(found, name, before.day, after.day)
    return Compared(case, drafts[0].at, _evenly(found), wording, file)


def _evenly(found: Sequence[Change]) -> list[Change]:
    """Of each cause a passage, then of each a second one; what only follows from others comes last."""
    causes = [tuple(cause.path for cause in change.causes) for change in found]
    place = [(not own, causes[:index].count(own)) for index, own in enumerate(causes)]
    return [change for _, change in sorted(zip(place, found, strict=True), key=lambda pair: pair[0])]


def _of(session: Session, draft: DeliveredDossier) -> Delivery:
    return deliver(kept.facts_of(session, draft))


def _public(side: Delivery) -> Any:
    return replace(side.dossier, files=tuple(file for file in side.dossier.files if not file.confidential))


def _answers(turn: Turn, made: Compared) -> list[dict[str, Any]]:
    causes = {cause.path: cause for change in made.found for cause in change.causes}
    return [_answer(turn, made.case, cause) for cause in causes.values() if cause.path in made.case.questions]


def _answer(turn: Turn, case: Case, cause: Cause) -> dict[str, Any]:
    question, how = case.questions[cause.path], cause.given
    return {
        "label": cause.label,
        "before": show(question, json_value(cause.before), case) if cause.before is not None else "",
        "after": show(question, json_value(cause.after), case),
        "day": _day(how.at, case) if how else "",
        "own": how is not None and how.by == turn.citizen_id,
        "kind": how.kind if how else "",
    }


def _passage(change: Change) -> dict[str, Any]:
    pieces = [{"kind": piece.kind, "text": _near(piece)} for piece in change.pieces]
    return {"paper": change.paper, "clause": change.clause, "pieces": pieces}


def _near(piece: Piece) -> str:
    """Of what stayed the words next to a change are enough."""
    words = piece.text.split(" ")
    if piece.kind != "same" or len(words) <= 2 * NEAR:
        return piece.text
    return " ".join([*words[:NEAR], "…", *words[-NEAR:]])


def _day(at: datetime, case: Case) -> str:
    return at.astimezone(ZoneInfo(case.when.zone)).date().isoformat()


CHANGES = Slow(_compare, document_changes)
ACTIONS: dict[str, Answer | Slow[Any]] = {"action_document_changes": CHANGES}
