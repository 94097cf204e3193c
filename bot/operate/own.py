"""The whole app in this process, for commands that found no running `serve`: free ports, no clock, no web page."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

from bot.wiring import Built, build_app
from data.settings import Settings


class OwnApp:
    """`async with OwnApp(settings) as own:` starts and stops everything."""

    def __init__(self, settings: Settings) -> None:
        self._built: Built = build_app(settings, web=False)

    async def __aenter__(self) -> Self:
        """Start."""
        await self._built.app.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Stop."""
        await self._built.app.stop()

    async def say(self, account: str, line: str, role: str = "") -> dict[str, Any]:
        """One line and its answer."""
        return await self._built.terminal.say(account, line, role)

    async def fresh(self, account: str) -> None:
        """Empty the account."""
        await self._built.fresh(account)
