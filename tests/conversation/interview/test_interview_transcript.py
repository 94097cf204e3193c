"""The transcript of a Dorfladen (tests/conversations/dorfladen.txt): its interview, through the engine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from documents.completeness import missing
from documents.fields import Phase
from documents.interview import engine
from documents.rules.check import check

TRANSCRIPT = Path(__file__).parents[2] / "conversations" / "dorfladen.txt"
START = "Wir wollen eine Genossenschaft gründen"
LATER = {"coop.expected_employees"}  # comes with the figures of the plan


def test_the_transcript_leads_to_a_record_without_errors(talk: Any) -> None:
    lines = TRANSCRIPT.read_text("utf8").split("\n")
    own = lines[lines.index(START) + 1 : lines.index("schick mir die Unterlagen")]
    kinds = [talk.say(line).kind for line in own]
    assert "refused" not in kinds
    assert kinds[-1] == "done"
    record = engine.full_record(talk.case.facts)
    assert [f.key for f in check(record) if f.severity == "error"] == []
    assert set(missing(record, Phase.invited)) <= LATER
    assert talk.value("capital.share_value_eur") == 150
    assert talk.value("capital.payin_fixed_amount_eur") == 150
    assert talk.value("membership.notice_months") == 6
    assert talk.case.skipped("audit.association_seat")
