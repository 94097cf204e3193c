"""A turn happens wholly or not at all.

Rasa swallows the failure of an action ("bot will continue, but the events are lost") and stores a turn without an
answer; the message would never be repeated. Here the failure ends the turn before anything of it is stored, the
door answers 503 and the inbox repeats the message. For Rasa 3.6.21.
"""

from typing import Any

from rasa.core.actions.action import ActionExecutionRejection, RemoteAction


class TurnFailed(BaseException):
    """An action failed. Not an `Exception`, because Rasa catches those around each action and goes on."""


def install() -> None:
    """From now on a failed call of the action server ends the turn; a rejection still means "not mine"."""
    RemoteAction.run = _wholly(RemoteAction.run)


def _wholly(run: Any) -> Any:
    async def wholly(self: RemoteAction, *args: Any) -> Any:
        try:
            return await run(self, *args)
        except ActionExecutionRejection:
            raise
        except Exception as failure:
            raise TurnFailed(f"{self.name()}: {failure}") from failure

    return wholly
