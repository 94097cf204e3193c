"""Finds which known word a spoken word is: the word itself, inflected, in a compound, or misspelled.

By lookup, not by comparing with every known word: 20 µs. Words are folded; umlauts are dropped, since plurals change
them ("baeder", "bad").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

SHORTEST = 5  # letters of a word that may have an ending or be misspelled
ENDING = 3  # letters that an ending may have: -ern, -es
BEGINNING = 4  # letters of a word that may begin a compound, whose rest has as many
CLOSING = 6  # letters of a word that may close a compound
ALIKE = 90  # of 100, for a typing error


def stem(word: str) -> str:
    """The word without its umlauts."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


class Names:
    """Words with the ids that they name; `loose` words name nothing when they are part of a compound."""

    def __init__(self, loose: Collection[str] = ()) -> None:
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        self._shortened: defaultdict[str, set[str]] = defaultdict(set)
        self._loose = {stem(word) for word in loose}

    def add(self, word: str, ids: Collection[str]) -> None:
        """From now on the word names these ids, too."""
        name = stem(word)
        self._ids[name] |= set(ids)
        for short in _without_ending(name):
            self._shortened[short] |= set(ids)

    def exactly(self, word: str) -> set[str]:
        """The ids of the word itself."""
        return self._ids.get(stem(word), set())

    def inflected(self, word: str) -> set[str]:
        """The ids of the word, or of a word that differs by an ending only."""
        said = stem(word)
        near = self._shortened.get(said, set()).union(*(self._ids.get(short, ()) for short in _without_ending(said)))
        return self._ids.get(said) or near

    def spoken(self, word: str) -> set[str]:
        """The ids of the word, also inflected or in a compound."""
        parts = (self._ids.get(part, set()) for part in _parts(stem(word)) if part not in self._loose)
        return self.exactly(word) or self.inflected(word).union(*parts)

    def misspelled(self, word: str) -> set[str]:
        """The ids of the word that is spelled nearly so."""
        if len(stem(word)) <= SHORTEST:
            return set()
        from rapidfuzz import fuzz, process  # 40 ms, rarely needed

        near = process.extractOne(stem(word), list(self._ids), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self._ids[near[0]] if near else set()


def _without_ending(word: str) -> Iterator[str]:
    return (word[:-letters] for letters in range(1, ENDING + 1) if len(word) - letters >= SHORTEST)


def _parts(word: str) -> Iterator[str]:
    """What a compound may begin or close with."""
    yield from (word[:end] for end in range(BEGINNING, len(word) - BEGINNING + 1))
    yield from (word[start:] for start in range(1, len(word) - CLOSING + 1))
