"""All actions of all topics, from the tables in their files."""

from __future__ import annotations

from actions import (
    account,
    ask_back,
    blueprints,
    changes,
    faq,
    founding,
    interview,
    legal_form,
    papers,
    privacy,
    roadmap,
    smalltalk,
    trace,
)
from actions.base import TopicAction
from actions.services import Services

TOPICS = (
    account, ask_back, blueprints, changes, faq, founding, interview, legal_form, papers, privacy, roadmap, smalltalk,
    trace,
)  # fmt: skip


def build(services: Services) -> list[TopicAction]:
    """Every custom action, ready for the core."""
    return [TopicAction(name, answer, services) for topic in TOPICS for name, answer in topic.ACTIONS.items()]
