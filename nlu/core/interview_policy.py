"""While an interview is open (metadata `interview`), every message goes to `action_interview` first.

The action rejects what is a side question; then the rules answer as if there were no interview, and
`action_interview_continue` puts the open question again. All state comes with the turn, none is kept here.
"""

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

INTERVIEW = "action_interview"
CONTINUE = "action_interview_continue"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class InterviewPolicy(Policy):
    """Stands above the rules (priority 10 to their 4) and says nothing outside an interview."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa merges this with the entry in config.yml."""
        return {"priority": 10}

    @staticmethod
    def supported_data() -> SupportedData:
        """Rules and stories alike, so that Rasa accepts it beside the rule policy."""
        return SupportedData.ML_AND_RULE_DATA

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Policy:
        """Nothing was learnt, nothing is read."""
        return cls(config, model_storage, resource, execution_context)

    def train(self, *_: Any, **__: Any) -> Resource:
        """Nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, *_: Any, **__: Any
    ) -> PolicyPrediction:
        """The next action of an interview's turn with certainty, or no opinion."""
        probabilities = self._default_predictions(domain)
        if action := next_action(tracker):
            probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities)


def next_action(tracker: DialogueStateTracker) -> str | None:
    """What an open interview does next in this turn; None leaves it to the rules."""
    message = tracker.latest_message
    if message is None or not (message.metadata or {}).get("interview"):
        return None
    ran, rejected = _this_turn(tracker)
    if INTERVIEW in ran or CONTINUE in ran:
        return ACTION_LISTEN_NAME
    if rejected:
        return CONTINUE if ran else None
    return None if ran else INTERVIEW


def _this_turn(tracker: DialogueStateTracker) -> tuple[list[str], bool]:
    """Actions since the last message of the person, and whether `action_interview` said "not mine"."""
    ran, rejected = [], False
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, ActionExecuted) and event.action_name:
            ran.append(event.action_name)
        elif isinstance(event, ActionExecutionRejected) and event.action_name == INTERVIEW:
            rejected = True
    return ran, rejected
