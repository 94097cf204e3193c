"""The chain as the settlement sees it: one contract behind web3, whatever stands behind its provider.

Every failure of node or network becomes a ChainError with what an operator can do. Knows no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ledger.contract.artifact import artifact
from ledger.contract.messages import Domain
from ledger.errors import ChainError
from ledger.settlement.signer import Signer

GAS_CAP = 1 << 24
"""A transaction takes at most so much gas since EIP-7825 (16,777,216)."""
USUAL_GAS = 120_000
"""What `settle` takes with nine witnesses and some to spare; the key must have the money for it."""
SETTLE = "settle(uint256,bytes32,uint256,uint256,uint256,bytes32,bytes[],uint256)"
KNOWN = ("already known", "already imported", "nonce too low", "known transaction", "transaction underpriced",
         "replacement transaction", "invalid nonce", "nonce is too low")  # fmt: skip
"""What nodes answer to bytes that they have, or that are mined or outbid: no failure, the contract has the outcome."""
TIMEOUT_S = 20
LOG_BLOCKS = 5_000


@dataclass(frozen=True)
class Fee:
    """What a transaction offers per gas, in wei."""

    most: int
    tip: int


@dataclass(frozen=True)
class Mined:
    """Where an epoch was settled."""

    transaction: str
    block: int


class Chain:
    """One contract on one chain."""

    def __init__(self, web3: Any, contract: str, chain_id: int = 0) -> None:
        self._web3, self._address, self._wanted = web3, contract, chain_id
        self._contract = web3.eth.contract(address=contract, abi=artifact().abi)

    @property
    def domain(self) -> Domain:
        """Where signatures must count."""
        with _errors():
            return Domain(int(self._web3.eth.chain_id), self._address)

    def check(self) -> None:
        """Raises ChainError: not reachable, another chain, no contract of ours at this address."""
        with _errors():
            found = int(self._web3.eth.chain_id)
            if self._wanted and found != self._wanted:
                raise ChainError(f"wrong chain: chain.id is {self._wanted}, the node answers {found}")
            code = bytes(self._web3.eth.get_code(self._address)).hex()
        if not code:
            raise ChainError(f"no contract at {self._address} on chain {found}; `gemeinwerk ledger deploy` makes one")
        if not code.startswith(artifact().runtime.removeprefix("0x")):
            raise ChainError(f"wrong contract: what stands at {self._address} is not compiled from our source")

    def head(self) -> int:
        """The newest block."""
        with _errors():
            return int(self._web3.eth.block_number)

    def epoch(self, block: int | None = None) -> int:
        """The last settled epoch, now or as of a block; 0 before the contract was there."""
        from web3.exceptions import BadFunctionCallOutput

        with _errors():
            try:
                return int(self._contract.functions.epoch().call(block_identifier=_at(block)))
            except BadFunctionCallOutput:
                return 0

    def root_of(self, epoch: int, block: int | None = None) -> str:
        """The root of an epoch as the contract has it; zeros where it has none."""
        with _errors():
            return "0x" + bytes(self._contract.functions.root_of(epoch).call(block_identifier=_at(block))).hex()

    def supply(self) -> int:
        """The whole supply in quarters."""
        with _errors():
            return int(self._contract.functions.supply().call())

    def witnesses(self) -> tuple[set[str], int]:
        """Who may sign, and how many must."""
        with _errors():
            functions = self._contract.functions
            return {str(one) for one in functions.all_witnesses().call()}, int(functions.threshold().call())

    def mined(self, epoch: int, hashes: Sequence[str]) -> Mined | None:
        """In which transaction an epoch was settled: one of ours by its receipt, else by the contract's own record."""
        from web3.exceptions import TransactionNotFound

        with _errors():
            for sent in hashes:
                try:
                    receipt = self._web3.eth.get_transaction_receipt(sent)
                except TransactionNotFound:
                    continue
                if receipt["status"] == 1:
                    return Mined(sent, int(receipt["blockNumber"]))
            start = max(0, int(self._web3.eth.block_number) - LOG_BLOCKS)
            logs = self._contract.events.Settled.get_logs(argument_filters={"epoch": epoch}, from_block=start)
            return Mined("0x" + bytes(logs[0]["transactionHash"]).hex(), int(logs[0]["blockNumber"])) if logs else None

    def nonce(self, address: str) -> int:
        """The next nonce by what is mined."""
        with _errors():
            return int(self._web3.eth.get_transaction_count(address, "latest"))

    def fee(self, cap: int) -> Fee:
        """An offer for the next blocks, at most `cap` wei a gas. Raises ChainError where the chain asks for more."""
        with _errors():
            base = int(self._web3.eth.get_block("latest").get("baseFeePerGas", 0))
            tip = min(int(self._web3.eth.max_priority_fee), max(cap - base, 0))
        if base >= cap:
            raise ChainError(
                f"the chain asks {base} wei a gas, chain.fee_cap_gwei allows {cap}; it will be tried again"
            )
        return Fee(min(2 * base + tip, cap), tip)

    def signed(self, signer: Signer, arguments: Sequence[Any], nonce: int, fee: Fee) -> tuple[bytes, str]:
        """A signed `settle`, not sent. Raises ChainError: refused by the contract, no money, too much gas."""
        with _errors():
            money = int(self._web3.eth.get_balance(signer.address))
            if money < USUAL_GAS * fee.most:
                raise ChainError(f"the sending key {signer.address} has {money} wei and needs {USUAL_GAS * fee.most}")
            call = self._contract.functions[SETTLE](*arguments)
            gas = int(call.estimate_gas({"from": signer.address}))
            chain_id = int(self._web3.eth.chain_id)
        gas += gas // 5
        if gas > GAS_CAP:
            raise ChainError(f"settling would take {gas} gas, a transaction takes at most {GAS_CAP}")
        return signer.sign_transaction(
            {
                "to": self._address, "data": call._encode_transaction_data(), "value": 0, "gas": gas, "nonce": nonce,
                "chainId": chain_id, "type": 2, "maxFeePerGas": fee.most, "maxPriorityFeePerGas": fee.tip,
            }
        )  # fmt: skip

    def send(self, raw: bytes) -> None:
        """Hands bytes to the node. That it has them already, or has no use for them, is no failure."""
        try:
            with _errors():
                self._web3.eth.send_raw_transaction(raw)
        except ChainError as error:
            if not any(words in str(error).lower() for words in KNOWN):
                raise


