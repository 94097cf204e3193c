"""What an open question does in a turn: it comes first, hands side questions on, and is put again."""

import pytest
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.core.interview_policy import CONTINUE, INTERVIEW, next_action

REJECTED = ActionExecutionRejected(INTERVIEW)


def after(*events, **metadata) -> str | None:
    past = [
        ActionExecuted("action_listen"),
        UserUttered("hallo", metadata={"interview": True}),
        ActionExecuted(INTERVIEW),
    ]
    message = UserUttered("und nun", metadata=metadata)
    return next_action(
        DialogueStateTracker.from_events("a", [*past, ActionExecuted("action_listen"), message, *events])
    )


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], INTERVIEW),
        ([ActionExecuted(INTERVIEW)], "action_listen"),
        ([REJECTED], None),
        ([REJECTED, ActionExecuted("utter_faq")], CONTINUE),
        ([REJECTED, ActionExecuted("utter_faq"), ActionExecuted(CONTINUE)], "action_listen"),
        ([ActionExecuted("action_cancel")], None),
    ],
)
def test_an_open_question(events, expected: str | None) -> None:
    assert after(*events, interview="founding") == expected


@pytest.mark.parametrize("metadata", [{}, {"interview": None}, {"interview": ""}])
def test_without_one_the_rules_decide(metadata) -> None:
    assert after(**metadata) is None


def test_before_any_message_the_rules_decide() -> None:
    assert next_action(DialogueStateTracker.from_events("a", [])) is None
