"""The tables of every topic, one file each; importing this package makes all of them known to the metadata."""

from data.tables import (
    account,
    base,
    chain,
    dossiers,
    files,
    founding,
    journal,
    journal_guards,
    matrix,
    messages,
    points,
    points_notes,
)

__all__ = [
    "account",
    "base",
    "chain",
    "dossiers",
    "files",
    "founding",
    "journal",
    "journal_guards",
    "matrix",
    "messages",
    "points",
    "points_notes",
]

for _table in base.Table.metadata.tables.values():
    # An id is never given twice, also after a deletion: conversations and messages are known to the core by their ids.
    _table.dialect_options["sqlite"]["autoincrement"] = True
