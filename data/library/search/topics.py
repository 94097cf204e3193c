"""Tells what a sentence speaks of by name: a challenge by its everyday words, an example by its name or town.

The search always finds something that is near; this says whether anything was named at all, so that "und wie sind
die vorgegangen?" keeps the subject.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from data.language import words
from data.library.search.passages import Passage
from data.library.search.understanding import Question, Reader
from data.places import states

SHORTEST = 5  # letters of a word that may have an ending, end a compound, or be misspelled
BEGINNING = 4  # letters of a word that may begin a compound, whose rest has as many
ENDING = 3  # letters that an ending may have: -ern, -es
ALIKE = 90  # of 100, for a typing error
RARE = 3  # the word of a title that names it stands in so few records
UNSURE = 0.5  # what a word counts that may mean anything; two of them name a challenge

Names = defaultdict[str, set[str]]


class Topics:
    """The words by which challenges and examples are named; all without their umlauts (see `_stem`)."""

    def __init__(self, passages: Sequence[Passage], reader: Reader) -> None:
        self._unsure = {_stem(word) for word in reader.unsure}
        self._keywords: Names = defaultdict(set)
        self._solutions: Names = defaultdict(set)
        self._examples: Names = defaultdict(set)
        self._towns: Names = defaultdict(set)
        seen = Counter(word for passage in passages for word in set(words(passage.words)))
        for passage in passages:
            for word in words(passage.keywords):
                self._keywords[_stem(word)] |= set(passage.challenges)
            self._towns[passage.town].add(passage.id)
        for passage in passages:
            for word in self._rare_title_words(passage, seen):
                if passage.kind == "solution":
                    self._solutions[word] |= set(passage.challenges)
                elif passage.kind == "example":
                    self._examples[word].add(passage.id)

    def challenges(self, question: Question) -> set[str]:
        """The ids of the challenges that most words of the question name."""
        named: defaultdict[str, float] = defaultdict(float)
        for word in {word for word, weight in question.topic if weight == 1.0}:
            for challenge in self._named_by(_stem(word)):
                named[challenge] += UNSURE if self._is_unsure(_stem(word)) else 1.0
        most = max(named.values(), default=0)
        return {challenge for challenge, times in named.items() if times == most >= 2 * UNSURE}

    def examples(self, question: Question) -> set[str]:
        """The ids of the examples that the question names, by name, or by town where it points at people there."""
        named = {found for word, _ in question.topic for found in self._examples.get(_stem(word), ())}
        if not named and question.points_there:
            named = {found for town in question.towns for found in self._towns.get(town, ())}
        return named

    def _rare_title_words(self, passage: Passage, seen: Counter[str]) -> Iterator[str]:
        """The words of a title that hardly any other record has, and that are nobody's everyday words."""
        of_states = {word for state in states() for word in words(state.name)}
        for word in set(words(passage.title)) - of_states:
            stem = _stem(word)
            rare = len(word) > SHORTEST and seen[word] <= RARE
            if rare and not self._is_unsure(stem) and not self._by_keyword(stem):
                yield stem

    def _named_by(self, stem: str) -> set[str]:
        titled = {found for name, ids in self._solutions.items() if _inflected(name, stem) for found in ids}
        return self._by_keyword(stem) or titled or self._misspelled(stem)

    def _by_keyword(self, stem: str) -> set[str]:
        if stem in self._keywords:
            return self._keywords[stem]
        return {found for name, ids in self._keywords.items() if self._speaks_of(name, stem) for found in ids}

    def _is_unsure(self, stem: str) -> bool:
        return stem in self._unsure or any(_inflected(unsure, stem) for unsure in self._unsure)

    def _speaks_of(self, name: str, word: str) -> bool:
        """Whether the word is the name inflected, or a compound with it at one of its ends."""
        begins = len(name) >= BEGINNING and word.startswith(name) and len(word) - len(name) >= BEGINNING
        ends = len(name) > SHORTEST and word.endswith(name)
        return _inflected(name, word) or ((begins or ends) and name not in self._unsure)

    def _misspelled(self, stem: str) -> set[str]:
        if len(stem) <= SHORTEST:
            return set()
        from rapidfuzz import fuzz, process  # 40 ms, rarely needed

        near = process.extractOne(stem, list(self._keywords), scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self._keywords[near[0]] if near else set()


def _stem(word: str) -> str:
    """The word without its umlauts, since plurals change them: baeder, bad."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _inflected(name: str, word: str) -> bool:
    """Whether one is the other with at most an ending more."""
    short, long = sorted((name, word), key=len)
    return len(short) >= SHORTEST and long.startswith(short) and len(long) - len(short) <= ENDING
