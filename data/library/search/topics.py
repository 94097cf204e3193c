"""Tells what a sentence speaks of by name: a challenge by its everyday words, an example by its name or town.

The search always finds something that is near; this says whether anything was named at all, so that "und wie sind
die vorgegangen?" keeps the subject.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from data.language import words
from data.library.search.names import SHORTEST, Names
from data.library.search.passages import Passage
from data.library.search.understanding import Question, Reader
from data.places import states

RARE = 3  # the word of a title that names it stands in so few records
UNSURE = 0.5  # what a word counts that may mean anything; two of them name a challenge


class Topics:
    """The words by which challenges and examples are named."""

    def __init__(self, passages: Sequence[Passage], reader: Reader) -> None:
        self._unsure, self._keywords = Names(), Names(loose=reader.unsure)
        self._solutions, self._examples, self._towns = Names(), Names(), Names()
        for word in reader.unsure:
            self._unsure.add(word, [word])
        for passage in passages:
            for word in words(passage.keywords):
                self._keywords.add(word, passage.challenges)
            self._towns.add(passage.town, [passage.id])
        seen = Counter(word for passage in passages for word in set(words(passage.words)))
        for passage in passages:
            for word in self._rare_title_words(passage, seen):
                if passage.kind == "solution":
                    self._solutions.add(word, passage.challenges)
                elif passage.kind == "example":
                    self._examples.add(word, [passage.id])

    def challenges(self, question: Question) -> set[str]:
        """The ids of the challenges that most words of the question name."""
        named: defaultdict[str, float] = defaultdict(float)
        for word in {word for word, weight in question.topic if weight == 1.0}:
            for challenge in self._named_by(word):
                named[challenge] += UNSURE if self._unsure.inflected(word) else 1.0
        most = max(named.values(), default=0)
        return {challenge for challenge, times in named.items() if times == most >= 2 * UNSURE}

    def examples(self, question: Question) -> set[str]:
        """The ids of the examples that the question names, by name, or by town where it points at people there."""
        named = {found for word, _ in question.topic for found in self._examples.exactly(word)}
        if not named and question.points_there:
            named = {found for town in question.towns for found in self._towns.exactly(town)}
        return named

    def _named_by(self, word: str) -> set[str]:
        return self._keywords.spoken(word) or self._solutions.inflected(word) or self._keywords.misspelled(word)

    def _rare_title_words(self, passage: Passage, seen: Counter[str]) -> Iterator[str]:
        """The words of a title that hardly any other record has, and that are nobody's everyday words."""
        of_states = {word for state in states() for word in words(state.name)}
        for word in set(words(passage.title)) - of_states:
            rare = len(word) > SHORTEST and seen[word] <= RARE
            if rare and not self._unsure.inflected(word) and not self._keywords.spoken(word):
                yield word
