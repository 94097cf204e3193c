"""What the command line says when something failed: one line; the traceback goes to the log file."""

from __future__ import annotations

import traceback
from pathlib import Path

from bot.errors import BotError
from data.content import ContentError
from data.errors import DataError
from documents.errors import DocumentsError
from ledger.errors import LedgerError

OURS = (BotError, ContentError, DataError, DocumentsError, LedgerError)


def explain(error: Exception) -> str:
    """One line for an operator. What we did not foresee is written to a file and named."""
    if isinstance(error, OURS):
        return f"gemeinwerk: {error}"
    path = Path.cwd() / "gemeinwerk-error.log"
    try:
        path.write_text("".join(traceback.format_exception(error)), "utf8")
    except OSError:
        return f"gemeinwerk: unexpected {type(error).__name__}: {error}"
    return f"gemeinwerk: unexpected {type(error).__name__}: {error}; please report it with {path}"
