"""Finds the marked things in a message: sums and dates by their form, names by the words marked in the examples.

Names are compared folded, so "juelich" is found where an example says [Jülich](place). Patterns are the regexes of
the training data. Each stretch of text gives at most one entity: the longest, then the first.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
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

from data.language import LONGEST, fold

_WORD = re.compile(r"[^\W_]+")
LONGEST_NAME = 5  # words
FILE = "entities.json"

Found = tuple[int, int, str]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityFinder(GraphComponent, EntityExtractorMixin):
    """Rasa component; learns names and takes over patterns in training."""

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> Any:
        """A finder that knows nothing yet."""
        return cls(model_storage, resource, {"names": {}, "patterns": []})

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
            return cls(model_storage, resource, json.loads((Path(folder) / FILE).read_text("utf8")))

    def __init__(self, storage: ModelStorage, resource: Resource, known: dict[str, Any]) -> None:
        """`known`: names (folded words → entity) and patterns (entity, regex)."""
        self._storage, self._resource = storage, resource
        self._names: dict[str, str] = known["names"]
        self._patterns = [(entity, re.compile(pattern, re.IGNORECASE)) for entity, pattern in known["patterns"]]

    def train(self, training_data: TrainingData) -> Resource:
        """Learn all marked words, except of entities that have a pattern."""
        patterns = [[feature["name"], feature["pattern"]] for feature in training_data.regex_features]
        with self._storage.write_to(self._resource) as folder:
            known = {"names": _names(training_data, {entity for entity, _ in patterns}), "patterns": patterns}
            (Path(folder) / FILE).write_text(json.dumps(known, ensure_ascii=False), "utf8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the found entities to each message."""
        for message in messages:
            text = (message.get(TEXT) or "")[:LONGEST]
            found = [
                {"entity": entity, "start": start, "end": end, "value": text[start:end], "extractor": self.name}
                for start, end, entity in self.find(text)
            ]
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages

    def find(self, text: str) -> list[Found]:
        """Start, end and entity of each find, in order, none overlapping another."""
        taken: list[Found] = []
        for found in sorted(self._candidates(text), key=lambda each: (each[0] - each[1], each)):
            if all(found[1] <= start or end <= found[0] for start, end, _ in taken):
                taken.append(found)
        return sorted(taken)

    def _candidates(self, text: str) -> Iterator[Found]:
        for entity, pattern in self._patterns:
            for match in pattern.finditer(text):
                yield match.start(), match.end(), entity
        words = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST_NAME, len(words))):
                if entity := self._names.get(" ".join(word for _, _, word in words[first : last + 1])):
                    yield words[first][0], words[last][1], entity


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
