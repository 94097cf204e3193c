"""Compares letters: TF-IDF over character n-grams, so that typing errors, compounds and dialect still match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from data.language import LONGEST, char_ngrams, words

LOW, HIGH = 3, 5  # measured: docs/understanding.md, library search

Scores = NDArray[np.float64]


class NgramIndex:
    """An inverted index from n-gram to texts, held in three flat arrays (342 texts: 60,000 n-grams, 0.2 s)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._numbers: dict[str, int] = {}
        counted = [np.unique(grams, return_counts=True) for grams in self._grams_of(texts)]
        rows = np.repeat(np.arange(self._size), [len(grams) for grams, _ in counted])
        grams = np.concatenate([grams for grams, _ in counted])
        seen = np.bincount(grams, minlength=len(self._numbers))
        self._rarity = np.log((1 + self._size) / (1 + seen)) + 1
        weights = (1 + np.log(np.concatenate([counts for _, counts in counted]))) * self._rarity[grams]
        weights /= np.sqrt(np.bincount(rows, weights * weights, self._size))[rows]
        order = np.argsort(grams, kind="stable")
        self._rows, self._weights = rows[order], weights[order]
        self._starts = np.concatenate([[0], np.cumsum(seen)])

    def scores(self, weighted_words: Iterable[tuple[str, float]]) -> Scores:
        """Cosine of every text with the words, each word counting by its weight."""
        wanted: dict[int, float] = {}
        for word, weight in weighted_words:
            for gram in char_ngrams(word, LOW, HIGH):
                number = self._numbers.get(gram)
                if number is not None:
                    wanted[number] = max(weight, wanted.get(number, 0.0))
        found = np.zeros(self._size)
        weights = {number: weight * self._rarity[number] for number, weight in wanted.items()}
        length = np.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for number, weight in weights.items():
            here = slice(self._starts[number], self._starts[number + 1])
            found[self._rows[here]] += weight / length * self._weights[here]
        return found

    def _grams_of(self, texts: Sequence[str]) -> Iterable[NDArray[np.int_]]:
        """The numbers of every text's n-grams; those of a word are worked out once."""
        known: dict[str, NDArray[np.int_]] = {}
        for text in texts:
            counts = Counter(_all_words(text))
            for word in counts.keys() - known.keys():
                numbers = [self._numbers.setdefault(g, len(self._numbers)) for g in char_ngrams(word, LOW, HIGH)]
                known[word] = np.array(numbers, dtype=np.int_)
            yield np.concatenate([np.repeat(known[word], times) for word, times in counts.items()])


def _all_words(text: str) -> Iterable[str]:
    """Words of the whole text; `words` reads the beginning only."""
    for start in range(0, len(text), LONGEST):
        yield from words(text[start : start + LONGEST])
