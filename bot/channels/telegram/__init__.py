"""Telegram: updates are polled, read and put into the inbox before they are acknowledged; rows of the outbox go out.

poller ─▶ updates (what an update means) ─▶ intake (inbox, files, presses, moved groups) ─▶ gateway
outbox ─▶ channel ─▶ pace, formatting, keyboards, papers ─▶ Bot API
"""