def connect(rpc_url: str, contract: str, chain_id: int = 0) -> Chain:
    """The contract behind a node's address. Nothing is asked of the node yet. Raises ChainError for a wrong address."""
    web3 = open_web3(rpc_url)
    if not web3.is_checksum_address(contract):
        raise ChainError(f"chain.contract: {contract!r} is no address with checksum")
    return Chain(web3, contract, chain_id)


def open_web3(rpc_url: str) -> Any:
    """A client of a node."""
    from web3 import HTTPProvider, Web3

    return Web3(HTTPProvider(rpc_url, request_kwargs={"timeout": TIMEOUT_S}))


def _at(block: int | None) -> Any:
    return "latest" if block is None else block


@contextmanager
def _errors() -> Iterator[None]:
    """Failures of node, network and contract as ours."""
    from requests.exceptions import RequestException
    from web3.exceptions import BadFunctionCallOutput, ContractLogicError, TransactionNotFound, Web3Exception

    try:
        yield
    except (BadFunctionCallOutput, TransactionNotFound, ChainError):
        raise
    except ContractLogicError as error:
        raise ChainError(f"the contract refuses: {error.message or error}") from error
    except (RequestException, ConnectionError, TimeoutError, OSError) as error:
        raise ChainError(f"the node cannot be reached: {type(error).__name__}; it will be tried again") from error
    except (Web3Exception, ValueError) as error:
        raise ChainError(f"the node answers: {_message(error)}") from error


def _message(error: Exception) -> str:
    content = error.args[0] if error.args else error
    return str(content.get("message", content) if isinstance(content, Mapping) else content)
