"""The papers in the chat, from the action to the German text: handed over, as PDF, traced, compared with a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from actions import registry
from actions.base import TopicAction, Turn
from actions.services import Services
from bot.texts import Texts
from data.db import Database
from data.files import FileStore
from data.migrations import upgrade
from data.reply import Say
from data.settings import Settings
from data.tables.account import Citizen, Conversation, Municipality
from data.tables.dossiers import DeliveredDossier
from data.tables.files import File
from data.tables.messages import Inbox
from documents import cases, paths
from documents.answered import Change

ROOT = Path(__file__).parents[2]
RECORD = json.loads((ROOT / "tests/data/foundings.json").read_text("utf8"))["scenarios"][0]["record"]
NOW = datetime(2027, 1, 10, 12, tzinfo=UTC)


def answers() -> Iterator[Change]:
    """The village shop as the interview would have written it."""
    for section, content in RECORD.items():
        if section != "persons":
            yield from (Change(f"{section}.{key}", value) for key, value in content.items())
    for person in RECORD["persons"]:
        yield from (Change(paths.of_person(person["id"], key), value) for key, value in person.items() if key != "id")


@dataclass
class Chat:
    """One founder's conversation, an action at a time."""

    database: Database
    services: Services
    turn: Turn
    said: int = 0

    def run(self, action: str, text: str = "", intent: str = "", **entities: str) -> list[Say]:
        """Run an action for a message; gives what is said."""
        self.said += 1
        with self.database.write() as session:
            row = Inbox(channel="terminal", network_id=str(self.said), conversation_id=1, citizen_id=1, received_at=NOW)
            session.add(row)
            session.flush()
            inbox_id = row.id
        with self.database.read() as session:
            asked = session.get_one(Conversation, 1).asked or {}
        found = {name: [value] for name, value in entities.items()}
        turn = replace(
            self.turn, inbox_id=inbox_id, text=text, intent=intent, entities=found, interview=asked.get("topic")
        )
        by_name: dict[str, TopicAction] = {action.name(): action for action in registry.build(self.services)}
        return [Say.model_validate(say) for say in by_name[action]._once(turn)]

    def text(self, *says: Say, tone: str = "sie") -> str:
        """As it is read."""
        texts = Texts(ROOT / "domain")
        markdown = "\n".join(texts.render_say(say, tone).text for say in says)
        return re.sub(r"\\(.)", r"\1", markdown).replace("\u00a0", " ")

    def answer(self, path: str, value: Any, at: datetime) -> None:
        """An answer given later."""
        with self.database.write() as session:
            cases.write(session, 1, [Change(path, value)], 1, None, at)

    def files(self, say: Say) -> list[str]:
        """The names of the files that were handed over."""
        with self.database.read() as session:
            return [session.get_one(File, file).name for file in say.files]


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    upgrade(database)
    with database.write() as session:
        session.add(Municipality(id=1, name="Musterhausen"))
        session.flush()
        session.add(Citizen(municipality_id=1, created_at=NOW))
        session.flush()
        founding_id = cases.open_founding(session, 1, 1, NOW)
        cases.write(session, founding_id, list(answers()), 1, None, NOW)
        session.add(
            Conversation(
                channel="terminal", external_chat="ich", citizen_id=1, municipality_id=1, founding_id=1, created_at=NOW
            )
        )
    library: Any = SimpleNamespace(places=SimpleNamespace(find=lambda _name: []))
    services = Services(database, FileStore(tmp_path / "files"), library, Settings(), lambda: NOW)
    turn = Turn(0, 1, 1, 1, "citizen", "sie", "terminal", None, {}, 0, "", "", 1.0)
    yield Chat(database, services, turn)
    database.close()


def test_the_papers_are_handed_over_kept_and_offered_as_pdf(chat: Chat) -> None:
    (word,) = chat.run("action_get_documents")
    assert {"D01_Satzung.docx", "Gruendungsunterlagen.zip"} <= set(chat.files(word))
    assert "utter_button_as_pdf" in [button.title for button in word.buttons]
    (pdf,) = chat.run("action_get_documents", value="pdf")
    assert {"D01_Satzung.pdf", "D04_Gruendungsprotokoll.pdf"} <= set(chat.files(pdf))
    assert "utter_button_large_print" in [button.title for button in pdf.buttons]
    (large,) = chat.run("action_get_documents", value="large")
    assert "D01_Satzung_Grossdruck.pdf" in chat.files(large)
    with chat.database.read() as session:
        assert len(session.scalars(select(DeliveredDossier)).all()) == 1


