"""One turn at a time per conversation, in the order of arrival.

Rasa's own in-memory store lets a second message sleep a full second per attempt.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.lock_store import LockStore


class ConversationLocks(LockStore):
    """A lock per conversation for as long as somebody holds it or waits for it; one core process only."""

    def __init__(self, endpoint_config: Any = None) -> None:  # noqa: ARG002
        """Rasa hands over the endpoint; nothing in it is needed."""
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(self, conversation_id: str, *_: Any, **__: Any) -> AsyncIterator[asyncio.Lock]:
        """Hold the conversation: others wait without polling, first come, first served."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        async with lock:
            yield lock
