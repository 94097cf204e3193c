"""Balances as random shares: each balance is split at random over several leaves with fresh keys.

A sum proof shows the sums beside it; what a neighbour sees there is a random part of a balance, never a balance.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.leaves import EPOCH_LEAVES, new_key
from ledger.settlement.trees import SHARE, Sum

SHARES = 4
"""Leaves of each balance; some may hold nothing."""


@dataclass(frozen=True)
class Share:
    """A part of an account's balance in an epoch, and the key of its leaf."""

    account: str
    quarters: int
    key: bytes


def split(balances: Mapping[str, int]) -> list[Share]:
    """Every balance in shares."""
    return [
        Share(account, quarters, new_key()) for account, balance in balances.items() for quarters in _parts(balance)
    ]


def share_text(epoch: int, account: str, quarters: int) -> str:
    """What a share's leaf commits to: whose it is, how much, when."""
    content = {"account": account, "epoch": epoch, "quarters": quarters}
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def share_leaf(key: bytes, text: str, quarters: int) -> Sum:
    """The leaf of a share."""
    return Sum(hmac.digest(key, SHARE + text.encode(), hashlib.sha256), quarters)


def sum_leaves(epoch: int, shares: Sequence[Share]) -> list[Sum]:
    """All leaves, padded with empty ones to a power of two, in the order of their bytes."""
    size = EPOCH_LEAVES
    while size < len(shares):
        size *= 2
    real = [share_leaf(s.key, share_text(epoch, s.account, s.quarters), s.quarters) for s in shares]
    return sorted([*real, *(Sum(new_key(), 0) for _ in range(size - len(shares)))])


def _parts(balance: int) -> list[int]:
    cuts = sorted(secrets.randbelow(balance + 1) for _ in range(SHARES - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, balance], strict=True)]
