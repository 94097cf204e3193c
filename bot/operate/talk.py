"""The conversation with a person at a terminal: prompts, numbered choices, files as paths."""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from rich.console import Console
from rich.text import Text

PROMPT = "› "


class Partner(Protocol):
    """Whoever answers."""

    async def say(self, account: str, line: str, role: str = "") -> dict[str, Any]:
        """One line and its answer."""


async def talk(partner: Partner, account: str, role: str) -> None:
    """Until the person ends the input (Ctrl+D)."""
    console = Console(highlight=False)
    while True:
        try:
            line = await asyncio.to_thread(console.input, Text(PROMPT, style="bold cyan"))
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        show(console, await partner.say(account, line, role))


def show(console: Console, answer: dict[str, Any]) -> None:
    """One answer: notices first, then the replies with numbered choices and files."""
    for reply in (*answer["notices"], *answer["replies"]):
        console.print()
        console.print(Text(reply["text"]))
        for button in reply["buttons"]:
            mark = f"{button['number']}" if button["number"] else "·"
            console.print(Text(f"  {mark}  {button['title']}", style="cyan"))
        for path in reply["files"]:
            console.print(Text(f"  📄 {path}", style="green"))
    console.print()
