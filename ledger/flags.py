"""Who looks at which flag (facts 5.8). A flag asks a question; it never blocks by itself."""

from __future__ import annotations

RECIPIENTS = {
    "overlap": "coach",
    "hours_outlier": "coach",
    "paid_activity": "coach",
    "not_delivered": "coach",
    "hours_per_week": "coach",
    "no_check_in": "confirmer",
    "second_scan": "holder",
    "account_frozen": "holder",
    "ghost_task": "board",
    "coercion": "board",
    "self_approval_try": "auditor",
    "ledger_mismatch": "auditor",
    "reciprocal_pair": "municipality",
    "rubber_stamp": "municipality",
    "recheck_overdue": "municipality",
    "offline_conflict": "municipality",
    "partner_conduct": "municipality",
    "partner_share": "municipality",
    "network_volume": "municipality",
    "resale": "municipality",
    "task_objection": "municipality",
    "code_guessing": "operator",
    "phishing": "operator",
}
"""Kind of flag → who must look at it."""
