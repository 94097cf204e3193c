"""Two trees: a Merkle tree over leaves, and one whose nodes also carry sums. Both prove what lies in them.

Leaves stand in the order of their bytes, so in no order that means anything. Nothing here knows of people or points.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.errors import BookingError
from ledger.leaves import NODE

SHARE, SUM, EPOCH = b"\x02", b"\x03", b"\x04"
"""First byte of what is hashed, so that nothing can pass for something else (0 and 1: leaf and node of entries)."""


@dataclass(frozen=True, order=True)
class Sum:
    """A leaf or node of the sum tree."""

    hash: bytes
    quarters: int

    def packed(self) -> bytes:
        """Its 40 bytes."""
        return self.hash + self.quarters.to_bytes(8, "big")


@dataclass(frozen=True)
class Step:
    """One step from a leaf to the root: what stands beside it, and on which side. `quarters` in the sum tree alone."""

    left: bool
    hash: bytes
    quarters: int = 0


def node(left: bytes, right: bytes) -> bytes:
    """A node over two others."""
    return hashlib.sha256(NODE + left + right).digest()


def sum_node(left: Sum, right: Sum) -> Sum:
    """A node over two others, with their sum."""
    return Sum(hashlib.sha256(SUM + left.packed() + right.packed()).digest(), left.quarters + right.quarters)


def path(leaves: Sequence[bytes], leaf: bytes) -> tuple[Step, ...]:
    """The steps from a leaf to the root. Raises BookingError if it is not among them."""
    level, index = list(leaves), _index(leaves, leaf)
    steps = []
    while len(level) > 1:
        steps.append(Step(index % 2 == 1, level[index ^ 1]))
        level, index = [node(a, b) for a, b in zip(level[::2], level[1::2], strict=True)], index // 2
    return tuple(steps)


def climb(leaf: bytes, steps: Sequence[Step]) -> bytes:
    """The root that a leaf and its steps lead to."""
    for step in steps:
        leaf = node(step.hash, leaf) if step.left else node(leaf, step.hash)
    return leaf


def sum_root(leaves: Sequence[Sum]) -> Sum:
    """The root of the sum tree; as many leaves as a power of two."""
    level = list(leaves)
    while len(level) > 1:
        level = [sum_node(a, b) for a, b in zip(level[::2], level[1::2], strict=True)]
    return level[0]


def sum_path(leaves: Sequence[Sum], leaf: Sum) -> tuple[Step, ...]:
    """The steps from a leaf to the root of the sum tree. Raises BookingError if it is not among them."""
    level, index = list(leaves), _index([one.hash for one in leaves], leaf.hash)
    steps = []
    while len(level) > 1:
        beside = level[index ^ 1]
        steps.append(Step(index % 2 == 1, beside.hash, beside.quarters))
        level, index = [sum_node(a, b) for a, b in zip(level[::2], level[1::2], strict=True)], index // 2
    return tuple(steps)


def sum_climb(leaf: Sum, steps: Sequence[Step]) -> Sum:
    """The root that a leaf and its steps lead to."""
    for step in steps:
        beside = Sum(step.hash, step.quarters)
        leaf = sum_node(beside, leaf) if step.left else sum_node(leaf, beside)
    return leaf


def epoch_root(entries: bytes, balances: bytes, supply: int) -> bytes:
    """What the chain keeps of an epoch: both trees, and the supply that the balances sum to (quarters)."""
    return hashlib.sha256(EPOCH + entries + balances + supply.to_bytes(32, "big")).digest()


def _index(leaves: Sequence[bytes], leaf: bytes) -> int:
    try:
        return leaves.index(leaf)
    except ValueError as error:
        raise BookingError("the leaf does not lie in this epoch") from error
