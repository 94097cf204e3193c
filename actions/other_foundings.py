"""Several foundings of one person: the others are offered beside the one that is open, and one of them is taken up."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.base import Turn
from data.reply import Button
from data.tables.founding import FoundingMember
from documents import cases, paths

MOST = 3


def take_up(session: Session, turn: Turn, wanted: str | None) -> None:
    """Make a founding the conversation's own, if it is one of this person's; anything else changes nothing."""
    if wanted and wanted.isdigit() and int(wanted) in _ids(session, turn):
        conversation = turn.conversation(session)
        conversation.founding_id, conversation.asked = int(wanted), {}


def others(session: Session, turn: Turn) -> list[Button]:
    """A button to each of the person's other foundings, the latest first."""
    present = turn.conversation(session).founding_id
    ids = [ident for ident in _ids(session, turn) if ident != present]
    return [_button(session, ident) for ident in ids[:MOST]]


def _ids(session: Session, turn: Turn) -> list[int]:
    mine = select(FoundingMember.founding_id).where(FoundingMember.citizen_id == turn.citizen_id)
    return list(session.scalars(mine.order_by(FoundingMember.founding_id.desc())))


def _button(session: Session, ident: int) -> Button:
    """The founding by its name, else by its seat, else by its number."""
    record = cases.facts(session, ident).record
    known = (paths.get(record, path) for path in ("coop.name", "coop.seat_municipality"))
    label = next((str(value) for value in known if value), str(ident))
    payload = f'/resume_founding{{"id": "{ident}"}}'
    return Button(title="utter_button_other_founding", params={"label": label}, payload=payload, aside=True)
