"""Our identity: made once, kept for our user alone, and what it signs can be checked by anybody."""

from __future__ import annotations

import base64
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from nio.api import Api

from bot.channels.matrix.signing import SEEDS, identity


def raw(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def test_the_seeds_are_made_once_and_readable_by_us_alone(tmp_path: Path) -> None:
    first, again = identity(tmp_path, "@a:b"), identity(tmp_path, "@a:b")
    assert first.upload() == again.upload()
    assert (tmp_path / SEEDS).stat().st_mode & 0o777 == 0o600


def test_the_master_key_vouches_for_the_others_and_they_sign_beside_earlier_signatures(tmp_path: Path) -> None:
    ours = identity(tmp_path, "@a:b")
    keys = ours.upload()
    assert keys["self_signing_key"]["usage"] == ["self_signing"]
    device = {"device_id": "D", "signatures": {"@a:b": {"ed25519:D": "own"}}, "unsigned": {"x": 1}}
    for signed, usage in ((keys["self_signing_key"], "master"), (ours.signed(device, "self_signing"), "self_signing")):
        public = ours.public(usage)
        signature = signed["signatures"]["@a:b"][f"ed25519:{public}"]
        bare = {key: value for key, value in signed.items() if key != "signatures"}
        message = Api.to_canonical_json(bare).encode()
        Ed25519PublicKey.from_public_bytes(raw(public)).verify(raw(signature), message)
    assert ours.signed(device, "self_signing")["signatures"]["@a:b"]["ed25519:D"] == "own"
