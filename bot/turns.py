"""Answers messages: one at a time in each conversation, many conversations at once (design, section 3).

inbox row → what was pressed or typed → core → outbox rows and the inbox row "done", in one transaction.
Knows neither the wording nor a channel.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from bot.core_client import CoreAnswer
from bot.errors import CoreAway, CoreError
from bot.inbox import Inbox
from bot.record_turn import TurnRecorder, TurnState
from data.errors import StorageError
from data.reply import Say

log = structlog.get_logger(__name__)
CORE_TRIES, OTHER_TRIES = 8, 2
Answered = Callable[[int], Awaitable[None]]
WAIT_FIRST_S, WAIT_MOST_S = 0.2, 15.0


class Core(Protocol):
    """What the worker needs of the conversation core."""

    async def answer(self, sender: str, text: str, message_id: str, metadata: dict[str, Any]) -> CoreAnswer:
        """One turn; the same message id again gives the same answer and runs nothing."""


@dataclass
class _Lane:
    """One conversation at work: its task, and who waits for which message."""

    task: asyncio.Task[None] | None = None
    again: bool = False


class Turns:
    """The workers of all conversations. `wake` after a message was accepted; `settled` waits for its answer."""

    def __init__(self, inbox: Inbox, recorder: TurnRecorder, core: Core, answered: Answered) -> None:
        self._inbox, self._recorder, self._core, self._answered = inbox, recorder, core, answered
        self._lanes: dict[int, _Lane] = {}
        self._done: dict[int, asyncio.Event] = {}
        self.not_saved: set[int] = set()

    async def resume(self) -> None:
        """Take up what was left unanswered when the process ended."""
        for conversation_id in await asyncio.to_thread(self._inbox.waiting):
            self.wake(conversation_id)

    def wake(self, conversation_id: int) -> None:
        """There is something to answer in this conversation."""
        lane = self._lanes.setdefault(conversation_id, _Lane())
        if lane.task and not lane.task.done():
            lane.again = True
        else:
            lane.task = asyncio.create_task(self._work(conversation_id, lane))

    async def settled(self, inbox_id: int, timeout: float) -> bool:
        """Wait until a message is answered; False if that takes longer."""
        event = self._done.setdefault(inbox_id, asyncio.Event())
        try:
            if await asyncio.to_thread(self._recorder.is_done, inbox_id):
                return True
            await asyncio.wait_for(event.wait(), timeout)
            return True
        except TimeoutError:
            return False
        finally:
            self._done.pop(inbox_id, None)

    async def stop(self) -> None:
        """Let running turns end; what is left waits in the inbox."""
        tasks = [lane.task for lane in self._lanes.values() if lane.task and not lane.task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, conversation_id: int, lane: _Lane) -> None:
        while True:
            lane.again = False
            while (inbox_id := await self._next(conversation_id)) is not None:
                await self._until_answered(inbox_id)
                self._settle(inbox_id)
                await self._answered(conversation_id)
            if not lane.again:
                self._lanes.pop(conversation_id, None)
                return

    async def _next(self, conversation_id: int) -> int | None:
        """The oldest open message; while the disk fails, look again."""
        while True:
            try:
                return await asyncio.to_thread(self._inbox.next_in, conversation_id)
            except StorageError as error:
                log.warning("inbox_waits", conversation=conversation_id, error=str(error))
                await asyncio.sleep(WAIT_FIRST_S)

    async def _until_answered(self, inbox_id: int) -> None:
        """One message, repeated with growing pauses while core or disk fail; what cannot be answered is told."""
        pause = WAIT_FIRST_S
        while True:
            try:
                await self._answer(inbox_id)
                self.not_saved.discard(inbox_id)
                return
            except Exception as error:  # whatever it is, this conversation must go on
                log.warning("turn_failed", inbox=inbox_id, error=f"{type(error).__name__}: {error}")
                self.not_saved.add(inbox_id)
                if await self._given_up(inbox_id, _tries_for(error)):
                    self.not_saved.discard(inbox_id)
                    return
            await asyncio.sleep(pause)
            pause = min(pause * 2, WAIT_MOST_S)

    async def _given_up(self, inbox_id: int, tries: int | None) -> bool:
        try:
            if tries is None or not await asyncio.to_thread(self._inbox.failed, inbox_id, tries):
                return False
            await asyncio.to_thread(self._recorder.give_up, inbox_id)
            return True
        except StorageError:
            return False

    async def _answer(self, inbox_id: int) -> None:
        state = await asyncio.to_thread(self._recorder.read, inbox_id)
        answer = CoreAnswer(None, 0.0, ())
        if state.to_core:
            metadata = state.metadata
            answer = await self._core.answer(str(state.conversation_id), state.to_core, str(inbox_id), metadata)
        await asyncio.to_thread(self._recorder.finish, inbox_id, answer.intent, answer.confidence, _says(state, answer))

    def _settle(self, inbox_id: int) -> None:
        if inbox_id in self._done:
            self._done[inbox_id].set()


def _says(state: TurnState, answer: CoreAnswer) -> tuple[Say, ...]:
    return (*state.before, *answer.says)


def _tries_for(error: Exception) -> int | None:
    """How often a message is tried: as long as it takes while the disk fails or the core is away, a few times else."""
    if isinstance(error, (StorageError, CoreAway)):
        return None
    return CORE_TRIES if isinstance(error, CoreError) else OTHER_TRIES
