"""Puts the contract onto a chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledger.contract.artifact import artifact
from ledger.errors import ChainError
from ledger.settlement.epochs import MOST_QUARTERS
from ledger.settlement.signer import Signer

WAIT_S = 180


def deploy(web3: Any, signer: Signer, municipality: str, witnesses: Sequence[str], threshold: int) -> str:
    """The address of a new contract. Raises ChainError; waits until it is mined."""
    from web3.exceptions import Web3Exception

    code = web3.eth.contract(abi=artifact().abi, bytecode=artifact().bytecode)
    try:
        transaction = code.constructor(municipality, list(witnesses), threshold, MOST_QUARTERS).build_transaction(
            {"from": signer.address, "nonce": web3.eth.get_transaction_count(signer.address)}
        )
        raw, sent = signer.sign_transaction(transaction)
        web3.eth.send_raw_transaction(raw)
        receipt = web3.eth.wait_for_transaction_receipt(sent, timeout=WAIT_S)
    except (Web3Exception, ValueError, OSError) as error:
        raise ChainError(f"the contract was not deployed: {error}") from error
    if receipt["status"] != 1:
        raise ChainError(f"the contract was not deployed: transaction {sent} failed")
    return str(receipt["contractAddress"])
