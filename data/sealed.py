"""A stream that only who knows the passphrase can read, and that nobody can change or cut unnoticed.

Key by scrypt, contents by AES-256-GCM in numbered pieces, the last one marked (the STREAM construction, Hoang et al.
2015). Used for backups; knows nothing of what is sealed.

DataError
└── SealError    wrong passphrase, damaged, or no sealed file at all
"""

from __future__ import annotations

import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from data.errors import DataError

MAGIC = b"GEMEINWERK-SEALED-1\n"
SALT, PREFIX, TAG = 16, 7, 16
PIECE = 64 * 1024
COST = 2**15
"""Memory of 32 MB and about a tenth of a second for each guess."""


class SealError(DataError):
    """The file cannot be opened: wrong passphrase, or it was damaged or cut."""


class Sealing:
    """A file to write into; `close` writes the last piece. Without it the file counts as cut."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        salt, self._prefix = os.urandom(SALT), os.urandom(PREFIX)
        self._target, self._cipher, self._number = target, _cipher(passphrase, salt), 0
        self._waiting = bytearray()
        target.write(MAGIC + salt + self._prefix)

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def close(self) -> None:
        """Write what is left as the last piece."""
        self._put(bytes(self._waiting), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._prefix, self._number, last), piece, None))
        self._number += 1


class Unsealing:
    """A sealed file to read from. Every piece is proven before its bytes are given out."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        if source.read(len(MAGIC)) != MAGIC:
            raise SealError("this is no sealed file of Gemeinwerk")
        head = source.read(SALT + PREFIX)
        self._source, self._prefix, self._number = source, head[SALT:], 0
        self._cipher = _cipher(passphrase, head[:SALT])
        self._ready = bytearray()
        self._next = source.read(PIECE + TAG)

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes. Raises SealError at the first piece that does not fit."""
        while self._next and (size < 0 or len(self._ready) < size):
            self._open_piece()
        given = bytes(self._ready if size < 0 else self._ready[:size])
        del self._ready[: len(given)]
        return given

    def _open_piece(self) -> None:
        piece, self._next = self._next, self._source.read(PIECE + TAG)
        try:
            self._ready += self._cipher.decrypt(_nonce(self._prefix, self._number, not self._next), piece, None)
        except InvalidTag as error:
            raise SealError("wrong passphrase, or the file was changed or cut") from error
        self._number += 1


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=COST, r=8, p=1).derive(passphrase.encode()))


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
