"""Reads lists of persons: pasted lines, CSV of a German Excel, .xlsx, rows of the web form. Pure: bytes or text in.

All rows are checked before any is taken; what cannot be read is named with its row, field and reason.
"""
