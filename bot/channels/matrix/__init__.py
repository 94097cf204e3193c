"""Matrix, plain and encrypted, on matrix-nio 0.26, whose own loop, tokens and emoji verification are not used.

sync ─▶ gaps filled ─▶ events (what each means) ─▶ intake (inbox, files, rooms, token: one transaction) ─▶ gateway
outbox ─▶ channel ─▶ compose (text, HTML, parts), files ─▶ one transaction id an event ─▶ homeserver

`account` logs in once and keeps the device, `signing` signs it, `late` waits for keys, `notes` is all that is stored,
`archive` packs what cannot be made again.
"""
