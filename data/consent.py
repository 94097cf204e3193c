"""A citizen's yes to a purpose, kept with the version of the text that was read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.account import Consent


def give(session: Session, citizen_id: int, purpose: str, text_version: str, now: datetime) -> None:
    """Write a consent down; a second yes to the same text changes nothing."""
    known = select(Consent.id).where(
        Consent.citizen_id == citizen_id, Consent.purpose == purpose, Consent.text_version == text_version
    )
    if session.scalar(known) is None:
        session.add(Consent(citizen_id=citizen_id, purpose=purpose, text_version=text_version, at=now))
