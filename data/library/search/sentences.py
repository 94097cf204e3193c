"""Compares meanings: the best sentence of every passage by the sentence encoder.

Vectors of the shipped content stand in vectors.npz (float16, by hash of the sentence); what an editor changed is
encoded at load and, where a cache folder is given, kept there. Works without the encoder: then nothing is compared.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from data.language import Encoder, encoder

SHIPPED = Path(__file__).with_name("vectors.npz")
KEPT = "library-sentences.npz"

Vectors = dict[int, NDArray[np.float16]]


class SentenceIndex:
    """The sentences of all passages as vectors; needs the encoder for the query alone when nothing changed."""

    def __init__(self, passages: Sequence[Sequence[str]], encoder: Encoder, cache: Path | None = None) -> None:
        self._encoder = encoder
        sentences = [sentence for passage in passages for sentence in passage]
        known = vectors_of(sentences, encoder, cache)
        self._matrix = np.array([known[key_of(sentence)] for sentence in sentences], dtype=np.float32)
        self._starts = np.cumsum([0, *(len(passage) for passage in passages[:-1])])

    @classmethod
    def load(cls, passages: Sequence[Sequence[str]], cache: Path | None = None) -> SentenceIndex | None:
        """The index, or None where the encoder's library is missing."""
        found = encoder()
        return cls(passages, found, cache) if found else None

    def scores(self, text: str) -> NDArray[np.float64]:
        """For every passage the cosine of the text with its nearest sentence."""
        similar = self._matrix @ self._encoder.encode([text])[0]
        nearest: NDArray[np.float64] = np.maximum.reduceat(similar, self._starts).astype(np.float64)
        return nearest


def vectors_of(sentences: Iterable[str], encoder: Encoder, cache: Path | None = None) -> Vectors:
    """The vector of every sentence: shipped, kept in `cache`, or encoded now (1.5 ms each) and kept."""
    kept = cache / KEPT if cache else None
    known = _read(SHIPPED) | (_read(kept) if kept else {})
    missing = {key_of(sentence): sentence for sentence in sentences if key_of(sentence) not in known}
    if missing:
        made = encoder.encode(list(missing.values())).astype(np.float16)
        known |= dict(zip(missing, made, strict=True))
        if kept:
            with contextlib.suppress(OSError):
                write(kept, known)
    return known


def key_of(sentence: str) -> int:
    """Sixty-four bits of the sentence's hash."""
    return int.from_bytes(blake2b(sentence.encode(), digest_size=8).digest(), "big")


def write(file: Path, vectors: Vectors) -> None:
    """Keep vectors in a file, replaced in one step."""
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(f".{os.getpid()}.npz")
    keys = sorted(vectors)
    np.savez(written, keys=np.array(keys, dtype=np.uint64), vectors=np.array([vectors[key] for key in keys]))
    written.replace(file)


def _read(file: Path) -> Vectors:
    """The vectors of a file; none where it is missing or broken, since they can be made again."""
    with contextlib.suppress(OSError, ValueError, KeyError, BadZipFile), np.load(file) as kept:
        return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
    return {}
