"""Understands what people type as the answer to one question: text in, value or a reason out.

Pure: no clock, no files but its own word table, no knowledge of the interview or of a messenger.
"""
