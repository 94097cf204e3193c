"""Finds out whether a message presses one of the buttons shown last: by short id, number, ordinal, title or payload."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.ordinals import pointed_at
from data.tables.messages import Outbox, PressButton


def pressed(session: Session, conversation_id: int, text: str, press: str) -> PressButton | None:
    """The button meant by a press (any that was ever shown here) or by a typed message (those shown last)."""
    if press:
        return _by_short_id(session, conversation_id, press)
    shown = shown_last(session, conversation_id)
    return _typed(shown, text.strip()) if text.strip() else None


def shown_last(session: Session, conversation_id: int) -> Sequence[PressButton]:
    """The buttons of the latest answer, in order."""
    latest = select(func.max(Outbox.inbox_id)).where(Outbox.conversation_id == conversation_id).scalar_subquery()
    return session.scalars(
        select(PressButton).join(Outbox, PressButton.outbox_id == Outbox.id).where(Outbox.inbox_id == latest)
        .where(Outbox.conversation_id == conversation_id).order_by(Outbox.id, PressButton.position)
    ).all()  # fmt: skip


def _by_short_id(session: Session, conversation_id: int, press: str) -> PressButton | None:
    return session.scalar(
        select(PressButton).where(PressButton.short_id == press, PressButton.conversation_id == conversation_id)
    )


def _typed(shown: Sequence[PressButton], text: str) -> PressButton | None:
    for button in shown:
        if text in (button.short_id, button.payload) or text.casefold() == button.title.casefold():
            return button
    numbered = [button for button in shown if button.number]
    number = pointed_at(text)
    if number == -1 and numbered:
        return numbered[-1]
    return next((button for button in numbered if button.number == number), None)
