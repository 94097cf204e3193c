"""How well texts were understood: accuracy, confusions, and whether confidence can be believed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BINS = 10


@dataclass(frozen=True)
class Judged:
    """One text: what was meant, what was read, how sure, and whether we would ask back."""

    text: str
    meant: str
    read: str | None
    confidence: float
    asks_back: bool

    @property
    def right(self) -> bool:
        """Read as meant."""
        return self.meant == self.read


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures as JSON; shares from 0 to 1. Acted upon = not asked back."""
    acted = [each for each in judged if not each.asks_back]
    return {
        "utterances": len(judged),
        "accuracy": _share(judged),
        "asked_back": round(1 - len(acted) / len(judged), 4) if judged else 0.0,
        "accuracy_when_acting": _share(acted),
        "expected_calibration_error": round(calibration_error(judged), 4),
        "intents": {
            intent: {"utterances": len(group), "accuracy": _share(group)}
            for intent, group in _by_intent(judged).items()
        },
        "confusions": _confusions(judged),
    }


def calibration_error(judged: Sequence[Judged]) -> float:
    """Mean distance between confidence and truth over ten equal bins of confidence."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for each in judged:
        bins[min(BINS - 1, int(each.confidence * BINS))].append(each)
    gaps = (abs(sum(e.right for e in group) - sum(e.confidence for e in group)) for group in bins)
    return sum(gaps) / max(1, len(judged))


def _confusions(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    wrong = Counter((each.meant, each.read) for each in judged if not each.right)
    texts = {pair: [e.text for e in judged if (e.meant, e.read) == pair] for pair in wrong}
    return [{"meant": m, "read": r, "count": n, "texts": texts[m, r]} for (m, r), n in wrong.most_common()]


def _by_intent(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for each in judged:
        groups.setdefault(each.meant, []).append(each)
    return groups


def _share(judged: Sequence[Judged]) -> float:
    return round(sum(each.right for each in judged) / len(judged), 4) if judged else 0.0
