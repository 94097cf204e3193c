"""Finds or creates who speaks: the municipality, the citizen behind a channel's account, the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.forget import forget
from data.tables.account import ChannelAccount, Citizen, Conversation, Municipality, Role

TRIAL = "Probe"
OWN = 1


@dataclass(frozen=True)
class Speaker:
    """Whose message it is and in which conversation it was said."""

    citizen_id: int
    conversation_id: int


def prepare(session: Session, own_name: str) -> None:
    """Row 1 is the installation's own municipality; "Probe" stands beside it for trying commands."""
    own = session.get(Municipality, OWN)
    if own is None:
        session.add(Municipality(name=own_name))  # the first one; an id said here would not move PostgreSQL's sequence
        session.flush()
    elif own.name != own_name:
        own.name = own_name
    if own_name != TRIAL and session.scalar(select(Municipality).where(Municipality.name == TRIAL)) is None:
        session.add(Municipality(name=TRIAL))


def speaker(
    session: Session, channel: str, sender: str, chat: str, now: datetime, *, kind: str = "private", role: str = ""
) -> Speaker:
    """The citizen and the conversation of a message, created at the first one. A `role` puts both into "Probe"."""
    account = session.scalar(
        select(ChannelAccount).where(ChannelAccount.channel == channel, ChannelAccount.external_id == sender)
    )
    municipality = _trial_id(session) if role else OWN
    if account and session.get_one(Citizen, account.citizen_id).leaving_at:
        forget(session, account.citizen_id)  # who asked to be deleted and writes again begins anew
        account = None
    if account is None:
        citizen = Citizen(municipality_id=municipality, created_at=now)
        session.add(citizen)
        session.flush()
        account = ChannelAccount(channel=channel, external_id=sender, citizen_id=citizen.id)
        session.add(account)
    if role:
        _give_role(session, account.citizen_id, municipality, role)
    conversation = _conversation(session, channel, chat, now, kind, municipality, account.citizen_id)
    return Speaker(account.citizen_id, conversation.id)


def role_of(session: Session, citizen_id: int, municipality_id: int) -> str:
    """The role of a citizen in a municipality; "citizen" where none was given."""
    found = session.scalar(
        select(Role.role).where(Role.citizen_id == citizen_id, Role.municipality_id == municipality_id)
    )
    return found or "citizen"


def _trial_id(session: Session) -> int:
    return session.execute(select(Municipality.id).where(Municipality.name == TRIAL)).scalar_one()


def _give_role(session: Session, citizen_id: int, municipality_id: int, role: str) -> None:
    found = session.scalar(select(Role).where(Role.citizen_id == citizen_id, Role.municipality_id == municipality_id))
    if found is None:
        session.add(Role(citizen_id=citizen_id, municipality_id=municipality_id, role=role))
    else:
        found.role = role


def _conversation(
    session: Session, channel: str, chat: str, now: datetime, kind: str, municipality: int, citizen_id: int
) -> Conversation:
    found = session.scalar(
        select(Conversation).where(Conversation.channel == channel, Conversation.external_chat == chat)
    )
    if found is None:
        owner = citizen_id if kind == "private" else None
        found = Conversation(
            channel=channel,
            external_chat=chat,
            kind=kind,
            municipality_id=municipality,
            citizen_id=owner,
            created_at=now,
        )
        session.add(found)
    session.flush()
    return found
