"""Who fits what: hard conditions first, then a score whose parts can be told, exactly and for a whole town at once.

Pure: no table, no chat, no clock. People and projects come in as plain values, ids go out.
"""
