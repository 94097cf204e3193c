"""Names instead of sentences: what Rasa would say is handed to the app as the name of a text.

The app renders it by tone and channel, so changing a text needs no training.
"""

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

_SIMPLE = (str, int, float, bool)


class TextNames(NaturalLanguageGenerator):
    """Rasa's nlg endpoint: `utter_x` becomes `{"say": "utter_x", "with": {…}}`."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        """Rasa hands over both; a name needs neither."""

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,  # noqa: ARG002  Rasa's signature
        output_channel: str,  # noqa: ARG002
        **kwargs: Any,
    ) -> dict[str, Any]:
        """A reply as our actions give it; parameters are the simple values among `kwargs`."""
        simple = {name: value for name, value in kwargs.items() if isinstance(value, _SIMPLE)}
        return {"custom": {"say": utter_action, "with": simple}}
