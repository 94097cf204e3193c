"""Signs our device with an identity of our own, which nio does not do.

Element's "exclude insecure devices" neither shows nor sends anything to a device that its owner did not sign. The three
seeds are the identity: with others, everybody is told that we are somebody else. They lie beside the store of keys.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path
from typing import Any

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nio.api import Api
from nio.client.async_client import AsyncClient

from bot.channels.matrix.errors import MatrixStopped
from bot.channels.matrix.events import table

log = structlog.get_logger(__name__)
SEEDS = "signing.json"
USAGES = ("master", "self_signing", "user_signing")
UNSIGNED = "set matrix.password for one start; until then Element may hide us as an insecure device"
Json = dict[str, Any]


class Identity:
    """The three keys of our account."""

    def __init__(self, user_id: str, seeds: dict[str, str]) -> None:
        self.user_id = user_id
        self._keys = {usage: Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seeds[usage])) for usage in USAGES}

    def public(self, usage: str) -> str:
        """A public key as Matrix writes it."""
        raw = self._keys[usage].public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return _base64(raw)

    def upload(self) -> Json:
        """All three public keys; the master key vouches for the other two."""
        keys = {usage: self._public_object(usage) for usage in USAGES}
        for usage in USAGES[1:]:
            keys[usage] = self.signed(keys[usage], "master")
        return {f"{usage}_key": keys[usage] for usage in USAGES}

    def signed(self, what: Json, usage: str) -> Json:
        """An object with our signature added."""
        bare = {key: value for key, value in what.items() if key not in ("signatures", "unsigned")}
        signature = _base64(self._keys[usage].sign(Api.to_canonical_json(bare).encode()))
        signatures = {**table(what.get("signatures"))}
        signatures[self.user_id] = {
            **table(signatures.get(self.user_id)), f"ed25519:{self.public(usage)}": signature,
        }  # fmt: skip
        return {**bare, "signatures": signatures}

    def _public_object(self, usage: str) -> Json:
        public = self.public(usage)
        return {"user_id": self.user_id, "usage": [usage], "keys": {f"ed25519:{public}": public}}


def identity(folder: Path, user_id: str) -> Identity:
    """The identity that lies in the folder; made at the first time, for our user alone."""
    path = folder / SEEDS
    if not path.exists():
        part = folder / f"{SEEDS}.part"
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf8") as out:
            json.dump({usage: secrets.token_bytes(32).hex() for usage in USAGES}, out)
            out.flush()
            os.fsync(out.fileno())
        part.rename(path)
    return Identity(user_id, json.loads(path.read_text("utf8")))


async def check_device(client: AsyncClient) -> None:
    """Raises MatrixStopped when the homeserver knows other keys for our device than those in our store."""
    assert client.olm is not None
    published = table((await _own_keys(client))["device"].get("keys")).get(f"ed25519:{client.device_id}")
    if published and published != client.olm.account.identity_keys["ed25519"]:
        raise MatrixStopped(
            "the store of keys was lost: bring it back with ./gemeinwerk matrix restore FILE, or log in as a new "
            "device (remove var/matrix and set matrix.password, or a new matrix.access_token)"
        )


async def sign_device(client: AsyncClient, ours: Identity, password: str) -> None:
    """See that our identity and its signature on our device are known; does nothing when they are."""
    known = await _own_keys(client)
    if f"ed25519:{ours.public('master')}" not in table(known["master"].get("keys")):
        if not await _publish(client, ours, password):
            log.warning("matrix_device_not_signed", do=UNSIGNED)
            return
        log.info("matrix_identity_published")
    device = known["device"]
    signatures = table(table(device.get("signatures")).get(client.user_id))
    if device and f"ed25519:{ours.public('self_signing')}" not in signatures:
        signed = {client.user_id: {str(client.device_id): ours.signed(device, "self_signing")}}
        await _post(client, "/keys/signatures/upload", signed)


async def _publish(client: AsyncClient, ours: Identity, password: str) -> bool:
    """Publish the identity; a change of it asks for the password."""
    status, answer = await _post(client, "/keys/device_signing/upload", ours.upload())
    if status == 401 and answer.get("session") and password:
        who = {"type": "m.id.user", "user": client.user_id}
        proof = {"type": "m.login.password", "identifier": who, "password": password, "session": answer["session"]}
        status, _ = await _post(client, "/keys/device_signing/upload", ours.upload() | {"auth": proof})
    return status == 200


async def _own_keys(client: AsyncClient) -> dict[str, Json]:
    """What the homeserver knows of us: our device and our master key."""
    own = client.user_id
    _, answer = await _post(client, "/keys/query", {"device_keys": {own: [client.device_id]}})
    devices = table(table(answer.get("device_keys")).get(own))
    return {
        "device": table(devices.get(str(client.device_id))),
        "master": table(table(answer.get("master_keys")).get(own)),
    }


async def _post(client: AsyncClient, path: str, body: Json) -> tuple[int, Json]:
    answer = await client.send(
        "POST",
        f"/_matrix/client/v3{path}",
        data=Api.to_json(body),
        headers={"Authorization": f"Bearer {client.access_token}", "Content-Type": "application/json"},
    )
    async with answer:
        return answer.status, table(await answer.json(content_type=None))


def _base64(raw: bytes) -> str:
    """Without the filling at the end, as Matrix writes it."""
    return base64.b64encode(raw).decode().rstrip("=")
