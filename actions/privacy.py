"""Data protection in the conversation: export of one's own data, and the wish to delete them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions import data_deletion
from actions.base import Answer, Turn
from actions.services import Services
from data.export import export
from data.reply import Say


def data_export(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """Everything that is kept about the person, as a file."""
    content = export(session, turn.citizen_id)
    now = services.now()
    name = f"gemeinwerk-daten-{now:%Y-%m-%d}.json"
    file_id = services.files.keep(session, content, name, "application/json", turn.citizen_id, now)
    return [Say(say="utter_data_export", files=[file_id])]


def data_delete(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """Ask once more before anything is deleted."""
    return data_deletion.ask(session, turn)


ACTIONS: dict[str, Answer] = {"action_data_export": data_export, "action_data_delete": data_delete}