def test_a_messenger_gets_what_is_used_now_and_the_rest_in_the_zip(chat: Chat) -> None:
    chat.turn = replace(chat.turn, channel="telegram")
    (some,) = chat.run("action_get_documents")
    names = chat.files(some)
    assert {"D00_Deckblatt.docx", "D01_Satzung.docx", "D02_Einladung.docx", "Gruendungsunterlagen.zip"} <= set(names)
    assert "D19_Anmeldung.docx" not in names
    assert re.search(r"\d+ weitere Papiere für später liegen in der ZIP-Datei", chat.text(some))
    (every,) = chat.run("action_get_documents", value="all")
    assert "D19_Anmeldung.docx" in chat.files(every)


def test_a_group_gets_no_paper_with_private_data(chat: Chat) -> None:
    with chat.database.write() as session:
        session.get_one(Conversation, 1).kind = "group"
    (say,) = chat.run("action_get_documents")
    names = chat.files(say)
    assert "D01_Satzung.docx" in names
    assert [name for name in names if name.startswith(("D11", "D16", "D17", "D28"))] == []
    assert "nur im Einzelgespräch" in chat.text(say)


def test_a_sentence_is_traced_to_the_answer_its_day_and_the_law(chat: Chat) -> None:
    said = chat.text(*chat.run("action_explain_document", "Warum steht da „Der Geschäftsanteil beträgt“?"))
    assert "D01 Satzung" in said
    assert "Geschäftsanteil: 100 € (Ihre Antwort vom 10. Januar 2027)" in said
    assert "Rechtsgrundlage: § 7 Nr. 1 GenG, Stand 19. August 2026." in said
    assert re.search(r"prüfe ich \d+ Regeln des Gesetzes", said)


def test_without_a_sentence_it_is_asked_for_and_the_next_message_is_it(chat: Chat) -> None:
    chat.answer("interview.note", "x", NOW)
    (which,) = chat.run("action_get_documents", "/get_documents", value="why")
    assert "§ 5 Absatz 2" in chat.text(which)
    said = chat.text(*chat.run("action_interview", "§ 14 Absatz 2", "out_of_scope"))
    assert "Neben der gesetzlichen Rücklage" in said
    with chat.database.read() as session:
        assert session.get_one(Conversation, 1).asked == {}


@pytest.mark.parametrize(("said", "intent", "wanted"), [
    ("Blabla blubb irgendwas", "out_of_scope", "nicht gefunden"),
    ("ach egal", "cancel", "lassen es dabei"),
    ("", "", "nicht gefunden"),
])  # fmt: skip
def test_what_is_no_sentence_of_ours_closes_the_question(chat: Chat, said: str, intent: str, wanted: str) -> None:
    chat.run("action_explain_document", "warum steht das da?")
    assert wanted in chat.text(*chat.run("action_interview", said, intent))
    with chat.database.read() as session:
        assert session.get_one(Conversation, 1).asked == {}


def test_in_a_group_no_private_answer_is_shown(chat: Chat) -> None:
    with chat.database.write() as session:
        session.get_one(Conversation, 1).kind = "group"
    said = chat.text(*chat.run("action_explain_document", "Warum steht da „Musterstraße 4, 12345 Musterhausen“?"))
    assert "Musterstraße" not in said


def test_changes_name_answer_person_day_and_words(chat: Chat) -> None:
    chat.run("action_get_documents")
    chat.answer("capital.share_value_eur", 250, NOW + timedelta(days=3))
    says = chat.run("action_document_changes")
    said = chat.text(*says)
    assert "gegenüber dem Entwurf vom 10. Januar 2027" in said
    assert "Geschäftsanteil: bisher 100 €, jetzt 250 € (Ihre Antwort vom 13. Januar 2027)" in said
    assert "D01 Satzung, Geschäftsanteil: Der Geschäftsanteil beträgt für jedes Mitglied" in said
    assert "bisher: 100] **250** Euro." in said
    assert chat.files(says[0]) == ["Aenderungen.docx"]


def test_changes_before_and_without_a_draft_are_said(chat: Chat) -> None:
    assert "noch keinen früheren Entwurf" in chat.text(*chat.run("action_document_changes"))
    chat.run("action_get_documents")
    assert "nichts geändert" in chat.text(*chat.run("action_document_changes"))


def test_after_the_new_papers_came_the_last_two_drafts_are_compared(chat: Chat) -> None:
    chat.run("action_get_documents")
    chat.answer("membership.notice_months", 6, NOW + timedelta(days=1))
    chat.run("action_get_documents")
    said = chat.text(*chat.run("action_get_documents", value="changes"))
    assert "Kündigungsfrist: bisher 12 Monate, jetzt 6 Monate" in said


@pytest.mark.parametrize("tone", ["sie", "du", "leicht", "en"])
def test_every_tone_can_be_rendered(chat: Chat, tone: str) -> None:
    chat.run("action_get_documents")
    chat.answer("coop.name", "Laden *A* [x](y) <b> eG", NOW + timedelta(days=1))
    for says in (chat.run("action_document_changes"), chat.run("action_explain_document", "führt die Firma")):
        assert chat.text(*says, tone=tone)
