"""Commitments to entries (facts 5.7): a keyed leaf for each, a fresh key each, padded and summed up in one root.

Whoever has the key can prove their entry; whoever has not learns nothing, not even how many entries there were.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence

from ledger.errors import BookingError
from ledger.journal import Entry

LEAF, NODE = b"\x00", b"\x01"
"""Told apart, so that no node can pass for a leaf."""
EPOCH_LEAVES = 1024


def canonical(entry: Entry) -> bytes:
    """An entry in one form, byte for byte the same everywhere; who acted and why is not in it."""
    content = {
        "at": entry.at.isoformat(timespec="microseconds"),
        "key": entry.key,
        "kind": entry.kind.value,
        "postings": [[posting.account, posting.quarters] for posting in entry.postings],
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def new_key() -> bytes:
    """A fresh secret of 256 bits; also what padding looks like."""
    return secrets.token_bytes(32)


def leaf(entry: Entry, key: bytes) -> bytes:
    """HMAC-SHA256 of an entry under its own 256-bit key."""
    return hmac.digest(key, LEAF + canonical(entry), hashlib.sha256)


def root(leaves: Sequence[bytes], padding: Sequence[bytes]) -> bytes:
    """The Merkle root over leaves and random padding, 1,024 together, in the order of their bytes (so in no order).

    Raises BookingError if they are not so many.
    """
    level = sorted([*leaves, *padding])
    if len(level) != EPOCH_LEAVES:
        raise BookingError(f"an epoch has {EPOCH_LEAVES} leaves, not {len(level)}")
    while len(level) > 1:
        level = [_node(left, right) for left, right in zip(level[::2], level[1::2], strict=True)]
    return level[0]


def recomputed(entries: Sequence[Entry], keys: Mapping[str, bytes], padding: Sequence[bytes]) -> bytes:
    """The root that the stored entries give, to compare with the anchored one."""
    return root([leaf(entry, keys[entry.key]) for entry in entries], padding)


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()
