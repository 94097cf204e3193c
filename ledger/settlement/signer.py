"""Keys: whoever signs is a `Signer`; ours is a keystore file whose passphrase comes from the environment.

A key in a machine of its own (KMS, HSM) would be another class of the same shape.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from ledger.errors import KeyFileError


class Signer(Protocol):
    """Signs transactions and typed messages under one address."""

    @property
    def address(self) -> str:
        """The address, with checksum."""

    def sign_message(self, message: Mapping[str, Any]) -> str:
        """The signature of typed data (EIP-712), 65 bytes as 0x…"""

    def sign_transaction(self, transaction: Mapping[str, Any]) -> tuple[bytes, str]:
        """The signed bytes and their hash."""


class KeystoreSigner:
    """A key from an Ethereum keystore file."""

    def __init__(self, key: bytes) -> None:
        from eth_account import Account

        self._account = Account.from_key(key)

    @property
    def address(self) -> str:
        """See Signer."""
        return str(self._account.address)

    def sign_message(self, message: Mapping[str, Any]) -> str:
        """See Signer."""
        signed = self._account.sign_typed_data(full_message=dict(message))
        return "0x" + bytes(signed.signature).hex()

    def sign_transaction(self, transaction: Mapping[str, Any]) -> tuple[bytes, str]:
        """See Signer."""
        signed = self._account.sign_transaction(dict(transaction))
        return bytes(signed.raw_transaction), "0x" + bytes(signed.hash).hex()


def open_keystore(path: Path, passphrase: str) -> KeystoreSigner:
    """The signer of a keystore file. Raises KeyFileError: not there, no keystore, wrong passphrase."""
    from eth_account import Account

    if not passphrase:
        raise KeyFileError(f"{path}: no passphrase; set GEMEINWERK_CHAIN__PASSPHRASE")
    try:
        content = json.loads(path.read_text("utf8"))
        return KeystoreSigner(bytes(Account.decrypt(content, passphrase)))
    except FileNotFoundError as error:
        raise KeyFileError(f"{path} is not there; `gemeinwerk ledger new-key {path}` makes one") from error
    except (ValueError, TypeError, KeyError, AttributeError, OSError) as error:
        raise KeyFileError(f"{path}: wrong passphrase, or no keystore file ({error})") from error


def new_keystore(path: Path, passphrase: str, *, rounds: int = 1 << 18) -> str:
    """Makes a key and writes its keystore file, readable by us alone; gives the address. Never overwrites."""
    from eth_account import Account

    if not passphrase:
        raise KeyFileError("no passphrase; set GEMEINWERK_CHAIN__PASSPHRASE")
    account = Account.create()
    content = Account.encrypt(account.key, passphrase, kdf="scrypt", iterations=rounds)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise KeyFileError(f"{path}: {error.strerror}") from error
    with os.fdopen(handle, "w") as file:
        json.dump(content, file)
    return str(account.address)
