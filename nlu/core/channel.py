"""The core's one door: a message with its id comes in, the names of texts go out; a repetition runs nothing.

    POST   /webhooks/gemeinwerk/message  {"sender", "text", "message_id", "metadata"}
             → 200 {"intent", "confidence", "replies": [{"say", "with", …}]} · 400 not understood · 503 repeat later
    DELETE /webhooks/gemeinwerk/conversation/<sender> → 204
    GET    /webhooks/gemeinwerk/ → 200 when ready

Each with `Authorization: Bearer <GEMEINWERK_CORE_TOKEN>`. A text with a leading "/" is a pressed button and is
executed: the app must never pass on a typed one.
"""

import gc
import hmac
import os
from typing import Any
from urllib.parse import unquote

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from nlu.core.tracker_store import SqliteTrackerStore
from nlu.core.whole_turns import TurnFailed

TOKEN = "GEMEINWERK_CORE_TOKEN"
_FIELDS = {"sender": str, "text": str, "message_id": str, "metadata": dict}


class Door(InputChannel):
    """Rasa's input channel for the app."""

    def __init__(self) -> None:
        """The token comes from the environment, a new one with each start."""
        self._token = os.environ[TOKEN]

    @classmethod
    def name(cls) -> str:
        """Part of the address: /webhooks/gemeinwerk."""
        return "gemeinwerk"

    def blueprint(self, _on_new_message: Any) -> Blueprint:
        """The routes; the agent is called directly, since we hold the conversation's lock ourselves."""
        door = Blueprint("gemeinwerk")
        door.middleware("request")(self._admit)
        door.listener("after_server_start")(_keep_what_is_loaded)
        door.add_route(_ready, "/", methods=["GET"])
        door.add_route(_message, "/message", methods=["POST"])
        door.add_route(_forget, "/conversation/<sender:path>", methods=["DELETE"])
        return door

    async def _admit(self, request: Request) -> HTTPResponse | None:
        if not hmac.compare_digest((request.token or "").encode(), self._token.encode()):
            return json({"error": "token missing or wrong"}, status=401)
        return None


def _keep_what_is_loaded(_app: Sanic, _loop: object) -> None:
    """The model stays: the garbage collector need not look through it in the middle of somebody's turn."""
    gc.freeze()


async def _ready(request: Request) -> HTTPResponse:
    ready = request.app.ctx.agent.is_ready()
    return json({"status": "ready" if ready else "no model"}, status=200 if ready else 503)


async def _message(request: Request) -> HTTPResponse:
    body = _json(request)
    if wrong := [name for name, kind in _FIELDS.items() if not isinstance(body.get(name), kind)]:
        return json({"error": f"missing or of the wrong type: {', '.join(wrong)}"}, status=400)
    try:
        return json(await _turn(request.app.ctx.agent, body))
    except TurnFailed as failure:
        structlog.get_logger().error("turn.failed", message_id=body["message_id"], failure=str(failure))
        return json({"error": "an action failed; nothing of this turn is kept"}, status=503)


async def _forget(request: Request, sender: str) -> HTTPResponse:
    agent, sender = request.app.ctx.agent, unquote(sender)
    async with agent.lock_store.lock(sender):
        _store(agent).delete(sender)
    return empty()


async def _turn(agent: Agent, body: dict[str, Any]) -> dict[str, Any]:
    """What the message was answered with: now, or when it first came. Read from the rows both times."""
    sender, message_id = body["sender"], body["message_id"]
    async with agent.lock_store.lock(sender):
        if _store(agent).turn(sender, message_id) is None:
            await agent.processor.handle_message(_user_message(body))
        user, *rest = _store(agent).turn(sender, message_id)
    reading = user["parse_data"].get("reading") or user["parse_data"]["intent"]
    replies = [event["data"]["custom"] for event in rest if event["event"] == "bot" and event["data"].get("custom")]
    return {"intent": reading["name"], "confidence": reading["confidence"], "replies": replies}


def _json(request: Request) -> dict[str, Any]:
    try:
        return request.json if isinstance(request.json, dict) else {}
    except InvalidUsage:
        return {}


def _user_message(body: dict[str, Any]) -> UserMessage:
    return UserMessage(
        body["text"],
        CollectingOutputChannel(),
        body["sender"],
        input_channel=Door.name(),
        message_id=body["message_id"],
        metadata=body["metadata"],
    )


def _store(agent: Agent) -> SqliteTrackerStore:
    """Ours, inside the wrapper that Rasa puts around every store."""
    return agent.tracker_store._tracker_store
