"""The Bot API over HTTP in a thread of its own, on a free loopback port: long polling, uploads, files, faults."""

from __future__ import annotations

import asyncio
import json
import threading
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from emulator.contract import answer_problem, request_problem
from emulator.methods import METHODS, Uploads
from emulator.world import ApiError, Fault, Json, World

AS_JSON = {
    "reply_markup", "entities", "media", "allowed_updates", "commands", "scope", "link_preview_options",
    "reply_parameters", "options",
}  # fmt: skip
LONGEST_POLL_S = 50
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Emulator:
    """`with Emulator() as telegram:` serves at `telegram.url`; `telegram.world` is what it knows."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._pollers = 0
        self._arrived = asyncio.Event()
        self.world.wake = self._wake

    def __enter__(self) -> Self:
        self._thread.start()
        self._runner = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _start(self) -> web.AppRunner:
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/documents/{file_id}", self._file)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return runner

    async def _end(self) -> None:
        self._pollers += 1  # whoever still polls is sent away
        self._arrived.set()
        await self._runner.cleanup()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _wake(self) -> None:
        self._loop.call_soon_threadsafe(self._arrived.set)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            if request.match_info["token"] != self.world.token:
                raise ApiError(401, "Unauthorized")
            params, uploads = await _read(request)
            fault = self._fault(method)
            if fault and fault.hang_s:
                await asyncio.sleep(fault.hang_s)
            if fault and fault.error:
                raise fault.error
            result = await self._answer(method, params, uploads)
        except ApiError as error:
            return _refusal(error)
        if fault and fault.lost and request.transport:
            request.transport.close()
        return web.json_response({"ok": True, "result": result})

    async def _answer(self, method: str, params: Json, uploads: Uploads) -> Any:
        if method == "getUpdates":
            return await self._poll(params)
        if method not in METHODS:
            raise ApiError(404, "Not Found")
        world = self.world
        with world.changed:
            if world.checked:
                self._note(request_problem(method, params, set(uploads)))
            world.calls.append((method, params))
            result = METHODS[method](world, params, uploads)
            if world.checked:
                self._note(answer_problem(method, result))
            world.changed.notify_all()
            return result

    async def _poll(self, params: Json) -> list[Json]:
        self._pollers += 1
        mine, world = self._pollers, self.world
        if params.get("allowed_updates"):
            world.allowed = params["allowed_updates"]
        offset = int(params.get("offset") or 0)
        until = self._loop.time() + min(int(params.get("timeout") or 0), LONGEST_POLL_S)
        while True:
            self._arrived.clear()
            with world.changed:
                world.updates = [one for one in world.updates if one["update_id"] >= offset]
                world.changed.notify_all()
                ready = world.updates[: int(params.get("limit") or 100)]
            left = until - self._loop.time()
            if ready or left <= 0:
                return ready
            try:
                await asyncio.wait_for(self._arrived.wait(), left)
            except TimeoutError:
                continue
            if mine != self._pollers:
                self._arrived.set()
                raise ApiError(409, CONFLICT)

    async def _file(self, request: web.Request) -> web.Response:
        _name, content = self.world.files[request.match_info["file_id"]]
        return web.Response(body=content)

    def _fault(self, method: str) -> Fault | None:
        with self.world.lock:
            for fault in self.world.faults:
                if fault.method in (method, "*"):
                    fault.times -= 1
                    if fault.times <= 0:
                        self.world.faults.remove(fault)
                    return fault
        return None

    def _note(self, problem: str | None) -> None:
        if problem:
            self.world.violations.append(problem)


async def _read(request: web.Request) -> tuple[Json, Uploads]:
    if request.content_type == "application/json":
        return await request.json(), {}
    form = await request.post()
    params: Json = {}
    uploads: Uploads = {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            uploads[name] = (value.filename, value.file.read())
        else:
            params[name] = json.loads(value) if name in AS_JSON else value
    return params, uploads


def _refusal(error: ApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    if error.code >= 500:
        return web.Response(status=error.code, text="<html>Bad Gateway</html>", content_type="text/html")
    return web.json_response(body, status=error.code)
