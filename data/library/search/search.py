"""Ranks the library's records for a question, and filters them.

Letters and meanings are each standardised per question and added; a challenge shares its score with what belongs to
it and the other way round; place, Land, outcome and kind that the question names lift what fits.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.library.models import Outcome
from data.library.search.ngrams import NgramIndex
from data.library.search.passages import Passage
from data.library.search.sentences import SentenceIndex
from data.library.search.topics import Topics
from data.library.search.understanding import Question, Reader

Scores = NDArray[np.float64]

# Tuned on 100 questions of ours, not on those of the tests; each may move by a third without harm.
MEANING = 0.7  # weight of the sentence encoder beside the n-grams
FROM_CHILDREN = 0.4  # what a challenge gets of the mean of its three best solutions and examples
FROM_CHALLENGE = 0.4  # what they get of their best challenge
# Parts of the best score that a fitting record gains:
SAME_STATE, SAME_TOWN = 0.25, 0.55
FAILED, SUCCEEDED = 0.5, 0.1
ASKED_KIND, CHALLENGE_ITSELF, NAMED = 0.2, 0.1, 0.3
# Below both, the question shares nothing with the library.
LEAST_LETTERS, LEAST_MEANING = 0.09, 0.55


@dataclass(frozen=True)
class Hit:
    """One found record; scores compare within one answer only."""

    kind: str
    id: str
    title: str
    score: float


class Search:
    """The search over fixed passages."""

    def __init__(self, passages: Sequence[Passage], reader: Reader, cache: Path | None = None) -> None:
        self._passages, self._reader = passages, reader
        self._topics = Topics(passages, reader)
        self._ngrams = NgramIndex([passage.words for passage in passages])
        self._sentences = SentenceIndex.load([passage.sentences for passage in passages], cache)
        self._kinds = np.array([passage.kind for passage in passages])
        self._outcomes = np.array([passage.outcome or "" for passage in passages])
        self._families = _families(passages)

    def search(
        self, text: str, allowed: Collection[str] | None = None, limit: int = 10, *, even_far: bool = False
    ) -> list[Hit]:
        """The best records for a text, at most `limit`, of the ids `allowed` (None: all).

        None for a text that shares nothing with the library, unless `even_far`.
        """
        question = self._reader.read(text)
        scores = self._scores(question, even_far)
        if scores is None:
            return []
        ranked = ((self._passages[row], scores[row]) for row in np.argsort(-scores, kind="stable"))
        fitting = ((found, score) for found, score in ranked if allowed is None or found.id in allowed)
        return [
            Hit(found.kind, found.id, found.title, round(float(score), 3)) for found, score in islice(fitting, limit)
        ]

    def about(self, text: str) -> Hit | None:
        """The challenge or example that a text speaks of by name; None where it names none ("wie ging das?")."""
        question = self._reader.read(text)
        challenges, examples = self._topics.challenges(question), self._topics.examples(question)
        belonging = {p.id for p in self._passages if p.id in examples and challenges & set(p.challenges)}
        for named in (belonging, challenges, examples):
            if named:
                return self.search(text, named, 1, even_far=True)[0]
        return None

    def _scores(self, question: Question, even_far: bool) -> Scores | None:
        """A score for every passage; None when the question shares nothing with the library."""
        if not question.topic:
            somewhere = even_far or question.states or question.towns
            return self._lifted(np.zeros(len(self._passages)), question) if somewhere else None
        letters = self._ngrams.scores(question.topic)
        total, known = _standardised(letters), even_far or float(np.max(letters)) >= LEAST_LETTERS
        if self._sentences:
            meanings = self._sentences.scores(question.sentence)
            total = total + MEANING * _standardised(meanings)
            known = known or float(np.max(meanings)) >= LEAST_MEANING
        return self._lifted(self._shared(total), question) if known else None

    def _shared(self, scores: Scores) -> Scores:
        """Every challenge lends to its own and borrows from them."""
        lent = np.full(len(scores), -np.inf)
        shared = scores.copy()
        for challenge, members in self._families:
            if members.size:
                shared[challenge] += FROM_CHILDREN * np.sort(scores[members])[-3:].mean()
                lent[members] = np.maximum(lent[members], scores[challenge])
        borrowed: Scores = shared + np.where(np.isfinite(lent), FROM_CHALLENGE * lent, 0.0)
        return borrowed

    def _lifted(self, scores: Scores, question: Question) -> Scores:
        """What the question names besides its topic lifts what fits, and lowers what lies in another Land."""
        lift = CHALLENGE_ITSELF * (self._kinds == "challenge") + ASKED_KIND * (self._kinds == question.kind)
        lift = lift + question.failure * FAILED * _in_part(self._outcomes, Outcome.FAILURE, Outcome.MIXED)
        lift = lift + question.success * SUCCEEDED * (self._outcomes == Outcome.SUCCESS)
        named = self._topics.challenges(question) | self._topics.examples(question)
        lift = lift + NAMED * np.array([passage.id in named for passage in self._passages])
        if question.states:
            lift = lift + SAME_STATE * np.array([_fit(passage.states, question.states) for passage in self._passages])
        if question.towns:
            lift = lift + SAME_TOWN * np.array([passage.town in question.towns for passage in self._passages])
        lifted: Scores = scores + lift * max(float(np.max(scores)), 1.0)
        return lifted


def _standardised(scores: Scores) -> Scores:
    """Mean 0, deviation 1."""
    standard: Scores = (scores - scores.mean()) / (scores.std() + 1e-9)
    return standard


def _in_part(outcomes: NDArray[np.str_], whole: str, half: str) -> Scores:
    part: Scores = 1.0 * (outcomes == whole) + 0.5 * (outcomes == half)
    return part


def _fit(have: frozenset[str], wanted: frozenset[str]) -> int:
    """1 in the wanted Land, -1 in another, 0 without any."""
    return 0 if not have else 1 if have & wanted else -1


def _families(passages: Sequence[Passage]) -> list[tuple[int, NDArray[np.int_]]]:
    """The row of every challenge with the rows of its solutions and examples."""
    return [
        (
            row,
            np.array(
                [
                    at
                    for at, member in enumerate(passages)
                    if member.kind in ("solution", "example") and challenge.id in member.challenges
                ],
                dtype=np.int_,
            ),
        )
        for row, challenge in enumerate(passages)
        if challenge.kind == "challenge"
    ]
