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
from data.tables.dossiers import DeliveredDossier
from data.tables.files import File
from data.tables.founding import Answer, FoundingMember
from data.tables.journal import LedgerEntry, LedgerPosting
from data.tables.matrix import MatrixHeld
from data.tables.messages import Inbox, Outbox
from data.tables.points import LedgerClaim, LedgerCode, LedgerHolder, LedgerLot, LedgerPerson, LedgerRecheck

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
    foundings = select(FoundingMember.founding_id).where(FoundingMember.citizen_id == citizen_id)
    dossiers = select(DeliveredDossier).where(DeliveredDossier.founding_id.in_(foundings))
    found["dossiers"] = _rows(session.scalars(dossiers).all())
    accounts = select(ChannelAccount.external_id).where(ChannelAccount.citizen_id == citizen_id)
    found["not_yet_readable"] = _rows(session.scalars(select(MatrixHeld).where(MatrixHeld.sender.in_(accounts))).all())
    found |= _ledger(session, citizen_id)
    return json.dumps(found, ensure_ascii=False, indent=1, default=_plain).encode()


def _ledger(session: Session, citizen_id: int) -> dict[str, Any]:
    """Hours and points: under the ledger's own name for the citizen."""
    mine = select(LedgerHolder.person).where(LedgerHolder.citizen_id == citizen_id)
    entries = select(LedgerEntry.id).where(LedgerEntry.person.in_(mine))
    found = {
        "ledger_person": select(LedgerPerson).where(LedgerPerson.ref.in_(mine)),
        "hours_claims": select(LedgerClaim).where(LedgerClaim.person.in_(mine)),
        "hours_rechecks": select(LedgerRecheck).where(LedgerRecheck.person.in_(mine)),
        "point_lots": select(LedgerLot).where(LedgerLot.person.in_(mine)),
        "codes": select(LedgerCode).where(LedgerCode.person.in_(mine)),
        "ledger_entries": select(LedgerEntry).where(LedgerEntry.person.in_(mine)),
        "ledger_postings": select(LedgerPosting).where(LedgerPosting.entry_id.in_(entries)),
    }
    return {topic: _rows(session.scalars(rows).all()) for topic, rows in found.items()}


def _rows(rows: Iterable[Table]) -> list[dict[str, Any]]:
    return [{a.key: getattr(row, a.key) for a in inspect(type(row)).column_attrs} for row in rows]


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
