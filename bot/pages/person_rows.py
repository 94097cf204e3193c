"""Founders' data behind a link: looks the link up, checks one person, adds the person to the founding.

Stands between the form and `documents`; knows neither HTML nor a browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.texts import Texts
from data.clock import Now
from data.consent import give
from data.links import PERSONS, Link, find, new_link
from data.outbox import put
from data.reply import Say
from data.tables.account import Citizen, Conversation, Municipality, OneTimeLink
from data.tables.founding import Founding
from documents import cases, paths
from documents.answered import Change
from documents.answers.calendar import When
from documents.interview import engine
from documents.interview.case import Case
from documents.persons.draft import Draft, same_person
from documents.persons.rows import person_of

KEYS = (
    "given_names",
    "family_name",
    "company_name",
    "street",
    "zip",
    "city",
    "email",
    "shares",
    "birth_date",
)
NEEDED = ("street", "zip", "city", "shares")
PURPOSE, TEXT_VERSION = "persons_form", "2026-11-25"


@dataclass(frozen=True)
class Opened:
    """What a good link shows: whose cooperative, until when, who is in the list, what a share costs (if known)."""

    conversation_id: int
    name: str
    until: datetime
    people: Sequence[str]
    share_eur: Decimal | None
    most_shares: int | None


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a field: a text by name with parameters."""

    text: str
    params: Mapping[str, Any]


class PersonRows:
    """The founding behind a link, as one form sees it. All methods stand inside one transaction of the caller."""

    def __init__(self, texts: Texts, now: Now) -> None:
        self._texts, self._now = texts, now

    def new(self, session: Session, conversation_id: int) -> Link | None:
        """A link for a conversation whose founding may hold personal data; None before consent."""
        conversation = session.get_one(Conversation, conversation_id)
        if conversation.founding_id is None:
            return None
        allowed = paths.get(cases.facts(session, conversation.founding_id).record, "interview.consent") is True
        return new_link(session, PERSONS, conversation_id, self._now()) if allowed else None

    def opened(self, session: Session, token: str) -> Opened | None:
        """What is behind a link; None when it is spent, too old, or none of ours."""
        link = find(session, PERSONS, token, self._now())
        if link is None:
            return None
        conversation = session.get_one(Conversation, link.conversation_id)
        if conversation.founding_id is None:
            return None
        record = engine.full_record(cases.facts(session, conversation.founding_id)).data
        share = paths.get(record, "capital.share_value_eur")
        return Opened(
            conversation_id=conversation.id,
            name=str(paths.get(record, "coop.name") or ""),
            until=link.expires_at.astimezone(_zone(session, conversation)),
            people=[_name_of(person) for person in record.get("persons") or []],
            share_eur=Decimal(str(share)) if share else None,
            most_shares=paths.get(record, "capital.max_shares"),
        )

    def wrong(self, row: Mapping[str, str]) -> dict[str, Wrong]:
        """What must be corrected in a row, by field."""
        found = {p.field: Wrong(p.text, p.params) for p in person_of(row, self._when("Europe/Berlin")).problems}
        named = ("company_name",) if row.get("company_name") else ("given_names", "family_name")
        for key in (*named, *NEEDED):
            if not row.get(key):
                found[key] = Wrong("utter_web_person_needed", {})
        return found

    def save(self, session: Session, token: str, row: Mapping[str, str], message_id: str) -> bool:
        """Add the person, or complete who is there; said in the conversation once per form. False: the link is gone."""
        link = find(session, PERSONS, token, self._now())
        if link is None:
            return False
        conversation = session.get_one(Conversation, link.conversation_id)
        founding = session.get_one(Founding, conversation.founding_id, with_for_update=True)
        citizen = session.get_one(Citizen, conversation.citizen_id)
        case = self._case(session, conversation, founding.id, citizen.tone)
        draft = person_of(row, case.when)
        changes = list(_changes(case, draft, row))
        count = len(case.with_changes(changes).persons)
        if self._say(session, link, conversation, citizen, draft, count, message_id):
            give(session, citizen.id, PURPOSE, TEXT_VERSION, self._now())
            cases.write(session, founding.id, changes, citizen.id, None, self._now())
        return True

    def close(self, session: Session, token: str) -> None:
        """The link is spent."""
        link = find(session, PERSONS, token, self._now())
        if link:
            link.used_at = self._now()

    def _say(
        self,
        session: Session,
        link: OneTimeLink,
        conversation: Conversation,
        citizen: Citizen,
        draft: Draft,
        count: int,
        message_id: str,
    ) -> bool:
        say = Say(say="utter_web_person_noted", with_={"name": _name_of(draft.facts), "count": count})
        key = f"person.{link.id}.{message_id}"
        row = put(session, key=key, conversation_id=conversation.id, say=say, now=self._now())
        if row is None:
            return False
        row.text = self._texts.render_say(say, citizen.tone).text
        return True

    def _case(self, session: Session, conversation: Conversation, founding_id: int, tone: str) -> Case:
        zone = str(_zone(session, conversation))
        return Case(cases.facts(session, founding_id), conversation.asked or {}, self._when(zone), tone)

    def _when(self, zone: str) -> When:
        return When(today=self._now().astimezone(ZoneInfo(zone)).date(), zone=zone, state="")


def _changes(case: Case, draft: Draft, row: Mapping[str, str]) -> Iterator[Change]:
    """A new person by the interview; for one who is in the list already, what is new about them."""
    known = next((person for person in case.persons if same_person(draft.facts, person)), None)
    if known is None:
        yield from engine.add_persons(case, [row]).changes
        return
    for key, value in draft.facts.items():
        if known.get(key) != value:
            yield Change(paths.of_person(str(known["id"]), key), value)


def _name_of(person: Mapping[str, Any]) -> str:
    own = " ".join(str(person.get(key) or "") for key in ("given_names", "family_name")).strip()
    return str(person.get("company_name") or own)


def _zone(session: Session, conversation: Conversation) -> ZoneInfo:
    return ZoneInfo(session.get_one(Municipality, conversation.municipality_id).zone)
