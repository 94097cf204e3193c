"""The blueprint library: challenges of towns, ways to solve them, real examples, and who helps.

DataError
└── LibraryError
    └── UnknownRecord    no record has this id
ContentError             a blueprint file is wrong: file, line, reason (data.content)
"""

from data.library.errors import LibraryError, UnknownRecord
from data.library.library import Library
from data.library.search.search import Hit

__all__ = ["Hit", "Library", "LibraryError", "UnknownRecord"]
