"""One-time links and six words: made here, spent once, only their hash kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.language import fold
from data.tables.account import OneTimeLink

DEVICE, PERSONS = "device", "persons"
MINUTES = {DEVICE: 30, PERSONS: 60 * 24 * 14}
WORDS = 6


@dataclass(frozen=True)
class Link:
    """A fresh link: `token` for the address; `words` open the same (device links only)."""

    token: str
    words: str
    minutes: int


@cache
def _word_list() -> list[str]:
    return Path(__file__).with_name("link_words.txt").read_text("utf8").split()


def new_link(session: Session, purpose: str, conversation_id: int, now: datetime) -> Link:
    """A new link for one purpose in one conversation. Device links are six words, the address holds the same."""
    words = [secrets.choice(_word_list()) for _ in range(WORDS)]
    token = "-".join(words) if purpose == DEVICE else secrets.token_urlsafe(18)
    minutes = MINUTES[purpose]
    session.add(
        OneTimeLink(
            token_hash=hash_of(token),
            purpose=purpose,
            conversation_id=conversation_id,
            expires_at=now + timedelta(minutes=minutes),
        )
    )
    return Link(token, " ".join(words) if purpose == DEVICE else "", minutes)


def find(session: Session, purpose: str, token: str, now: datetime) -> OneTimeLink | None:
    """The link behind a token or typed words, if it is neither spent nor too old."""
    row = session.scalar(
        select(OneTimeLink).where(OneTimeLink.purpose == purpose, OneTimeLink.token_hash == hash_of(tidy(token)))
    )
    return row if row and row.used_at is None and row.expires_at > now else None


def tidy(token: str) -> str:
    """Typed words in any spelling of blanks and capitals as the token that they are; other tokens unchanged."""
    parts = fold(token.replace("-", " ")).split()
    return "-".join(parts) if len(parts) == WORDS else token


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
