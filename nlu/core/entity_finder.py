"""The finder as a component of Rasa's pipeline: learns names from the examples, takes over the regexes beside them."""

# ruff: noqa: ARG003  the signatures are Rasa's
import json
from collections import Counter
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from data.language import fold
from nlu.core.finder import Finder

FILE = "entities.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityFinder(GraphComponent, EntityExtractorMixin):
    """Adds what the finder finds to each message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Any:
        """A finder that knows nothing yet."""
        return cls(model_storage, resource, Finder({}, []))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Any:
        """A trained finder from the model archive."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Finder(**json.loads((Path(folder) / FILE).read_text("utf8"))))

    def __init__(self, storage: ModelStorage, resource: Resource, finder: Finder) -> None:
        """Rasa calls `create` or `load`."""
        self._storage, self._resource, self._finder = storage, resource, finder

    def train(self, training_data: TrainingData) -> Resource:
        """Learn all marked words, except of entities that have a pattern."""
        patterns = [[feature["name"], feature["pattern"]] for feature in training_data.regex_features]
        known = {"names": _names(training_data, {entity for entity, _ in patterns}), "patterns": patterns}
        with self._storage.write_to(self._resource) as folder:
            (Path(folder) / FILE).write_text(json.dumps(known, ensure_ascii=False), "utf8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Find in each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = [
                {"entity": entity, "start": start, "end": end, "value": text[start:end], "extractor": self.name}
                for start, end, entity in self._finder.find(text)
            ]
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages


def _names(training_data: TrainingData, by_pattern: set[str]) -> dict[str, str]:
    """Marked words, folded; marked as different things, the more frequent one counts."""
    counts = Counter(
        (fold(message.get(TEXT)[entity["start"] : entity["end"]]), entity["entity"])
        for message in training_data.entity_examples
        for entity in message.get(ENTITIES, [])
        if entity["entity"] not in by_pattern
    )
    ranked = sorted(counts.items(), key=lambda each: (each[1], each[0]))
    return {name: entity for (name, entity), _ in ranked if name}
