"""What witnesses sign (EIP-712), as the contract checks it. One domain: this contract on this chain.

Without a chain the domain is chain 0 and no contract; such signatures stand in the public list of roots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

NOWHERE = "0x" + "0" * 40
DOMAIN_FIELDS = (
    ("name", "string"), ("version", "string"), ("chainId", "uint256"), ("verifyingContract", "address"),
)  # fmt: skip
FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Settle": (
        ("epoch", "uint256"), ("root", "bytes32"), ("awarded", "uint256"), ("redeemed", "uint256"),
        ("expired", "uint256"), ("rulebookHash", "bytes32"), ("corrects", "uint256"),
    ),
    "Pause": (("act", "uint256"),),
    "Resume": (("act", "uint256"),),
    "HandOver": (("act", "uint256"), ("witnesses", "bytes32"), ("threshold", "uint256")),
}  # fmt: skip


@dataclass(frozen=True)
class Domain:
    """Where a signature counts."""

    chain_id: int = 0
    contract: str = NOWHERE


def typed(domain: Domain, kind: str, **values: Any) -> dict[str, Any]:
    """A message as typed data. `kind` is Settle, Pause, Resume or HandOver."""
    return {
        "types": {
            "EIP712Domain": [{"name": name, "type": type_} for name, type_ in DOMAIN_FIELDS],
            kind: [{"name": name, "type": type_} for name, type_ in FIELDS[kind]],
        },
        "primaryType": kind,
        "domain": {
            "name": "Gemeinwerk Ledger",
            "version": "1",
            "chainId": domain.chain_id,
            "verifyingContract": domain.contract,
        },
        "message": values,
    }


class Sums(Protocol):
    """What `settle` takes beside the epoch's number; rows and files have it."""

    @property
    def root(self) -> str:
        """The epoch's root."""

    @property
    def awarded(self) -> int:
        """Quarters that came."""

    @property
    def redeemed(self) -> int:
        """Quarters that went for benefits."""

    @property
    def expired(self) -> int:
        """Quarters that went without."""

    @property
    def rulebook_hash(self) -> str:
        """The rulebook in force."""

    @property
    def corrects(self) -> int:
        """An earlier epoch, or 0."""


def settle_message(domain: Domain, number: int, sums: Sums) -> dict[str, Any]:
    """What witnesses sign of an epoch."""
    return typed(
        domain, "Settle", epoch=number, root=sums.root, awarded=sums.awarded, redeemed=sums.redeemed,
        expired=sums.expired, rulebookHash=sums.rulebook_hash, corrects=sums.corrects,
    )  # fmt: skip


def hash_of_witnesses(witnesses: Sequence[str]) -> bytes:
    """How `HandOver` names the new witnesses."""
    from eth_abi.abi import encode
    from eth_utils.crypto import keccak

    return keccak(encode(["address[]"], [list(witnesses)]))


def signer_of(message: Mapping[str, Any], signature: str) -> str | None:
    """The address that signed; None for what is no signature at all."""
    from eth_account import Account
    from eth_account.messages import encode_typed_data

    try:
        return str(Account.recover_message(encode_typed_data(full_message=dict(message)), signature=signature))
    except Exception:  # a hostile signature fails in many ways, in several libraries
        return None
