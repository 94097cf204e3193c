"""Our intent model as a component of Rasa's pipeline; also serves retrieval intents and decides when to ask back.

Sets on each message: `intent` and `intent_ranking` (what Rasa acts on; below the limit `nlu_fallback`), `reading`
(our best intents with their own confidence, for actions and reports) and `response_selector` (which faq it is).
"""

# ruff: noqa: ARG003  the signatures are Rasa's
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, INTENT_RESPONSE_KEY, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from data.language import encoder
from nlu.core import model_files
from nlu.core.intent_model import IntentModel, Weights, train
from nlu.core.reading import ASKED_BACK, SHOWN, Reading, urgent_first


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentReader(GraphComponent, IntentClassifier):
    """Reads what a person wants."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Weights as in `intent_model`; below `limit` the bot asks back."""
        return {"limit": 0.5, **vars(Weights())}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Any:
        """An untrained reader."""
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Any:
        """A trained reader from the model archive; the encoder with it, lest the first message wait for it."""
        encoder()
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, model_files.load(Path(folder)))

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: IntentModel | None
    ) -> None:
        """Rasa calls `create` or `load`."""
        self._config, self._storage, self._resource, self._model = config, storage, resource, model

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples; `faq/x` is an intent of its own."""
        examples = [message for message in training_data.intent_examples if message.get(TEXT)]
        intents = [message.get(INTENT_RESPONSE_KEY) or message.get(INTENT) for message in examples]
        weights = Weights(**{name: self._config[name] for name in vars(Weights())})
        with self._storage.write_to(self._resource) as folder:
            model_files.save(train([message.get(TEXT) for message in examples], intents, weights), Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            self._set(message, self.read(message.get(TEXT) or ""))
        return messages

    def read(self, text: str) -> Reading:
        """How a text is read. A pressed `/faq/x` is certain: Rasa itself presses only intents without a slash."""
        label = text.removeprefix("/")
        if text.startswith("/faq/") and label in self._model.labels:
            return Reading([(label, 1.0)], self._config["limit"])
        return Reading(urgent_first(self._model.ranking(text), self._config["limit"]), self._config["limit"])

    def _set(self, message: Message, reading: Reading) -> None:
        ranking = [{"name": name, "confidence": value} for name, value in reading.ranking[:SHOWN]]
        if reading.asks_back:
            ranking.insert(0, {"name": ASKED_BACK, "confidence": 1.0 - reading.confidence})
        best = {**ranking[0], "name": ranking[0]["name"].split("/")[0]}
        message.set(INTENT, best, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set("reading", reading.as_dict(), add_to_output=True)
        message.set(RESPONSE_SELECTOR, _selected(reading), add_to_output=True)


def _selected(reading: Reading) -> dict[str, Any]:
    """The best retrieval intent of each kind, in the form of Rasa's response selector."""
    selected: dict[str, Any] = {"all_retrieval_intents": []}
    for label, confidence in reading.ranking:
        kind, _, rest = label.partition("/")
        if rest and kind not in selected:
            answer = {"intent_response_key": label, "utter_action": f"utter_{label}", "confidence": confidence}
            selected |= {kind: {"response": answer, "ranking": [answer]}}
            selected["all_retrieval_intents"].append(kind)
    return selected
