"""Every abuse case and every invariant of the pure tests, again on the store in SQL, on both databases."""

from __future__ import annotations

import runpy
from pathlib import Path

UNIT = Path(__file__).parents[2] / "unit" / "ledger"
OF_MEMORY = ("test_22_an_entry_is_never_changed_and_a_changed_one_gives_another_root",)
"""What looks into the store in memory; its like for SQL stands in test_guards_of_the_database.py."""

for name in ("test_abuse_of_hours", "test_abuse_of_points", "test_alerts", "test_invariants"):
    found = runpy.run_path(str(UNIT / f"{name}.py"))
    globals().update({key: value for key, value in found.items() if key not in OF_MEMORY and key[0] != "_"})
