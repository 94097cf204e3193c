"""One HTTP server inside our process: uvicorn on an address of ours, started and stopped with the app."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from starlette.applications import Starlette

from bot.errors import PartMissing


class Serving:
    """A Starlette application on host and port; port 0 takes a free one (`port` tells which)."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        self._socket = _listen(host, port)
        self.host, self.port = host, int(self._socket.getsockname()[1])
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=3)
        self._server = uvicorn.Server(config)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Serve from now on."""
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        while not self._server.started and not self._task.done():  # uvicorn offers no event
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Finish open requests, then end."""
        self._server.should_exit = True
        if self._task:
            await asyncio.gather(self._task, return_exceptions=True)
        self._socket.close()


def _listen(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise PartMissing(
            f"port {port} on {host} cannot be used ({error.strerror}); set web.port to another"
        ) from error
    listening.listen(128)
    return listening
