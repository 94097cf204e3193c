"""The words that people read to each other on the telephone to go on on another device."""

import re
from itertools import combinations
from pathlib import Path

from rapidfuzz.distance import Levenshtein

WORDS = (Path(__file__).parents[3] / "data" / "link_words.txt").read_text("utf8").split()


def test_there_are_512_plain_words_in_order() -> None:
    assert len(set(WORDS)) == 512
    assert sorted(WORDS) == WORDS
    assert [word for word in WORDS if not re.fullmatch("[a-z]{4,8}", word)] == []


def test_no_two_words_differ_by_one_letter() -> None:
    assert [pair for pair in combinations(WORDS, 2) if Levenshtein.distance(*pair, score_cutoff=1) <= 1] == []
