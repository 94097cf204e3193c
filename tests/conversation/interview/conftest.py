"""A talk with the interview alone (no database, no Rasa), and a founder who answers whatever is asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from documents.answered import Facts
from documents.answers.calendar import When
from documents.interview import engine
from documents.interview.case import Case
from documents.interview.outcome import Message, Outcome

TODAY = When(date(2026, 11, 25))


@dataclass
class Talk:
    """One founding in one conversation; what is stored is applied as the database would fold it."""

    case: Case = field(default_factory=lambda: Case(Facts(), {}, TODAY))
    answers: int = 0
    last: Outcome | None = None

    def begin(self) -> Outcome:
        return self._keep(engine.begin(self.case))

    def say(self, text: str, intent: str = "", confidence: float = 0.0) -> Outcome:
        self.answers += 1
        return self._keep(engine.hear(self.case, Message(text, intent, confidence)))

    def say_all(self, texts: Iterable[str]) -> Outcome:
        outcome = self.last
        for text in texts:
            outcome = self.say(text)
        assert outcome is not None
        return outcome

    def press(self, payload: str) -> Outcome:
        self.answers += 1
        pressed = json.loads(payload.removeprefix("/answer_question"))
        return self._keep(engine.hear(self.case, Message(pressed=pressed)))

    def value(self, path: str) -> Any:
        return self.case.value(path)

    @property
    def step(self) -> str:
        return str(self.case.asked.get("step") or "")

    @property
    def said(self) -> list[str]:
        assert self.last is not None
        return [say.say for say in self.last.says]

    def text(self, name: str) -> Mapping[str, Any]:
        """The parameters of a text that was just said."""
        assert self.last is not None
        return next(say.with_ for say in self.last.says if say.say == name)

    def _keep(self, outcome: Outcome) -> Outcome:
        self.case = self.case.with_changes(outcome.changes, outcome.asked)
        self.last = outcome
        return outcome


@pytest.fixture
def talk() -> Talk:
    """A founding that has just begun."""
    begun = Talk()
    begun.begin()
    return begun


@pytest.fixture(scope="session")
def new_talk() -> Callable[..., Talk]:
    """Makes talks, for tests that need many."""

    def make(states: Callable[[str], list[str]] | None = None) -> Talk:
        case = Case(Facts(), {}, TODAY, **({"states": states} if states else {}))
        return Talk(case)

    return make


IDEA = [
    "Dorfladen",
    "Musterhausen",
    "Hessen",
    "Betrieb eines Lebensmittelladens mit Café und Paketstelle in Musterhausen",
    "Sie nutzen das Angebot selbst",
    "Förderung der Wirtschaft der Mitglieder durch wohnortnahe Versorgung",
    "keine",
    "ja",
    "180",
    "ja",
]
NAME = ["Dorfladen Musterhausen eG", "Am Anger 1, 12345 Musterhausen", "www.dorfladen-musterhausen.de"]
SHARES = ["100 Euro", "ja", "nein, nie", "ja"]
RULES = ["ja", "ja", "ja", "ja", "ja", "ja"]
FOUNDERS = [
    "Erika Musterfrau, Musterstraße 1, 12345 Musterhausen, geb. 4.3.1971",
    "Max Mustermann, Musterstraße 2, 12345 Musterhausen, geb. 20.11.1968",
    "Otto Testmann, Musterstraße 3, 12345 Musterhausen",
    "Bertha Beispiel, Musterstraße 4, 12345 Musterhausen",
    "Paula Probst-Probe, Musterstraße 5, 12345 Musterhausen",
    "Friedrich Fiktiv, Musterstraße 6, 12345 Musterhausen",
    "Petra Platzhalter, Musterstraße 7, 12345 Musterhausen",
    "Ingo Irgendwer, Musterstraße 8, 12345 Musterhausen",
]
PEOPLE = ["ja", *FOUNDERS, "fertig", "ja"]
ROLES = ["1, 2", "3, 4 und 5", "Friedrich Fiktiv", "7"]
MEETING = ["20. März 2027, 19 Uhr", "Bürgersaal, Am Anger 3, 12345 Musterhausen", "1. März 2027", "ja", "ja"]
AUDIT = ["Prüfungsverband Beispiel e.V.", "Verbandsstadt", "ja"]
NO_PLAN = ["nein"]


@pytest.fixture(scope="session")
def dorfladen() -> dict[str, list[str]]:
    """The answers of a typical village shop, section by section."""
    sections = {"idea": IDEA, "name": NAME, "shares": SHARES, "rules": RULES, "people": PEOPLE}
    return sections | {"roles": ROLES, "meeting": MEETING, "audit": AUDIT, "plan": NO_PLAN}


@pytest.fixture(scope="session")
def stages(dorfladen: dict[str, list[str]]) -> dict[str, Talk]:
    """The talk before each section, and "end"; answered once, for cases are never changed in place."""
    talk = Talk()
    talk.begin()
    found = {}
    for name, texts in dorfladen.items():
        found[name] = replace(talk)
        talk.say_all(texts)
    return found | {"end": replace(talk)}


@pytest.fixture
def at(stages: dict[str, Talk]) -> Callable[[str], Talk]:
    """A talk of its own with all sections before the named one answered."""
    return lambda name: replace(stages[name])
