"""Many at once: notices to a whole town, people who blocked us, one who floods; a citizen's answer waits for none."""

from __future__ import annotations

from typing import Any

from emulator.people import Person, text_of
from sqlalchemy import func, select

from data.outbox import put
from data.people import speaker
from data.reply import Say
from data.tables.messages import Outbox

TOWN, BLOCKED = 60, 15


def known(person: Person) -> None:
    """They have talked to the bot and read the notice."""
    person.say("hallo")
    person.hears("Datenschutz")


def notify_everybody(running: Any, people: list[Person]) -> None:
    """Two notices to each, as a service would put them."""
    with running.database.write() as session:
        for person in people:
            who = speaker(session, "telegram", str(person.id), str(person.id), running.now())
            for number in (1, 2):
                say = Say(say="utter_help")
                key, now = f"notice.{person.id}.{number}", running.now()
                row = put(session, key=key, conversation_id=who.conversation_id, say=say, now=now)
                assert row is not None
                row.text = f"Hinweis {number}"


def counted(running: Any, *what: Any) -> int:
    with running.database.read() as session:
        return session.scalar(select(func.count()).select_from(Outbox).where(*what)) or 0


def test_an_answer_is_not_behind_the_notices_and_the_blocked_hold_up_nobody(running: Any, erika: Person) -> None:
    known(erika)
    people = [Person(running.world, 1000 + number) for number in range(TOWN)]
    for person in people[:BLOCKED]:
        running.world.closed[person.id] = "Forbidden: bot was blocked by the user"
    running.stop()
    running.settings.per_second = 20
    notify_everybody(running, people)
    running.start()
    erika.wait(lambda _: counted(running, Outbox.state == "sent", Outbox.inbox_id.is_(None)) > 5)
    erika.say("was kostet das?")
    erika.hears("Gesagt: was kostet das")
    assert counted(running, Outbox.state == "new", Outbox.inbox_id.is_(None)) > TOWN / 2
    reached = people[BLOCKED:]
    texts = ["Hinweis 1", "Hinweis 2"]
    for person in reached:
        person.wait(lambda said: [text_of(message) for message in said] == texts)
    erika.wait(lambda _: counted(running, Outbox.state == "dead") == BLOCKED)
    tried = [params for _, params in running.world.calls if int(params.get("chat_id", 0)) in running.world.closed]
    assert len(tried) == BLOCKED  # the first notice told us; the second one was not tried
    assert counted(running, Outbox.state == "dead", Outbox.reason.contains("blocked by the user")) == BLOCKED


def test_one_who_floods_is_answered_in_order_and_holds_up_nobody(running: Any, erika: Person) -> None:
    known(erika)
    running.stop()
    running.settings.chat_per_second = 5
    running.start()
    for number in range(30):
        erika.say(f"Satz mit {number} darin")
    other = Person(running.world, 12, "Max")
    other.say("hallo")
    other.hears("Gesagt: hallo")
    assert len(running.world.from_bot(erika.id)) < 32
    erika.hears("Satz mit 29 darin")
    heard = [text_of(message) for message in running.world.from_bot(erika.id)]
    said = [text for text in heard if text.startswith("Gesagt: Satz")]  # a slow machine may repeat the greeting, marked
    assert said == [f"Gesagt: Satz mit {number} darin" for number in range(30)]
