"""Finds the marked things in a text: sums and dates by their form, names by the words marked in the examples.

Names are compared folded, so "juelich" is found where an example says [Jülich](place). Each stretch of text gives
at most one find: the longest, then the first. Knows nothing of Rasa.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from data.language import LONGEST, fold

Found = tuple[int, int, str]
"""Start, end, entity."""

LONGEST_NAME = 5  # words
_WORD = re.compile(r"[^\W_]+")


class Finder:
    """Knows names (folded words → entity) and patterns (entity, regex)."""

    def __init__(self, names: Mapping[str, str], patterns: Sequence[tuple[str, str]]) -> None:
        """Patterns are matched without regard to case."""
        self._names = names
        self._patterns = [(entity, re.compile(pattern, re.IGNORECASE)) for entity, pattern in patterns]

    def find(self, text: str) -> list[Found]:
        """All finds in their order, none overlapping another."""
        taken: list[Found] = []
        for found in sorted(self._candidates(text[:LONGEST]), key=lambda each: (each[0] - each[1], each)):
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
