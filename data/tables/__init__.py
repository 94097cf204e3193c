"""The tables of every topic, one file each; importing this package makes all of them known to the metadata."""

from data.tables import account, base, files, founding, messages

__all__ = ["account", "base", "files", "founding", "messages"]
