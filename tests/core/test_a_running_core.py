"""Turns of a real core with a real model, as the app sees them: one process for all of them, since a start is slow."""

from concurrent.futures import ThreadPoolExecutor


def test_a_conversation_from_greeting_to_crash(core, actions, names) -> None:
    """One core, many promises; each step says which."""
    _rules_answer(core, names)
    _strangers_and_nonsense_are_refused(core)
    _a_pressed_button_is_certain(core, names)
    _an_open_question_comes_first_and_side_questions_are_answered(core, actions, names)
    _a_failed_action_leaves_nothing_and_may_be_repeated(core, actions, names)
    _the_same_message_twice_at_once_runs_once(core, actions)
    _a_repeated_message_is_answered_alike_even_after_a_crash(core, actions)
    _a_deleted_conversation_is_forgotten(core)


def _rules_answer(core, names) -> None:
    greeting = core.say("hallo", "r1")
    assert (greeting["intent"], names(greeting)) == ("greet", ["action_greet"])
    standing = core.say("Wie viele Leute braucht man für eine Genossenschaft mindestens?", "r2")
    assert (standing["intent"], names(standing)) == ("faq/minimum_members", ["action_faq"])
    unclear = core.say("hm also weil nämlich und so", "r3")
    assert names(unclear) == ["action_ask_back"] or unclear["intent"] == "out_of_scope"
    assert names(core.say("", "r4")) == ["action_ask_back"]


def _strangers_and_nonsense_are_refused(core) -> None:
    assert core.ask("GET", "/", token="wrong")[0] == 401
    assert core.ask("DELETE", "/conversation/a", token="")[0] == 401
    assert core.ask("POST", "/message", {"sender": "a", "text": 1})[0] == 400
    assert core.ask("POST", "/message", "nonsense")[0] == 400


def _a_pressed_button_is_certain(core, names) -> None:
    pressed = core.say("/faq/cost", "b1")
    assert (pressed["intent"], pressed["confidence"], names(pressed)) == ("faq/cost", 1.0, ["action_faq"])
    assert names(core.say('/pick{"id": "x", "kind": "example"}', "b2")) == ["action_pick"]
    assert names(core.say("/faq/no_such_question", "b3")) != []


def _an_open_question_comes_first_and_side_questions_are_answered(core, actions, names) -> None:
    assert names(core.say("hallo", "i1", interview="founding")) == ["action_interview"]
    assert names(core.say('/answer{"value": "3"}', "i2", interview="founding")) == ["action_interview"]
    actions.rejecting.add("action_interview")
    aside = core.say("Wie viele Leute braucht man für eine Genossenschaft mindestens?", "i3", interview="founding")
    assert names(aside) == ["action_faq", "action_interview_continue"]
    actions.rejecting.clear()
    assert names(core.say("hallo", "i4")) == ["action_greet"]


def _a_failed_action_leaves_nothing_and_may_be_repeated(core, actions, names) -> None:
    message = {"sender": "f", "text": "hallo", "message_id": "f1", "metadata": {}}
    actions.failing.add("action_greet")
    assert core.ask("POST", "/message", message)[0] == 503
    actions.failing.clear()
    status, answer = core.ask("POST", "/message", message)
    assert (status, names(answer)) == (200, ["action_greet"])


def _the_same_message_twice_at_once_runs_once(core, actions) -> None:
    before = len(actions.calls)
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda _: core.say("hallo", "t1", sender="t"), range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert len(actions.calls) == before + 1


def _a_repeated_message_is_answered_alike_even_after_a_crash(core, actions) -> None:
    actions.rejecting.add("action_interview")
    said = [("hallo", None), ("Dorfladen Aue eG", "founding"), ("wie hoch ist ein Anteil", "founding"), ("blub", None)]
    first = [core.say(text, f"k{n}", sender="k", interview=topic) for n, (text, topic) in enumerate(said)]
    calls = len(actions.calls)
    assert [core.say(text, f"k{n}", sender="k", interview=topic) for n, (text, topic) in enumerate(said)] == first
    core.kill()
    core.start()
    assert [core.say(text, f"k{n}", sender="k", interview=topic) for n, (text, topic) in enumerate(said)] == first
    assert len(actions.calls) == calls
    actions.rejecting.clear()


def _a_deleted_conversation_is_forgotten(core) -> None:
    core.say("das ist mein geheimnis", "d1", sender="web/ä b")
    assert core.ask("DELETE", "/conversation/web%2F%C3%A4%20b")[0] == 204
    core.kill()
    assert b"das ist mein geheimnis" not in b"".join(file.read_bytes() for file in core.db.parent.glob("conv*"))
