"""`ledger replay` and `card check`: worked sequences and card cases, each in an empty ledger of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.content import ContentError


def replay(file: Path, *, as_json: bool) -> int:
    """One line a case; 1 where a case expected something else (not with --json), 2 with a case that cannot be read."""
    from ledger.replay.run import replay_file

    return _report(replay_file(file), as_json=as_json)


def check_cards(file: Path, *, as_json: bool) -> int:
    """One line a case; 1 where a case expected something else (not with --json), 2 with a case that cannot be read."""
    from ledger.card.cases import check_file

    return _report(check_file(file), as_json=as_json)


def _report(cases: Iterable[Any], *, as_json: bool) -> int:
    worst = 0
    for case in cases:
        if isinstance(case, ContentError):
            print(f"gemeinwerk: {case}", file=sys.stderr)
            worst = 2
        elif as_json:
            print(json.dumps(case.line, ensure_ascii=True))
        else:
            print(f"{case.line['id']}: {'; '.join(case.differs) or 'as expected'}")
            worst = max(worst, 1 if case.differs else 0)
    return worst
