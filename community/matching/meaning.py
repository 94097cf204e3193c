"""Free words to skills of the vocabulary: by their word, or by what they mean ("kann gut mit Holz" → carpentry)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from community.matching.sides import Skill
from community.matching.weights import weights
from data.language import encoder, fold

BY_WORD = 1.0


class Meanings:
    """A vocabulary (id → names, the usual one first) whose meanings are at hand."""

    def __init__(self, vocabulary: Mapping[Skill, Sequence[str]]) -> None:
        self._by_word = {fold(name): skill for skill, names in vocabulary.items() for name in names}
        self._owners = [skill for skill, names in vocabulary.items() for _ in names]
        self._names = [name for names in vocabulary.values() for name in names]
        reader = encoder()
        self._vectors = reader.encode(self._names) if reader else None

    def skills_in(self, text: str, most: int = 3) -> dict[Skill, float]:
        """The skills that a text speaks of: 1 where a name stands in it, else how near its meaning is (below 1).

        Without the encoder only names are found. At most `most` by meaning, the nearest.
        """
        folded = f" {fold(text)} "
        named = {skill: BY_WORD for name, skill in self._by_word.items() if f" {name} " in folded}
        return named or self._near(text, most)

    def _near(self, text: str, most: int) -> dict[Skill, float]:
        reader = encoder()
        if reader is None or self._vectors is None or not fold(text):
            return {}
        nearness = self._vectors @ reader.encode([text])[0]
        found: dict[Skill, float] = {}
        for place in np.argsort(-nearness, kind="stable"):
            if nearness[place] < weights().near_enough or len(found) == most:
                break
            found.setdefault(self._owners[place], round(min(float(nearness[place]), 0.99), 2))
        return found
