"""Deletes a person: everything that belongs to them alone, in every table. What others share loses its owner.

Answers in a founding that others fill too stay there without the link to the person only if another member remains;
otherwise the founding goes as well.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from data.tables.account import ChannelAccount, Citizen, Consent, Conversation, OneTimeLink, Role, ToForget, WebSession
from data.tables.chain import LedgerShare
from data.tables.dossiers import DeliveredDossier
from data.tables.files import File
from data.tables.founding import Answer, Founding, FoundingMember
from data.tables.journal import LedgerEntry, LedgerKey
from data.tables.matrix import MatrixHeld
from data.tables.messages import ActionResult, Inbox, Outbox, PressButton
from data.tables.points import LedgerHolder


def citizen_of(session: Session, channel: str, external_id: str) -> int | None:
    """The citizen behind an account."""
    found = select(ChannelAccount.citizen_id).where(
        ChannelAccount.channel == channel, ChannelAccount.external_id == external_id
    )
    return session.scalar(found)


def forget(session: Session, citizen_id: int) -> None:
    """Delete a citizen. Contents of files go with `remove_orphans`, the core's copies through the table `to_forget`."""
    conversations = list(session.scalars(select(Conversation.id).where(Conversation.citizen_id == citizen_id)))
    session.add_all(ToForget(conversation_id=conversation) for conversation in conversations)
    _forget_foundings(session, citizen_id)
    session.execute(delete(File).where(File.citizen_id == citizen_id))
    rows = select(Inbox.id).where(Inbox.citizen_id == citizen_id)
    session.execute(delete(ActionResult).where(ActionResult.inbox_id.in_(rows)))
    session.execute(delete(PressButton).where(PressButton.conversation_id.in_(conversations)))
    session.execute(delete(Outbox).where(Outbox.conversation_id.in_(conversations)))
    session.execute(update(Outbox).where(Outbox.inbox_id.in_(rows)).values(inbox_id=None, body={}, text=""))
    session.execute(delete(Inbox).where(Inbox.citizen_id == citizen_id))
    session.execute(delete(WebSession).where(WebSession.conversation_id.in_(conversations)))
    session.execute(delete(OneTimeLink).where(OneTimeLink.conversation_id.in_(conversations)))
    session.execute(delete(Conversation).where(Conversation.id.in_(conversations)))
    accounts = select(ChannelAccount.external_id).where(ChannelAccount.citizen_id == citizen_id)
    session.execute(delete(MatrixHeld).where(MatrixHeld.sender.in_(accounts)))
    _leave_ledger(session, citizen_id)
    for table in (Consent, Role, ChannelAccount):
        session.execute(delete(table).where(table.citizen_id == citizen_id))
    session.execute(delete(Citizen).where(Citizen.id == citizen_id))


def _leave_ledger(session: Session, citizen_id: int) -> None:
    """The link and the keys of the leaves go now; the ledger books the leaving when it is opened next."""
    mine = select(LedgerHolder.person).where(LedgerHolder.citizen_id == citizen_id)
    entries = select(LedgerEntry.id).where(LedgerEntry.person.in_(mine))
    session.execute(delete(LedgerKey).where(LedgerKey.entry_id.in_(entries)))
    accounts = [f"person:{person}" for person in session.scalars(mine)]
    session.execute(delete(LedgerShare).where(LedgerShare.account.in_(accounts)))
    session.execute(update(LedgerHolder).where(LedgerHolder.citizen_id == citizen_id).values(citizen_id=None))


def leaving(session: Session, answered_before: datetime) -> list[int]:
    """Citizens who asked to be deleted and have got their last answer."""
    waiting = select(Outbox.id).join(Conversation).where(Conversation.citizen_id == Citizen.id, Outbox.state == "new")
    return list(session.scalars(select(Citizen.id).where(Citizen.leaving_at < answered_before, ~waiting.exists())))


def remove_orphans(session: Session, folder: Path) -> int:
    """Delete contents of files to which no row belongs any more; gives how many."""
    known = set(session.scalars(select(File.sha256)))
    orphans = [path for path in folder.glob("??/*") if path.name not in known and ".part" not in path.name]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _forget_foundings(session: Session, citizen_id: int) -> None:
    mine = select(FoundingMember.founding_id).where(FoundingMember.citizen_id == citizen_id)
    for founding_id in session.scalars(mine).all():
        others = session.scalar(
            select(FoundingMember.citizen_id)
            .where(FoundingMember.founding_id == founding_id, FoundingMember.citizen_id != citizen_id)
            .order_by(FoundingMember.id)
        )
        if others is None:
            _forget_founding(session, founding_id)
        else:
            session.execute(
                update(Answer)
                .where(Answer.founding_id == founding_id, Answer.citizen_id == citizen_id)
                .values(citizen_id=others, inbox_id=None)
            )
    session.execute(delete(FoundingMember).where(FoundingMember.citizen_id == citizen_id))


def _forget_founding(session: Session, founding_id: int) -> None:
    session.execute(update(Conversation).where(Conversation.founding_id == founding_id).values(founding_id=None))
    session.execute(delete(DeliveredDossier).where(DeliveredDossier.founding_id == founding_id))
    session.execute(delete(Answer).where(Answer.founding_id == founding_id))
    session.execute(delete(FoundingMember).where(FoundingMember.founding_id == founding_id))
    session.execute(delete(Founding).where(Founding.id == founding_id))
