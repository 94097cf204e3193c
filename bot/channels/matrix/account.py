"""Opens our account: logs in once, keeps device and token in a file for our user alone, and never logs in twice.

A new login would be a new device that reads nothing of before.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from nio import ErrorResponse
from nio.client.async_client import AsyncClient, AsyncClientConfig
from nio.responses import LoginResponse, WhoamiResponse
from vodozemac import LibolmPickleException, PickleException

from bot.channels.matrix.errors import MatrixStopped
from bot.errors import BotError, ChannelDown
from data.settings import MatrixSettings

SESSION, STORE = "session.json", "store"
DEVICE_NAME = "Gemeinwerk"
GONE = {"M_UNKNOWN_TOKEN", "M_FORBIDDEN", "M_USER_DEACTIVATED", "M_MISSING_TOKEN", "M_USER_LOCKED"}


@dataclass(frozen=True)
class Login:
    """What restores a login."""

    homeserver: str
    user_id: str
    device_id: str
    access_token: str


async def open_account(settings: MatrixSettings, folder: Path) -> AsyncClient:
    """A client that is logged in, with its store of keys. Raises MatrixStopped, or what the network raises."""
    logging.getLogger("nio").setLevel(logging.CRITICAL)  # its warnings quote contents of messages
    if not settings.pickle_key.get_secret_value():
        raise MatrixStopped("set matrix.pickle_key to a long random text and keep it: it locks the store of keys")
    store = folder / STORE
    store.mkdir(parents=True, exist_ok=True, mode=0o700)
    login = _kept(folder, settings) or await _first_login(settings, folder)
    client = _client(settings, store)
    try:
        client.restore_login(login.user_id, login.device_id, login.access_token)
    except (PickleException, LibolmPickleException) as error:
        raise MatrixStopped("matrix.pickle_key is not the one that the store of keys was locked with") from error
    return client


def keep(folder: Path, login: Login) -> None:
    """Write the login down, for our user alone."""
    part = folder / f"{SESSION}.part"
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf8") as out:
        json.dump(asdict(login), out)
        out.flush()
        os.fsync(out.fileno())
    part.rename(folder / SESSION)


def stopped_by(error: ErrorResponse) -> bool:
    """Whether the server will not let us in again as we are."""
    return error.status_code in GONE


def _client(settings: MatrixSettings, store: Path | None) -> AsyncClient:
    config = AsyncClientConfig(
        store_sync_tokens=False,
        pickle_key=settings.pickle_key.get_secret_value(),
        max_limit_exceeded=0,
        max_timeouts=0,
        request_timeout=30,
    )
    return AsyncClient(settings.homeserver.rstrip("/"), settings.user_id, store_path=str(store or ""), config=config)


def _kept(folder: Path, settings: MatrixSettings) -> Login | None:
    """The login of before, unless the settings now name another account or token."""
    try:
        login = Login(**json.loads((folder / SESSION).read_text("utf8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise MatrixStopped(f"{folder / SESSION} cannot be read; restore it: ./gemeinwerk matrix restore") from error
    token = settings.access_token.get_secret_value()
    same = login.user_id == settings.user_id and login.homeserver == settings.homeserver
    return login if same and token in ("", login.access_token) else None


async def _first_login(settings: MatrixSettings, folder: Path) -> Login:
    client = _client(settings, None)
    try:
        token, password = settings.access_token.get_secret_value(), settings.password.get_secret_value()
        if token:
            login = await _by_token(client, settings, token)
        elif password:
            login = await _by_password(client, settings, password)
        else:
            raise MatrixStopped("set matrix.password or matrix.access_token")
    finally:
        await client.close()  # type: ignore[no-untyped-call]
    keep(folder, login)
    return login


async def _by_password(client: AsyncClient, settings: MatrixSettings, password: str) -> Login:
    answer = await client.login(password, device_name=DEVICE_NAME)
    if not isinstance(answer, LoginResponse):
        raise _refused(answer, f"the login as {settings.user_id} was refused; check matrix.user_id and matrix.password")
    return Login(settings.homeserver, answer.user_id, answer.device_id, answer.access_token)


async def _by_token(client: AsyncClient, settings: MatrixSettings, token: str) -> Login:
    client.access_token = token
    answer = await client.whoami()
    if not isinstance(answer, WhoamiResponse):
        raise _refused(answer, "matrix.access_token was refused; make a new one and start again")
    if answer.user_id != settings.user_id:
        raise MatrixStopped(f"matrix.access_token belongs to {answer.user_id}, not to {settings.user_id}")
    return Login(settings.homeserver, answer.user_id, answer.device_id or "", token)


def _refused(answer: ErrorResponse, what_to_do: str) -> BotError:
    """An end if the server says no, a pause if it only cannot now."""
    if stopped_by(answer):
        return MatrixStopped(f"{what_to_do} ({answer})")
    return ChannelDown(str(answer), (answer.retry_after_ms or 0) / 1000)
