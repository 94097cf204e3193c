"""Kernel ridge regression in closed form, and confidence from its own leave-one-out errors.

No step is random and none is iterated to "enough": the same examples give the same numbers. The score that each
example would get had it not been seen comes for free (residual = coefficient / diagonal of the inverse), and on
these scores the temperature is fitted that turns scores into probabilities one can believe.
"""

import numpy as np
from scipy.linalg import blas, lapack
from scipy.optimize import minimize_scalar

HIGHEST_TEMPERATURE = 100.0


def solve(kernel: np.ndarray, targets: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (n, classes) and the scores (n, classes) that each example gets from all the others.

    kernel: (n, n), float32, how alike two examples are, overwritten; targets: (n, classes); strength: the ridge, > 0.
    """
    kernel.flat[:: len(kernel) + 1] += strength
    inverse = _inverse(kernel)
    coefficients = blas.ssymm(1.0, inverse, targets, lower=1)
    return coefficients, targets - coefficients / np.diag(inverse)[:, None]


def temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The factor that makes `softmax(factor * scores)` most truthful about the labels (least log loss)."""

    def loss(factor: float) -> float:
        return float(-log_softmax(factor * scores)[np.arange(len(labels)), labels].mean())

    return float(minimize_scalar(loss, bounds=(0.0, HIGHEST_TEMPERATURE), method="bounded").x)


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Logarithms of probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def _inverse(positive: np.ndarray) -> np.ndarray:
    """Lower half of the inverse, by Cholesky in place: 6,000 examples need 140 MB instead of 1.5 GB."""
    factor, failed = lapack.spotrf(positive.T, lower=1, overwrite_a=1)
    half, failed = lapack.spotri(factor, lower=1, overwrite_c=1) if not failed else (factor, failed)
    if failed:
        raise np.linalg.LinAlgError("the likenesses of the examples are no kernel")
    return half
