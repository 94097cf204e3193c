"""What `doctor` asks of the outside: Telegram, the Matrix homeserver, the chain. Only what is set is asked.

Tokens never appear in what is said, also not inside of an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.operate.finding import Finding, bad, good, note
from data.settings import Settings

WAIT_S = 10.0
MOST_WRONG_S = 60


def networks(settings: Settings) -> Iterator[Finding]:
    """Every network that is set."""
    with httpx.Client(timeout=WAIT_S, trust_env=False) as http:
        if settings.telegram.token.get_secret_value():
            yield from _telegram(http, settings)
        if settings.matrix.homeserver:
            yield from _matrix(http, settings)
        if settings.chain.rpc_url:
            yield from _chain(http, settings)


def _telegram(http: httpx.Client, settings: Settings) -> Iterator[Finding]:
    base = f"{settings.telegram.api_url}/bot{settings.telegram.token.get_secret_value()}"
    try:
        answer = http.get(f"{base}/getMe")
        hook = http.get(f"{base}/getWebhookInfo").json().get("result") or {}
    except (httpx.HTTPError, ValueError) as error:
        yield bad("telegram", f"cannot be reached ({type(error).__name__})", "network, or telegram.api_url")
        return
    if answer.status_code != 200:
        yield bad("telegram", f"refuses the token ({answer.status_code})", "telegram.token: a new one from @BotFather")
        return
    me: dict[str, Any] = answer.json()["result"]
    yield good("telegram", f"is @{me.get('username')}")
    if me.get("can_read_all_group_messages"):
        yield note("telegram", "reads everything said in groups", "@BotFather: /setprivacy, then add it anew")
    if hook.get("url"):
        yield bad("telegram", "a webhook is set, nothing can be fetched", "call deleteWebhook")
    yield from _clock(answer)


def _clock(answer: httpx.Response) -> Iterator[Finding]:
    """The server's date beside ours: a wrong clock sends reminders at wrong times."""
    stamp = answer.headers.get("date")
    if not stamp:
        return
    wrong = abs((datetime.now(UTC) - parsedate_to_datetime(stamp)).total_seconds())
    if wrong > MOST_WRONG_S:
        yield bad("clock", f"differs by {wrong:.0f} s from Telegram's", "set the clock: timedatectl set-ntp true")
    else:
        yield good("clock", "agrees with Telegram's")


def _matrix(http: httpx.Client, settings: Settings) -> Iterator[Finding]:
    base = settings.matrix.homeserver.rstrip("/")
    token = settings.matrix.access_token.get_secret_value()
    try:
        versions = http.get(f"{base}/_matrix/client/versions")
        who = http.get(f"{base}/_matrix/client/v3/account/whoami", headers={"Authorization": f"Bearer {token}"})
    except httpx.HTTPError as error:
        yield bad("matrix", f"{base} cannot be reached ({type(error).__name__})", "network, or matrix.homeserver")
        return
    if versions.status_code != 200:
        yield bad("matrix", f"{base} is no homeserver ({versions.status_code})", "matrix.homeserver")
    elif token and who.status_code != 200:
        yield bad("matrix", "the access token is refused", "log in again: matrix.access_token")
    else:
        yield good("matrix", f"{base} answers")
        yield note("matrix", "its limit of messages is unknown to us", "administrator: override_ratelimit")


def _chain(http: httpx.Client, settings: Settings) -> Iterator[Finding]:
    contract = settings.chain.contract
    try:
        code = _rpc(http, settings, "eth_getCode", [contract, "latest"]) if contract else ""
        number = int(_rpc(http, settings, "eth_chainId", []), 16)
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        yield bad("chain", f"the node does not answer ({type(error).__name__})", "network, or chain.rpc_url")
        return
    if contract and code in ("", "0x"):
        yield bad("chain", f"no contract at that address on chain {number}", "chain.contract, or another chain.rpc_url")
    else:
        yield good("chain", f"chain {number}")


def _rpc(http: httpx.Client, settings: Settings, method: str, params: list[Any]) -> str:
    call = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    return str(http.post(settings.chain.rpc_url, json=call).json()["result"])
