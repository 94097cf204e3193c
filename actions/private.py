"""What concerns one person alone is not done in a group: the bot names the place where they can talk alone.

Knows no action; `base` asks here before and after each one.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.reply import Say
from data.tables.account import Conversation

ACTIONS = frozenset(
    {
        "action_data_export",
        "action_data_delete",
        "action_link_account",
        "action_update_profile",
        "action_find_matching_project",
        "action_report_hours",
        "action_token_balance",
        "action_token_history",
        "action_redeem_tokens",
        "action_volunteer_card",
        "action_take_survey",
        "action_reminder_settings",
    }
)
"""Answers of these hold what only their person may read, or keep what only they may give."""

QUESTIONS = ("interview.consent", "interview.persons", "persons", "block:persons")
"""Beginnings of the interview's questions for addresses, birthdays and the consent to keep them."""


def instead(conversation: Conversation, action: str, link: str) -> Sequence[Say] | None:
    """What is said instead of a private action in a group; None where the action may run."""
    if conversation.kind != "group" or action not in ACTIONS:
        return None
    return [Say(say="utter_room_private", with_={"link": link})]


def without_private_question(conversation: Conversation, says: Sequence[Say], link: str) -> Sequence[Say]:
    """The says of an action; a private question that it put in a group is asked elsewhere and open here no more."""
    step = str((conversation.asked or {}).get("step") or "")
    if conversation.kind != "group" or not step.startswith(QUESTIONS):
        return says
    conversation.asked = {}
    return [*says[:-1], Say(say="utter_room_private_question", with_={"link": link})]
