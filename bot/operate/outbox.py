"""`outbox`: what waits to be sent, what is in flight, and what no channel took; to look at, send again or drop.

Shows neither texts nor who they are for: numbers, channels, names of texts and causes only.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from bot.operate.tables import print_table
from bot.wiring import open_database
from data.errors import SettingsError
from data.settings import read_settings
from data.tables.account import Conversation
from data.tables.messages import Outbox

DONE = ("sent", "dropped")
COLUMNS = ("id", "channel", "state", "tries", "text", "created", "wanted", "reason")


def outbox(action: str, ids: list[int], *, as_json: bool) -> int:
    """`list`, `retry ID…` (due at once) or `drop ID…` (never sent)."""
    if action == "list":
        return _list(as_json=as_json)
    if action not in ("retry", "drop"):
        raise SettingsError(f"outbox {action}: one of list, retry, drop")
    if not ids:
        raise SettingsError(f"outbox {action}: which? Give the numbers that `outbox list` shows")
    return _change(action, ids, as_json=as_json)


def _list(*, as_json: bool) -> int:
    database = open_database(read_settings())
    with database.read() as session:
        wanted = (
            select(Outbox, Conversation.channel)
            .join(Conversation, Outbox.conversation_id == Conversation.id)
            .where(Outbox.state.not_in(DONE))
            .order_by(Outbox.id)
        )
        rows = [_row(row, channel) for row, channel in session.execute(wanted)]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        print_table(COLUMNS, rows, "Nothing waits, nothing failed.")
    return 0


def _row(row: Outbox, channel: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "channel": channel,
        "state": row.state,
        "tries": row.tries,
        "text": row.body.get("say", ""),
        "created": row.created_at.isoformat(timespec="seconds"),
        "wanted": row.wanted_at.isoformat(timespec="seconds"),
        "reason": row.reason,
    }


def _change(action: str, ids: list[int], *, as_json: bool) -> int:
    database = open_database(read_settings())
    with database.write() as session:
        rows = list(session.scalars(select(Outbox).where(Outbox.id.in_(ids), Outbox.state.not_in(DONE))))
        for row in rows:
            row.state, row.tries = ("new", 0) if action == "retry" else ("dropped", row.tries)
    done = [row.id for row in rows]
    missed = sorted(set(ids) - set(done))
    if as_json:
        print(json.dumps({"done": done, "not_found": missed}))
    else:
        print(f"{action}: {done or 'none'}" + (f"; not open: {missed}" if missed else ""))
    return 1 if missed else 0
