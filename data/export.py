"""Everything that is kept about one person, as JSON (Art. 15 and 20 DSGVO)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from data.tables.account import ChannelAccount, Citizen, Consent, Conversation, Role
from data.tables.base import Table
from data.tables.files import File
from data.tables.founding import Answer, FoundingMember
from data.tables.messages import Inbox, Outbox

OWN = {
    "citizen": (Citizen, Citizen.id),
    "channels": (ChannelAccount, ChannelAccount.citizen_id),
    "roles": (Role, Role.citizen_id),
    "consents": (Consent, Consent.citizen_id),
    "conversations": (Conversation, Conversation.citizen_id),
    "messages_in": (Inbox, Inbox.citizen_id),
    "foundings": (FoundingMember, FoundingMember.citizen_id),
    "answers": (Answer, Answer.citizen_id),
    "files": (File, File.citizen_id),
}


def export(session: Session, citizen_id: int) -> bytes:
    """All rows that belong to a citizen, by topic."""
    found = {
        topic: _rows(session.scalars(select(table).where(column == citizen_id)).all())
        for topic, (table, column) in OWN.items()
    }
    mine = select(Conversation.id).where(Conversation.citizen_id == citizen_id)
    found["messages_out"] = _rows(session.scalars(select(Outbox).where(Outbox.conversation_id.in_(mine))).all())
    return json.dumps(found, ensure_ascii=False, indent=1, default=_plain).encode()


def _rows(rows: Iterable[Table]) -> list[dict[str, Any]]:
    return [{a.key: getattr(row, a.key) for a in inspect(type(row)).column_attrs} for row in rows]


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
