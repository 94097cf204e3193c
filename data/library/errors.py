"""What can go wrong when the library is asked.

DataError
└── LibraryError
    └── UnknownRecord    no record has this id
"""

from __future__ import annotations

from collections.abc import Sequence

from data.errors import DataError


class LibraryError(DataError):
    """The root of the library's errors."""


class UnknownRecord(LibraryError):
    """No record of the wanted kind has this id; `similar` are ids that were perhaps meant."""

    def __init__(self, wanted: str, similar: Sequence[str] = ()) -> None:
        self.wanted, self.similar = wanted, tuple(similar)
        hint = f" (did you mean {', '.join(similar)}?)" if similar else ""
        super().__init__(f"the library has no {wanted!r}{hint}")
