"""kill -9 of app and core at random moments while people write: nothing lost, nothing twice without saying so.

Sixty messages and six kills here; a thousand with CRASH_MESSAGES=1000 CRASH_KILLS=60.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator

import pytest
from emulator.people import Person, text_of
from emulator.server import Emulator
from emulator.world import TOKEN
from served import Served

MESSAGES = int(os.environ.get("CRASH_MESSAGES", "60"))
KILLS = int(os.environ.get("CRASH_KILLS", "6"))
PEOPLE = 5
QUESTIONS = (
    "Was ist eine Genossenschaft?",
    "Wer haftet bei einer Genossenschaft?",
    "Was kostet eine Gründung?",
    "Wie lange dauert eine Gründung?",
    "Was ist ein Prüfungsverband?",
)
REPEATED = "(wiederholt)\n\n"
PATIENCE_S = 240


@pytest.fixture(scope="module")
def telegram() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture(scope="module")
def served(telegram: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("crash") / "var", telegram.url, TOKEN)
    yield served
    served.stop()


def answers(telegram: Emulator, person: Person) -> list[str]:
    return [text_of(message) for message in telegram.world.from_bot(person.id)]


def greeted(telegram: Emulator, number: int) -> tuple[Person, int]:
    """A person who has read the notice, and how much the bot has written to them so far."""
    person = Person(telegram.world, number)
    person.say("hallo")
    person.hears("Datenschutz")
    return person, len(answers(telegram, person))


def asked_in_peace(telegram: Emulator) -> dict[str, str]:
    """The answer to each question while nothing goes wrong; each is a single message."""
    person, begun = greeted(telegram, 10)
    for number, question in enumerate(QUESTIONS, begun + 1):
        person.say(question)
        person.wait(lambda said, wanted=number: len(said) == wanted)
    return dict(zip(QUESTIONS, answers(telegram, person)[begun:], strict=True))


def test_kills_at_random_moments_lose_nothing_and_repeat_nothing_silently(telegram: Emulator, served: Served) -> None:
    expected = asked_in_peace(telegram)
    people = [greeted(telegram, 100 + number) for number in range(PEOPLE)]
    said: dict[int, list[str]] = {person.id: [] for person, _ in people}
    dice = random.Random(20261125)

    def write() -> None:
        for number in range(MESSAGES):
            person, _ = people[number % PEOPLE]
            question = QUESTIONS[len(said[person.id]) % len(QUESTIONS)]  # never the same one twice in a row
            said[person.id].append(question)
            person.say(question)
            open_answers(number - 25, PATIENCE_S)

    def open_answers(wanted: int, patience: float) -> None:
        """Wait until so many messages are answered: people read before they write on."""
        until = time.monotonic() + patience
        with telegram.world.changed:
            while sum(len(once(answers(telegram, p)[begun:])) for p, begun in people) < wanted:
                telegram.world.changed.wait(0.2)
                if time.monotonic() > until:
                    return

    writer = threading.Thread(target=write)
    writer.start()
    for kill in range(KILLS):
        open_answers(MESSAGES * kill // KILLS, PATIENCE_S)
        time.sleep(dice.random() * 0.4)  # a random moment is what is tested
        what = dice.choice(("app", "both", "core"))
        served.kill(what)
        if what != "core":
            served.restart()
    writer.join(PATIENCE_S)
    open_answers(MESSAGES, PATIENCE_S)
    repeated = 0
    for person, begun in people:
        got = answers(telegram, person)[begun:]
        repeated += len([text for text in got if text.startswith(REPEATED)])
        names = {text: question for question, text in expected.items()}
        assert [names.get(text, text) for text in once(got)] == said[person.id]
    print(f"{MESSAGES} messages, {KILLS} kills, {repeated} repetitions, all marked")
    assert repeated <= KILLS
    assert telegram.world.violations == []


def once(got: list[str]) -> list[str]:
    """What was received without the repetitions of the very message before, where they are marked."""
    kept: list[str] = []
    for text in got:
        plain = text.removeprefix(REPEATED)
        if plain == text or not kept or kept[-1] != plain:
            kept.append(plain)
    return kept
