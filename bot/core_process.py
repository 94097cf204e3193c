"""Starts the conversation core as a process of its own on a free loopback port, and starts it again when it dies."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from pathlib import Path

import structlog

from bot.core_client import CoreClient
from bot.errors import CoreError

log = structlog.get_logger(__name__)
READY_WITHIN_S = 90.0
LOOK_EVERY_S = 0.1


def free_port() -> int:
    """A loopback port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class CoreProcess:
    """The core as a child: ends with us, lives again when it falls."""

    def __init__(self, root: Path, var: Path, model: Path, actions_port: int) -> None:
        self._root, self._var, self._model, self._actions_port = root, var, model, actions_port
        self.port, self.token = free_port(), secrets.token_urlsafe(24)
        self.client = CoreClient(f"http://127.0.0.1:{self.port}", self.token)
        self.process: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start and wait until it answers. Raises CoreError when it ends or takes too long."""
        await self._spawn()
        await self._wait_until_ready()
        self._watch = asyncio.create_task(self._keep_alive())

    async def stop(self) -> None:
        """End the core and let go."""
        if self._watch:
            self._watch.cancel()
        if self.process and self.process.returncode is None:
            self.process.terminate()
            try:
                await asyncio.wait_for(self.process.wait(), 5)
            except TimeoutError:
                self.process.kill()
        await self.client.close()

    async def _spawn(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            str(self._root / ".venv-core/bin/python"),
            *("-m", "nlu.core", "run", "--model", str(self._model), "--port", str(self.port)),
            cwd=self._root,
            env=self._environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=self._log_file(),
            stderr=asyncio.subprocess.STDOUT,
        )

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "PYTHONPATH": str(self._root),
            "PYTHONHASHSEED": "0",
            "RASA_TELEMETRY_ENABLED": "false",
            "GEMEINWERK_CORE_TOKEN": self.token,
            "GEMEINWERK_CORE_DB": str(self._var / "conversations.db"),
            "ACTIONS_PORT": str(self._actions_port),
            "PARENT_PID": str(os.getpid()),
        }

    def _log_file(self) -> int:
        return os.open(self._var / "core.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    async def _wait_until_ready(self) -> None:
        waited = 0.0
        while not await self.client.ready():
            if self.process and self.process.returncode is not None:
                raise CoreError(f"the core ended with {self.process.returncode}; see {self._var / 'core.log'}")
            if waited > READY_WITHIN_S:
                raise CoreError(f"the core was not ready after {READY_WITHIN_S:.0f} s; see {self._var / 'core.log'}")
            await asyncio.sleep(LOOK_EVERY_S)
            waited += LOOK_EVERY_S

    async def _keep_alive(self) -> None:
        while self.process:
            code = await self.process.wait()
            log.warning("core_ended", code=code)
            await asyncio.sleep(1)
            with contextlib.suppress(CoreError):
                await self._spawn()
                await self._wait_until_ready()
