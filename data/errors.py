"""What can go wrong in `data`, said in English for operators.

DataError
├── SettingsError     settings.yml or the environment: file, option, suggestion
├── StorageError      the database cannot be used now (locked, disk full, not there)
└── PlaceError        (see data.places)
ContentError          a content file, with its line (data.content)
"""

from __future__ import annotations


class DataError(Exception):
    """The root of this package's errors."""


class SettingsError(DataError):
    """A setting is unknown or wrong."""


class StorageError(DataError):
    """Nothing can be written or read now; nothing was acknowledged."""
