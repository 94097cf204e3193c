"""The webhook that the core calls to run actions: a route of the app on its own loopback port (research/rasa.md 11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import Action, ActionExecutionRejection
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


class Executor(ActionExecutor):
    """The SDK's executor for calls that bring no domain (endpoints.yml: selective_domain)."""

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> Any:  # noqa: ARG002
        """Our actions never ask for the domain."""
        return payload.get("domain") or {}


def action_routes(actions: Iterable[Action]) -> list[Route]:
    """The route by which the core runs `actions`."""
    executor = Executor()
    for action in actions:
        executor.register_action(action)

    async def webhook(request: Request) -> JSONResponse:
        call = await request.json()
        try:
            answer = await executor.run(call)
        except ActionExecutionRejection as rejection:
            refused = {"error": str(rejection), "action_name": rejection.action_name}
            return JSONResponse(refused, status_code=400)
        return JSONResponse(answer.model_dump() if answer else {"events": [], "responses": []})

    return [Route("/webhook", webhook, methods=["POST"])]
