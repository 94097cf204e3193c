"""How a text was read: the best intents with their probabilities, and whether to ask back instead of acting."""

from dataclasses import dataclass

ASKED_BACK = "nlu_fallback"
SHOWN = 3
URGENT = {"distress": 0.25}  # a person in a crisis is heard sooner; measured on tests/understanding/hardship.yml


def urgent_first(ranking: list[tuple[str, float]], limit: float) -> list[tuple[str, float]]:
    """Where nothing is certain, a possible crisis comes before what is a little likelier."""
    if not ranking or ranking[0][1] >= limit:
        return ranking
    return sorted(ranking, key=lambda each: each[1] < URGENT.get(each[0], 1.0))


@dataclass(frozen=True)
class Reading:
    """Intents with confidence, best first (`faq/…` in full); none for a text without content."""

    ranking: list[tuple[str, float]]
    limit: float

    @property
    def intent(self) -> str | None:
        """The best intent, whatever its confidence."""
        return self.ranking[0][0] if self.ranking else None

    @property
    def confidence(self) -> float:
        """Probability that the best intent is right."""
        return self.ranking[0][1] if self.ranking else 0.0

    @property
    def asks_back(self) -> bool:
        """Too unsure to act."""
        return self.confidence < URGENT.get(self.intent or "", self.limit)

    def as_dict(self) -> dict[str, object]:
        """For actions and logs: the best three, and whether we ask."""
        ranking = [{"name": name, "confidence": round(confidence, 4)} for name, confidence in self.ranking[:SHOWN]]
        best = {"name": self.intent, "confidence": round(self.confidence, 4)}
        return {**best, "ranking": ranking, "asks_back": self.asks_back}
