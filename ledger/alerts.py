"""Alerts over weeks and months (facts 5.1 `alerts.*`): flags, never blocks. Run by the clock, once a month each."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from ledger.amounts import QUARTERS
from ledger.desk import Desk
from ledger.hours.claim import Claim
from ledger.points.code import RETURNED, Code
from ledger.records import Item

WEEKS = 13


def raise_alerts(desk: Desk) -> None:
    """Looks at people, partners and the whole network."""
    _hours_per_week(desk)
    _partner_share(desk)
    _network_volume(desk)


def _hours_per_week(desk: Desk) -> None:
    """Who works more than a side job on the average of a quarter year."""
    since, limit = desk.today - timedelta(weeks=WEEKS), desk.rules.integer("alerts.avg_hours_week_gt")
    hours: Counter[str] = Counter()
    for claim in desk.store.where(Claim, state="credited"):
        hours[claim.person] += sum(part.quarters for part in claim.parts if part.day > since)
    for person, quarters in hours.items():
        if quarters > limit * WEEKS * QUARTERS:
            desk.flag("hours_per_week", person, once=_month(desk))


def _partner_share(desk: Desk) -> None:
    """A partner at whom too large a share of the points of three months was redeemed."""
    since = desk.now - timedelta(weeks=WEEKS)
    points: Counter[str] = Counter()
    for code in _kept(desk):
        if code.issued_at >= since:
            points[desk.find(Item, code.item).partner or ""] += code.price
    for partner, redeemed in points.items():
        if partner and redeemed > desk.rules.share("alerts.partner_share_gt") * points.total():
            desk.flag("partner_share", partner, once=_month(desk))


def _network_volume(desk: Desk) -> None:
    """The internal value of twelve months nears what BaFin must be told (§ 2 Abs. 2 ZAG)."""
    since = desk.now - timedelta(days=365)
    cents = sum(code.cents for code in _kept(desk) if code.issued_at >= since)
    if cents > desk.rules.integer("alerts.network_volume_eur_12m") * 100:
        desk.flag("network_volume", "network", once=_month(desk))


def _kept(desk: Desk) -> list[Code]:
    return [code for code in desk.store.where(Code) if code.state not in RETURNED]


def _month(desk: Desk) -> str:
    return f"{desk.today:%Y-%m}"
