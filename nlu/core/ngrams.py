"""Texts as weighted n-grams of words and letters: how people write, whatever they mean.

TF-IDF as usual (sublinear counts, smoothed idf, length 1), but read by `data.language`, and a text is scored by
looking its n-grams up: no matrix is built for a message.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix

from data.language import char_ngrams, fold


def word_terms(folded: str) -> list[str]:
    """Words and pairs of neighbouring words."""
    words = folded.split()
    return words + [f"{a} {b}" for a, b in pairwise(words)]


def letter_terms(folded: str) -> Iterable[str]:
    """Two to four letters inside a word: what survives typos, missing umlauts and dialect."""
    return char_ngrams(folded, 2, 4)


TERMS: dict[str, Callable[[str], Iterable[str]]] = {"words": word_terms, "letters": letter_terms}


@dataclass(frozen=True)
class NGrams:
    """One kind of n-grams, learnt from texts: each term's column and its weight."""

    kind: str
    columns: dict[str, int]
    weights: np.ndarray

    @classmethod
    def learn(cls, kind: str, texts: Sequence[str]) -> "NGrams":
        """Columns in alphabetical order, weights `ln((1 + n) / (1 + texts with the term)) + 1`."""
        seen = Counter(term for text in texts for term in set(TERMS[kind](fold(text))))
        terms = sorted(seen)
        counts = np.array([seen[term] for term in terms], dtype=np.float64)
        weights = np.log((1 + len(texts)) / (1 + counts)) + 1
        return cls(kind, {term: column for column, term in enumerate(terms)}, weights.astype(np.float32))

    def row(self, text: str) -> tuple[list[int], np.ndarray]:
        """Columns and values of a text, of length 1; empty where it shares no term with the examples."""
        counts = Counter(term for term in TERMS[self.kind](fold(text)) if term in self.columns)
        columns = [self.columns[term] for term in counts]
        values = (1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * self.weights[columns]
        return columns, values / (np.linalg.norm(values) or 1.0)

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """A row per text."""
        rows = [self.row(text) for text in texts]
        lengths = np.cumsum([0] + [len(columns) for columns, _ in rows])
        columns = np.concatenate([np.array(columns, dtype=np.int32) for columns, _ in rows])
        values = np.concatenate([values for _, values in rows])
        return csr_matrix((values, columns, lengths), shape=(len(rows), len(self.columns)))
