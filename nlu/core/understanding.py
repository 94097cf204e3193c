"""Understanding alone: what the trained archive makes of a text, without starting Rasa (one second instead of six)."""

import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nlu.core import model_files
from nlu.core.finder import Finder
from nlu.core.intent_model import IntentModel
from nlu.core.reading import Reading, urgent_first


@dataclass(frozen=True)
class Understanding:
    """The same parts that answer in the running core."""

    model: IntentModel
    limit: float
    finder: Finder
    synonyms: dict[str, str]

    def read(self, text: str) -> Reading:
        """The intents of a text."""
        return Reading(urgent_first(self.model.ranking(text), self.limit), self.limit)

    def entities(self, text: str) -> list[dict[str, Any]]:
        """The finds in a text, with the common word where different ones mean the same."""
        return [
            {"entity": entity, "value": self._common(text[start:end]), "start": start, "end": end}
            for start, end, entity in self.finder.find(text)
        ]

    def _common(self, word: str) -> str:
        return self.synonyms.get(word.lower(), word)


def open_archive(path: Path) -> Understanding:
    """Read an archive that `train` made; OSError, KeyError or ValueError where it is none."""
    with TemporaryDirectory() as folder, tarfile.open(path) as archive:
        archive.extractall(folder, filter="data")
        limit, reader = _limit(Path(folder) / "metadata.json")
        components = Path(folder) / "components"
        return Understanding(
            model=model_files.load(components / reader),
            limit=limit,
            finder=Finder(**_json(next(components.glob("*/entities.json")))),
            synonyms=_json(next(components.glob("*/synonyms.json"))),
        )


def _limit(metadata: Path) -> tuple[float, str]:
    """The confidence below which the bot asks back, and the folder of the component that it belongs to."""
    nodes = _json(metadata)["predict_schema"]["nodes"]
    name = next(name for name in nodes if name.endswith("IntentReader0"))
    return float(nodes[name]["config"]["limit"]), nodes[name]["resource"]["name"]


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf8"))
