"""The ridge regression's shortcut tells the truth, and its temperature makes confidence believable."""

import numpy as np
import pytest

from nlu.core.ridge import log_softmax, solve, temperature


@pytest.fixture
def example() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    points = random.normal(size=(30, 5))
    return (points @ points.T).astype(np.float32), np.eye(3)[random.integers(0, 3, 30)]


def test_the_scores_without_an_example_are_those_of_a_model_that_never_saw_it(example) -> None:
    kernel, targets = example
    _, unseen = solve(kernel.copy(), targets, 0.5)
    others = np.arange(30) != 4
    coefficients, _ = solve(kernel[np.ix_(others, others)], targets[others], 0.5)
    assert np.allclose(unseen[4], kernel[4, others] @ coefficients, atol=1e-4)


def test_likenesses_that_are_none_are_refused() -> None:
    with pytest.raises(np.linalg.LinAlgError):
        solve(np.array([[1, 5], [5, 1]], dtype=np.float32), np.eye(2), 0.1)


def test_confidence_is_right_as_often_as_it_says() -> None:
    random = np.random.default_rng(1)
    scores = random.normal(size=(4000, 4)) / 5
    chances = np.exp(log_softmax(12 * scores))
    labels = np.array([random.choice(4, p=row) for row in chances])
    assert temperature(scores, labels) == pytest.approx(12, abs=0.6)
