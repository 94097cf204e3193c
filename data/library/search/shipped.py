"""Writes vectors.npz, the sentence vectors that ship with the content, so that a fresh machine searches at once."""

from __future__ import annotations

from data.language import Encoder
from data.library.loading import BLUEPRINTS, read
from data.library.search.passages import passages, read_sayings
from data.library.search.sentences import SHIPPED, key_of, vectors_of, write


def shipped_sentences() -> list[str]:
    """Every sentence of the repository's blueprints that the search compares."""
    content = read()
    sayings = read_sayings(BLUEPRINTS / "sayings.yml", {challenge.id for challenge in content.challenges})
    return [sentence for passage in passages(content, sayings) for sentence in passage.sentences]


def write_shipped(encoder: Encoder) -> int:
    """Bring vectors.npz up to date with the content; the number of sentences in it."""
    sentences = shipped_sentences()
    known = vectors_of(sentences, encoder)
    write(SHIPPED, {key_of(sentence): known[key_of(sentence)] for sentence in sentences})
    return len(known)
