"""The contract against a model in Python, and what it refuses; its artifact is what its source compiles to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from eth_tester.exceptions import TransactionFailed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web3.exceptions import ContractLogicError

from ledger.contract.artifact import FILE, artifact
from ledger.contract.build import as_text, compiled
from ledger.contract.messages import Domain, hash_of_witnesses, typed
from ledger.settlement.chain import GAS_CAP
from ledger.settlement.signer import KeystoreSigner

TOWN = "0x00000000000000000000000000000000000070A1"
BOUND = 10_000
HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
REFUSED = (ContractLogicError, TransactionFailed)
SETTLE = "settle(uint256,bytes32,uint256,uint256,uint256,bytes32,bytes[],uint256)"


@dataclass
class Model:
    """What the contract must do, in Python."""

    epoch: int = 0
    supply: int = 0
    roots: dict[int, bytes] = field(default_factory=dict)
    paused: bool = False

    def settles(self, epoch: int, awarded: int, redeemed: int, expired: int, signers: int, corrects: int = 0) -> bool:
        """Would it take this epoch?"""
        return (
            not self.paused and epoch == self.epoch + 1 and max(awarded, redeemed, expired) <= BOUND
            and self.supply + awarded >= redeemed + expired and signers >= 2 and corrects < epoch
        )  # fmt: skip


class Town:
    """A contract with three witnesses, two of whom must agree."""

    def __init__(self, web3: Any, keys: list[KeystoreSigner]) -> None:
        self.web3, self.sender, self.witnesses = web3, keys[0], keys[1:4]
        code = web3.eth.contract(abi=artifact().abi, bytecode=artifact().bytecode)
        addresses = [one.address for one in self.witnesses]
        sent = code.constructor(TOWN, addresses, 2, BOUND).transact({"from": web3.eth.accounts[0]})
        receipt = web3.eth.wait_for_transaction_receipt(sent)
        self.deploy_gas = receipt["gasUsed"]
        self.contract = web3.eth.contract(address=receipt["contractAddress"], abi=artifact().abi)

    @property
    def domain(self) -> Domain:
        """Where signatures count."""
        return Domain(self.web3.eth.chain_id, self.contract.address)

    def sign(
        self, signers: list[KeystoreSigner], kind: str, domain: Domain | None = None, **values: Any
    ) -> list[bytes]:
        """Signatures in the order that the contract wants."""
        message = typed(domain or self.domain, kind, **values)
        ordered = sorted(signers, key=lambda one: int(one.address, 16))
        return [bytes.fromhex(one.sign_message(message)[2:]) for one in ordered]

    def settle(
        self, epoch: int, root: bytes = b"\x11" * 32, awarded: int = 0, redeemed: int = 0, expired: int = 0,
        rulebook: bytes = b"\x22" * 32, corrects: int = 0, signers: list[KeystoreSigner] | None = None,
        signatures: list[bytes] | None = None,
    ) -> int:  # fmt: skip
        """Settles, or raises; the gas."""
        if signatures is None:
            signatures = self.sign(
                self.witnesses[:2] if signers is None else signers, "Settle", epoch=epoch, root=root, awarded=awarded,
                redeemed=redeemed, expired=expired, rulebookHash=rulebook, corrects=corrects,
            )  # fmt: skip
        return self.send(SETTLE, epoch, root, awarded, redeemed, expired, rulebook, signatures, corrects)

    def send(self, function: str, *arguments: Any) -> int:
        """A transaction of somebody without any role; the gas."""
        sent = self.contract.functions[function](*arguments).transact({"from": self.web3.eth.accounts[1]})
        receipt = self.web3.eth.wait_for_transaction_receipt(sent)
        assert receipt["status"] == 1
        return int(receipt["gasUsed"])

    def read(self, function: str, *arguments: Any) -> Any:
        """A reading function."""
        return self.contract.functions[function](*arguments).call()


@pytest.fixture
def town(tester: Any, keys: list[KeystoreSigner]) -> Town:
    return Town(tester, keys)


def test_the_artifact_is_what_the_source_compiles_to_byte_for_byte() -> None:
    pytest.importorskip("vyper", reason="no Vyper: make setup installs it")
    assert FILE.read_text("utf8") == as_text(compiled())


def test_it_reads_as_a_token_whose_whole_supply_stands_with_the_town(town: Town) -> None:
    town.settle(1, awarded=10, redeemed=3)
    facts = [town.read(name) for name in ("name", "symbol", "decimals", "totalSupply")]
    assert facts == ["Dankpunkt", "DP", 2, 175]
    assert town.read("balanceOf", TOWN) == 175
    assert town.read("balanceOf", town.sender.address) == 0
    assert town.read("allowance", TOWN, town.sender.address) == 0


@pytest.mark.parametrize(
    ("function", "arguments"),
    [("transfer", (TOWN, 0)), ("transferFrom", (TOWN, TOWN, 1)), ("approve", (TOWN, 1))],
)
def test_nothing_moves_and_nothing_is_approved_whoever_asks(town: Town, function: str, arguments: Any) -> None:
    with pytest.raises(REFUSED, match="points_do_not_move"):
        town.send(function, *arguments)


AMOUNT = st.one_of(st.integers(0, 500), st.integers(BOUND - 1, BOUND + 1))
CALLS = st.lists(
    st.tuples(st.sampled_from([0, 1, 1, 1, 1, 2]), AMOUNT, AMOUNT, AMOUNT, st.sampled_from([1, 2, 2, 2, 3]),
              st.integers(0, 3), st.sampled_from(["", "", "", "pause", "resume"])),
    max_size=8,
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(calls=CALLS)
def test_whatever_is_called_the_contract_does_what_the_model_does(
    tester: Any, keys: list[KeystoreSigner], calls: list[Any]
) -> None:
    town, model = Town(tester, keys), Model()
    for step, awarded, redeemed, expired, signers, corrects, act in calls:
        if act:
            _act(town, model, act)
        epoch = model.epoch + step
        root = bytes([step, epoch]) * 16
        arguments = {"awarded": awarded, "redeemed": redeemed, "expired": expired, "corrects": corrects}
        if model.settles(epoch, awarded, redeemed, expired, signers, corrects):
            town.settle(epoch, root, signers=town.witnesses[:signers], **arguments)
            model.epoch, model.roots[epoch] = epoch, root
            model.supply += awarded - redeemed - expired
        else:
            with pytest.raises((*REFUSED, OverflowError)):
                town.settle(epoch, root, signers=town.witnesses[:signers], **arguments)
        assert (town.read("epoch"), town.read("supply"), town.read("paused")) == (
            model.epoch, model.supply, model.paused,
        )  # fmt: skip
        assert town.read("totalSupply") == town.read("balanceOf", TOWN) == model.supply * 25
        assert all(town.read("root_of", number) == kept for number, kept in model.roots.items())


def _act(town: Town, model: Model, act: str) -> None:
    number = town.read("acts") + 1
    signers = town.witnesses[:1] if act == "pause" else town.witnesses[:2]
    signatures = town.sign(signers, act.capitalize(), act=number)
    if model.paused == (act == "resume"):
        town.send(act, signatures)
        model.paused = act == "pause"
    else:
        with pytest.raises(REFUSED):
            town.send(act, signatures)


def test_23_one_stolen_signature_settles_nothing(town: Town, keys: list[KeystoreSigner]) -> None:
    with pytest.raises(REFUSED, match="too_few_signatures"):
        town.settle(1, signers=town.witnesses[:1])
    with pytest.raises(REFUSED, match="no_witness"):
        town.settle(1, signers=[town.witnesses[0], keys[4]])
    one = town.witnesses[0]
    with pytest.raises(REFUSED, match="signers_not_in_order"):
        town.settle(1, signers=[one, one])


def test_23_the_next_epoch_says_which_one_it_corrects_and_no_value_is_lost(town: Town) -> None:
    town.settle(1, awarded=40)
    town.settle(2, awarded=4, corrects=1)
    assert (town.read("corrected_by", 1), town.read("supply")) == (2, 44)
    assert town.read("root_of", 1) == b"\x11" * 32
    with pytest.raises(REFUSED, match="corrects_no_earlier_epoch"):
        town.settle(3, corrects=3)


def test_a_signature_counts_once_for_one_epoch_on_one_contract_of_one_chain(town: Town) -> None:
    values: dict[str, Any] = {
        "epoch": 1, "root": b"\x11" * 32, "awarded": 8, "redeemed": 0, "expired": 0, "rulebookHash": b"\x22" * 32,
        "corrects": 0,
    }  # fmt: skip
    two = town.witnesses[:2]
    good = town.sign(two, "Settle", **values)
    for domain in (Domain(1, town.contract.address), Domain(town.web3.eth.chain_id, TOWN)):
        with pytest.raises(REFUSED):
            town.settle(1, awarded=8, signatures=town.sign(two, "Settle", domain, **values))
    with pytest.raises(REFUSED):
        town.settle(1, awarded=9, signatures=good)
    with pytest.raises(REFUSED, match="signers_not_in_order"):
        town.settle(1, awarded=8, signatures=good[::-1])
    town.settle(1, awarded=8, signatures=good)
    with pytest.raises(REFUSED, match="not_the_next_epoch"):
        town.settle(1, awarded=8, signatures=good)


def test_the_other_form_of_a_signature_and_rubbish_are_refused(town: Town) -> None:
    values: dict[str, Any] = {
        "epoch": 1, "root": b"\x11" * 32, "awarded": 0, "redeemed": 0, "expired": 0, "rulebookHash": b"\x22" * 32,
        "corrects": 0,
    }  # fmt: skip
    first, second = town.sign(town.witnesses[:2], "Settle", **values)
    high = first[:32] + (ORDER - int.from_bytes(first[32:64])).to_bytes(32) + bytes([55 - first[64]])
    with pytest.raises(REFUSED, match="high_s"):
        town.settle(1, signatures=[high, second])
    for rubbish in (b"", first[:64], b"\x00" * 65, b"\xff" * 65):
        with pytest.raises(REFUSED):
            town.settle(1, signatures=[rubbish, second])


def test_witnesses_hand_over_and_the_old_ones_sign_nothing_more(town: Town, keys: list[KeystoreSigner]) -> None:
    new = [keys[4], keys[0]]
    addresses = [one.address for one in new]
    message = {"act": 1, "witnesses": hash_of_witnesses(addresses), "threshold": 1}
    with pytest.raises(REFUSED, match="no_witness"):
        town.send("hand_over", addresses, 1, town.sign(new, "HandOver", **message))
    signatures = town.sign(town.witnesses[1:], "HandOver", **message)
    town.send("hand_over", addresses, 1, signatures)
    assert (set(town.read("all_witnesses")), town.read("threshold")) == (set(addresses), 1)
    with pytest.raises(REFUSED, match="no_witness"):
        town.settle(1)
    town.settle(1, signers=new[:1])
    with pytest.raises(REFUSED):
        town.send("hand_over", addresses, 1, signatures)


@pytest.mark.parametrize(("count", "threshold"), [(0, 1), (2, 0), (2, 3)])
def test_a_threshold_that_cannot_be_met_is_refused(
    tester: Any, keys: list[KeystoreSigner], count: int, threshold: int
) -> None:
    code = tester.eth.contract(abi=artifact().abi, bytecode=artifact().bytecode)
    addresses = [one.address for one in keys[:count]]
    with pytest.raises(REFUSED, match="wrong_threshold"):
        code.constructor(TOWN, addresses, threshold, BOUND).transact({"from": tester.eth.accounts[0]})


def test_settling_500_awards_takes_at_most_150_gas_each_and_fits_into_a_transaction(town: Town) -> None:
    first = town.settle(1, b"\x01" * 32, awarded=4000)
    later = town.settle(2, b"\x02" * 32, awarded=4000, redeemed=1000, expired=20)
    assert max(first, later) < GAS_CAP
    assert later <= 150 * 500
    assert town.deploy_gas < GAS_CAP
