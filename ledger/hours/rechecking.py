"""Rechecks: a sample of credited claims is looked at again; their points are held meanwhile (facts 5.2)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import timedelta

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.hours.claim import Claim, Recheck

DRAWN_OUT_OF = 10_000


def is_drawn(desk: Desk, claim: Claim, key: bytes) -> bool:
    """Is this claim in the sample? Always without a check-in; else by a keyed draw that nobody can foresee."""
    if not claim.check_in:
        return True
    number = int.from_bytes(hmac.digest(key, claim.id.encode(), hashlib.sha256))
    return number % DRAWN_OUT_OF < desk.rules.share("recheck.share") * DRAWN_OUT_OF


def open_recheck(desk: Desk, claim_id: str) -> Recheck:
    """Holds the points of a credited claim. Refused `wrong_state` if it is not credited, or a recheck is open."""
    claim, known = desk.find(Claim, claim_id), desk.store.get(Recheck, claim_id)
    if claim.state != "credited" or (known and known.closed_at is None):
        raise Refused("wrong_state", state=claim.state)
    until = desk.now + timedelta(days=desk.rules.integer("recheck.hold_days"))
    recheck = Recheck(claim.id, claim.person, desk.now, until)
    desk.store.put(recheck)
    return recheck


def close_recheck(desk: Desk, claim_id: str) -> Recheck:
    """The hours were right: the points are free again. Refused `wrong_state` if none is open."""
    recheck = desk.store.get(Recheck, claim_id)
    if recheck is None or recheck.closed_at:
        raise Refused("wrong_state")
    closed = replace(recheck, closed_at=desk.now)
    desk.store.put(closed)
    return closed
