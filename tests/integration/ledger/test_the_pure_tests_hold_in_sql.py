"""Every abuse case and every invariant of the pure tests, again on the store in SQL, on both databases."""

from __future__ import annotations

import inspect
import runpy
from pathlib import Path
from typing import Any

from hypothesis import settings

UNIT = Path(__file__).parents[2] / "unit" / "ledger"
OF_MEMORY = ("test_22_an_entry_is_never_changed_and_a_changed_one_gives_another_root",)
"""What looks into the store in memory; its like for SQL stands in test_guards_of_the_database.py."""


def concerns_the_store(name: str, value: Any) -> bool:
    """A fixture or helper, or a test that is given a town."""
    if not name.startswith("test_"):
        return name[0] != "_"
    return name not in OF_MEMORY and bool({"town", "rich"} & set(inspect.signature(value).parameters))


before = settings.get_current_profile_name()
settings.register_profile("sql", max_examples=5, deadline=None)
settings.load_profile("sql")
for name in ("test_abuse_of_hours", "test_abuse_of_points", "test_alerts", "test_invariants"):
    found = runpy.run_path(str(UNIT / f"{name}.py"))
    globals().update({key: value for key, value in found.items() if concerns_the_store(key, value)})
settings.load_profile(before)
