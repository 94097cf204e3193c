"""The alerts over weeks and months (facts 5.1): raised above their limit, not at it, once a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ledger.alerts import raise_alerts
from ledger.points.code import Code
from ledger.records import Flag, Item
from ledger.rulebook import Rulebooks, default_rulebook

START = date(2026, 3, 2)


def work(town: Any, hours: int) -> None:
    """A works so many hours within thirteen weeks."""
    day = START
    while hours:
        part = min(hours, 13)
        town("credit", who="A", hours=part, date=day.isoformat())
        hours, day = hours - part, day + timedelta(days=3)


def test_more_than_fourteen_hours_a_week_over_a_quarter_year_is_asked_about(town: Any) -> None:
    work(town, 14 * 13)
    raise_alerts(town.desk("2026-05-31T10:00"))
    assert town.flags("hours_per_week") == []
    town("credit", who="A", hours=1, date="2026-05-30")
    for at in ("2026-05-31T10:00", "2026-05-31T12:00"):
        raise_alerts(town.desk(at))
    assert town.flags("hours_per_week") == ["coach"]


def test_a_partner_with_too_large_a_share_is_told_to_the_municipality(town: Any) -> None:
    town.change(Item, "POOL", partner="P1")
    town.change(Item, "MUSEUM", partner="P2")
    for day, who, item in ((2, "A", "POOL"), (3, "B", "POOL"), (4, "D", "MUSEUM")):
        for before in (1, 0):
            town("credit", who=who, hours=8, date=f"2026-03-{2 * day - before:02}")
        town("redeem", "2026-03-11T10:00", who=who, item=item, code=f"code of {who}")
    raise_alerts(town.desk("2026-03-12T10:00"))
    assert {flag.subject for flag in town.store.where(Flag, kind="partner_share")} == {"P1", "P2"}  # half each
    town("cancel", "2026-03-12T10:00", who="D", code="code of D")
    town.given(items={"BIKE": {"points": 5}, "BUS": {"points": 5}})
    for name, partner in (("BIKE", "P3"), ("BUS", "P4")):
        town.change(Item, name, partner=partner)
        for who in ("A", "B"):
            town("redeem", "2026-04-02T10:00", who=who, item=name, code=f"{name} of {who}")
    raise_alerts(town.desk("2026-04-03T10:00"))
    assert len(town.flags("partner_share")) == 2  # a third each


def test_the_volume_alarm_rings_long_before_the_authority_must_be_told(town: Any) -> None:
    town.rulebooks = Rulebooks([default_rulebook().changed("alerts.network_volume_eur_12m", 100_000, START)])
    desk = town.desk("2026-03-04T10:00")
    for number in range(417):
        town.store.put(Code(f"k{number}", "A", "POOL", 20, 24_000, desk.now, START, (), state="consumed"))
        if number == 415:
            raise_alerts(desk)
            assert town.flags("network_volume") == []
    raise_alerts(desk)
    assert town.flags("network_volume") == ["municipality"]
