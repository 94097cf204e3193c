"""What does this person want? Examples in, probabilities of intents out; knows nothing of Rasa.

Two texts are alike by their words, by their letters (typos, dialect) and by their meaning (sentence encoder), each
with a weight of its own. A ridge regression over these likenesses gives scores, `ridge.temperature` makes them
probabilities. Without the encoder the first two remain: worse, and `evaluate` shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from data.language import encoder
from nlu.core.ngrams import NGrams
from nlu.core.ridge import log_softmax, solve, temperature

STRIP = 500  # rows of the kernel computed at once


@dataclass(frozen=True)
class Weights:
    """How much each likeness counts; tuned on tests/understanding/development.yml, see docs/understanding.md."""

    words: float = 0.5
    letters: float = 2.0
    meaning: float = 2.5
    strength: float = 0.5


@dataclass(frozen=True)
class Block:
    """One kind of n-grams with the score that each term adds to each intent."""

    ngrams: NGrams
    scores: np.ndarray

    def score(self, text: str) -> np.ndarray:
        """Share of this block in the scores of a text."""
        columns, values = self.ngrams.row(text)
        return values @ self.scores[columns]


@dataclass(frozen=True)
class Meaning:
    """The examples' sentence vectors, centred, with the score that likeness to each adds to each intent."""

    centre: np.ndarray
    vectors: np.ndarray
    scores: np.ndarray

    def score(self, vector: np.ndarray) -> np.ndarray:
        """Share of the meaning in the scores of a text, given its sentence vector."""
        return likeness(self.vectors @ centred(vector, self.centre)) @ self.scores


@dataclass(frozen=True)
class IntentModel:
    """A trained model; `labels` are the intents, `faq/…` each by itself."""

    labels: list[str]
    base: np.ndarray
    blocks: list[Block]
    meaning: Meaning | None
    factor: float

    def probabilities(self, text: str) -> np.ndarray:
        """Probability of each label, in the order of `labels`."""
        scores = self.base + sum((block.score(text) for block in self.blocks), np.zeros(len(self.labels)))
        if self.meaning is not None and (sentences := encoder()):
            scores = scores + self.meaning.score(sentences.encode([text])[0])
        return np.exp(log_softmax(self.factor * scores))

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """Labels with their probabilities, best first; nothing for a text without content."""
        if not text.strip():
            return []
        found = self.probabilities(text)
        return [(self.labels[i], float(found[i])) for i in np.argsort(-found, kind="stable")]


def train(texts: Sequence[str], intents: Sequence[str], weights: Weights) -> IntentModel:
    """A model of these examples (at least two intents); half a minute for 6,000."""
    labels, numbers = np.unique(np.array(intents), return_inverse=True)
    targets = np.eye(len(labels))[numbers]
    base = targets.mean(axis=0)
    kinds = {kind: weight for kind, weight in (("words", weights.words), ("letters", weights.letters)) if weight}
    learnt = {kind: NGrams.learn(kind, texts) for kind in kinds}
    rows = {kind: ngrams.matrix(texts) for kind, ngrams in learnt.items()}
    centre, vectors = _vectors(texts) if weights.meaning else (None, None)
    kernel = _kernel([(kinds[kind], rows[kind]) for kind in kinds], weights.meaning, vectors, len(texts))
    coefficients, unseen = solve(kernel, targets - base, weights.strength)
    blocks = [Block(learnt[kind], _slim(kinds[kind] * (rows[kind].T @ coefficients))) for kind in kinds]
    meaning = None if vectors is None else Meaning(centre, vectors, _slim(weights.meaning * coefficients))
    return IntentModel(labels.tolist(), _slim(base), blocks, meaning, temperature(unseen + base, numbers))


def _kernel(rows: list[tuple[float, csr_matrix]], meaning: float, vectors: np.ndarray | None, count: int) -> np.ndarray:
    """How alike every two examples are; in strips, so that no second matrix of this size is ever held."""
    kernel = np.zeros((count, count), dtype=np.float32)
    for start in range(0, count, STRIP):
        strip = slice(start, start + STRIP)
        for weight, matrix in rows:
            kernel[strip] += weight * (matrix[strip] @ matrix.T).toarray()
        if vectors is not None:
            kernel[strip] += meaning * likeness(vectors[strip] @ vectors.T)
    return kernel


def likeness(cosines: np.ndarray) -> np.ndarray:
    """Nearness of meaning from 0 to 1, falling fast with the distance: near examples count, far ones hardly."""
    return np.exp(2 * cosines - 2)


def centred(vectors: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """What all German sentences share taken away, of length 1 again."""
    moved = vectors - centre
    return moved / np.maximum(np.linalg.norm(moved, axis=-1, keepdims=True), 1e-9)


def _vectors(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray] | tuple[None, None]:
    sentences = encoder()
    if sentences is None:
        return None, None
    vectors = sentences.encode(texts)
    centre = vectors.mean(axis=0)
    return centre, centred(vectors, centre)


def _slim(numbers: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(numbers, dtype=np.float32)
