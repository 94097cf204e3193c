"""A private chat on Telegram: words in, answers out, buttons, numbers, parts, restarts."""

from __future__ import annotations

from typing import Any

from emulator.people import Person, buttons_of, text_of, titles


def test_words_are_answered_and_the_notice_comes_once(erika: Person) -> None:
    erika.say("hallo")
    erika.hears("Gesagt: hallo")
    erika.hears("Datenschutz")
    erika.say("und nun")
    erika.hears("Gesagt: und nun")
    assert len([m for m in erika.world.from_bot(erika.id) if "Datenschutz" in text_of(m)]) == 1


def test_buttons_are_pressed_shown_as_chosen_and_gone(erika: Person) -> None:
    erika.say("wählen")
    shown = erika.hears("Wählen")
    assert titles(shown) == ["1. Kaufen", "2. Pachten"]
    assert shown["entities"] == [{"type": "bold", "offset": 0, "length": 6}]
    query = erika.tap("Pachten")
    erika.hears('Gesagt: /pick{"id": "b"}')
    changed = erika.hears("Gewählt: 2. Pachten")
    assert changed["message_id"] == shown["message_id"]
    assert buttons_of(changed) == []
    assert query not in erika.world.open_queries


def test_five_quick_taps_are_one_and_the_others_are_told(running: Any, erika: Person) -> None:
    erika.say("wählen")
    shown = erika.hears("Wählen")
    data = buttons_of(shown)[0]["callback_data"]
    old = dict(shown)
    queries = [erika.press(old, data) for _ in range(5)]
    erika.wait(lambda _: not erika.world.open_queries)
    erika.hears('"a"')
    assert [erika.world.toasts[query] for query in queries].count("") == 1
    assert {erika.world.toasts[query] for query in queries} == {"", "Schon beantwortet: 1. Kaufen"}
    assert running.core.heard.count('/pick{"id": "a"}') == 1


def test_a_typed_number_is_a_press_and_takes_the_buttons_away(erika: Person) -> None:
    erika.say("wählen")
    shown = erika.hears("Wählen")
    erika.say("2")
    erika.hears('"b"')
    erika.wait(lambda _: not buttons_of(shown))


def test_buttons_of_both_parts_of_one_answer_stay_and_go_together(erika: Person) -> None:
    erika.say("zweimal wählen")
    both: list[Any] = erika.wait(lambda said: [m for m in said if buttons_of(m)] if len(said) == 3 else None)
    assert len(both) == 2
    erika.say("hallo")
    erika.wait(lambda said: not any(buttons_of(message) for message in said))


def test_buttons_of_before_a_restart_go_away_too(running: Any, erika: Person) -> None:
    erika.say("wählen")
    shown = erika.hears("Wählen")
    running.stop()
    running.start()
    erika.say("hallo")
    erika.hears("Gesagt: hallo")
    erika.wait(lambda _: not buttons_of(shown))


def test_a_long_answer_comes_in_parts_in_order_with_the_buttons_at_its_end(erika: Person) -> None:
    erika.say("lang")
    said = erika.wait(lambda said: said if said and buttons_of(said[-1]) else None)
    numbers = [int(word) for message in said for word in text_of(message).split() if word.isdigit()]
    assert numbers == list(range(400))
    assert all(len(message["entities"]) <= 100 for message in said if message.get("entities"))
    assert [m for m in said[:-1] if buttons_of(m)] == []


def test_what_was_said_while_we_were_away_is_answered_once_after_the_start(running: Any, erika: Person) -> None:
    erika.say("hallo")
    erika.hears("Gesagt: hallo")
    running.stop()
    words = ["Freibad", "Dorfladen", "Kino", "Bahnhof", "Schule"]
    for word in words:
        erika.say(word)
    running.start()
    erika.hears("Schule")
    texts = [text_of(m) for m in erika.world.from_bot(erika.id)]
    assert texts[2:] == [f"Gesagt: {word}" for word in words]
