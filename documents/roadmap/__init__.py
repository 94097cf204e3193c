"""The way of one founding: its steps, dated from the meeting; deadlines with their paragraph; a calendar file.

Knows the record and `founding/roadmap.yml`; no chat.
"""
