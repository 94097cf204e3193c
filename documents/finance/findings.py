"""What the plan cannot carry, as findings for the conversation, beside those of the rules (R163–R166)."""

from __future__ import annotations

from documents.finance.assumptions import assumptions
from documents.finance.model import plan
from documents.finance.warnings import warnings
from documents.record import Record
from documents.rules.check import Finding

OF_RULES = {"liquidity", "gap", "audit_missing", "years"}
"""Warnings that a rule of the law gives already."""


def plan_findings(record: Record) -> list[Finding]:
    """The warnings of a plan without open figures, each with its paragraph."""
    given = assumptions(record)
    if given.open:
        return []
    return [
        Finding(f"plan.{caution.key}", 0, "warning", caution.text, caution.basis, (), frozenset(), (), ())
        for caution in warnings(plan(given))
        if caution.key not in OF_RULES
    ]
