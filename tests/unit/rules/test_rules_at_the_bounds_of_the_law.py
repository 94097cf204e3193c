"""One value on each side of a bound: the village shop with one change, and the rules that fire in addition."""

from __future__ import annotations

from typing import Any

import pytest

from documents import paths
from documents.rules.check import check

BOUNDS: list[tuple[dict[str, Any], set[str]]] = [
    ({"coop.business_object_text": "x" * 39}, {"object_short"}),
    ({"coop.business_object_text": "x" * 40}, set()),
    ({"coop.expected_employees": 500}, set()),
    ({"coop.expected_employees": 501}, {"codetermination"}),
    ({"coop.first_fy_end": "2028-03-19"}, set()),
    ({"coop.first_fy_end": "2028-03-20"}, {"fy_long"}),
    ({"capital.payin_fixed_amount_eur": "10.00"}, set()),
    ({"capital.payin_fixed_amount_eur": "9.999"}, {"tenth"}),
    ({"capital.payin_fixed_amount_eur": "100.01"}, {"payin_over"}),
    ({"capital.max_shares": None, "persons[p8].shares": 1}, set()),
    ({"capital.max_shares": 0}, {"shares_max", "shares_range"}),
    ({"capital.minimum_capital": {"type": "fixed", "value": 800}}, {"transfer"}),
    ({"capital.minimum_capital": {"type": "fixed", "value": "800.01"}}, {"transfer", "mincap_high"}),
    ({"capital.minimum_capital": {"type": "percent", "value": 90}}, {"transfer", "mincap_def"}),
    ({"capital.minimum_capital": {}}, {"transfer", "mincap_def"}),
    ({"reserve.board_allocation_max_pct": 50}, set()),
    ({"reserve.board_allocation_max_pct": "50.01"}, {"reserve_board"}),
    ({"membership.notice_months": 2}, {"notice_min"}),
    ({"membership.notice_months": 13}, {"notice_12"}),
    ({"membership.notice_months": 24}, {"notice_12"}),
    ({"membership.notice_months": 25}, {"notice_12", "notice_24"}),
    ({"membership.payout_months": 6}, set()),
    ({"assembly.notice_days": 14, "assembly.agenda_days": 6}, {"agenda_days"}),
    ({"assembly.minority_pct": "10.5"}, {"minority"}),
    ({"assembly.proxy_max": 1}, set()),
    ({"assembly.proxy_max": 3}, {"proxy"}),
    ({"assembly.majorities.s16_2": "74.99"}, {"maj_162"}),
    ({"assembly.majorities.s16_3_s1": 89}, {"maj_163"}),
    ({"assembly.majorities.dissolution": 100}, set()),
    ({"assembly.majorities.other_amendments": 74}, {"maj_other"}),
    ({"assembly.delegates_assembly": {"enabled": True, "size": 50}}, {"delegates"}),
    (
        {"assembly.delegates_assembly": {"enabled": True, "size": 49}, "coop.expected_members_12m": 1501},
        {"delegates_n"},
    ),
    ({"coop.expected_members_12m": 1500, "assembly.delegates_assembly": {"enabled": True, "size": 50}}, {"delegates"}),
    ({"supervisory.quorum": 0}, {"sb_quorum"}),
    ({"supervisory.quorum": 1}, {"sb_quorum_low"}),
    ({"supervisory.quorum": 4}, {"sb_quorum"}),
    ({"supervisory.removal_majority_pct": "74.9"}, {"sb_removal"}),
    ({"supervisory.delegated_seats": 1}, set()),
    ({"supervisory.delegated_seats": 2}, {"inv_delegated"}),
    ({"board.size_max": 1}, {"board_size"}),
    ({"board.member_ids": ["p1", "p2", "gone"]}, {"board_elig", "all_sign"}),
    ({"registration.date": "2027-06-15"}, set()),
    ({"audit.admission_date": None}, {"opinion_first"}),
    ({"announcements.medium": None}, {"announce"}),
    ({"plan.years": 2}, {"plan_years"}),
    ({"plan.min_liquidity_eur": "-0.01"}, {"plan_liq"}),
    ({"plan.equity_eur": "54500.00"}, set()),
    ({"plan.equity_eur": "54499.99"}, {"plan_gap"}),
    ({"plan.audit_cost_per_year_eur": 0}, {"plan_audit"}),
]


@pytest.mark.parametrize(("changes", "new"), BOUNDS, ids=[str(changes)[:60] for changes, _ in BOUNDS])
def test_a_rule_fires_on_one_side_of_its_bound_alone(
    village_shop: dict[str, Any], changes: dict[str, Any], new: set[str]
) -> None:
    for path, value in changes.items():
        paths.put(village_shop, path, value)
    assert {finding.key for finding in check(village_shop)} == {"fy_clause"} | new
