# pragma version 0.4.3
# SPDX-License-Identifier: EUPL-1.2
"""
@title The ledger of a municipality's thank-you points, as the chain sees it
@notice One root and three sums an epoch, agreed on by k of n witnesses. It answers a token's reading functions; the
        whole supply stands at the municipality's own address and cannot move. No person has an address here.
@dev    Amounts are quarters of a point; a token's two decimals show quarters x 25. The sender of a transaction has no
        right of any kind: only signatures count (EIP-712, sorted by signer, low s).
"""

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    amount: uint256

event Settled:
    epoch: indexed(uint256)
    root: bytes32
    awarded: uint256
    redeemed: uint256
    expired: uint256
    rulebook_hash: bytes32

event Corrected:
    epoch: indexed(uint256)
    by: uint256

event Paused:
    act: uint256

event Resumed:
    act: uint256

event HandedOver:
    act: uint256
    witnesses: DynArray[address, MOST_WITNESSES]
    threshold: uint256

MOST_WITNESSES: constant(uint256) = 9
SHOWN: constant(uint256) = 25
HALF_ORDER: constant(uint256) = 57896044618658097711785492504343953926418782139537452191302581570759080747168  # of secp256k1
DOMAIN: constant(bytes32) = keccak256(
    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
)
DOMAIN_NAME: constant(bytes32) = keccak256("Gemeinwerk Ledger")
DOMAIN_VERSION: constant(bytes32) = keccak256("1")
SETTLE: constant(bytes32) = keccak256(
    "Settle(uint256 epoch,bytes32 root,uint256 awarded,uint256 redeemed,uint256 expired,bytes32 rulebookHash,uint256 corrects)"
)
PAUSE: constant(bytes32) = keccak256("Pause(uint256 act)")
RESUME: constant(bytes32) = keccak256("Resume(uint256 act)")
HAND_OVER: constant(bytes32) = keccak256("HandOver(uint256 act,bytes32 witnesses,uint256 threshold)")

name: public(constant(String[9])) = "Dankpunkt"
symbol: public(constant(String[2])) = "DP"
decimals: public(constant(uint8)) = 2

municipality: public(immutable(address))
bound: public(immutable(uint256))

# Epoch (lowest 64 bits), supply (128), threshold (32), paused (32) share one slot: 9,200 gas less an epoch.
state: uint256
root_of: public(HashMap[uint256, bytes32])
rulebook_hash: public(bytes32)
corrected_by: public(HashMap[uint256, uint256])

witnesses: DynArray[address, MOST_WITNESSES]
is_witness: public(HashMap[address, bool])
acts: public(uint256)


@deploy
def __init__(municipality_: address, witnesses: DynArray[address, MOST_WITNESSES], threshold: uint256, bound_: uint256):
    """
    @param bound_ At most so many quarters are awarded, redeemed or expired in one epoch, each.
    """
    assert municipality_ != empty(address), "no_municipality"
    assert bound_ > 0, "no_bound"
    municipality = municipality_
    bound = bound_
    self._appoint(witnesses, threshold)


@external
def settle(
    epoch: uint256,
    root: bytes32,
    awarded: uint256,
    redeemed: uint256,
    expired: uint256,
    rulebook_hash: bytes32,
    signatures: DynArray[Bytes[65], MOST_WITNESSES],
    corrects: uint256 = 0,
):
    """
    @notice Writes the next epoch. `corrects` names an earlier epoch whose root was wrong; what it promised stays readable.
    """
    state: uint256 = self.state
    assert not self._paused(state), "paused"
    assert epoch == self._epoch(state) + 1, "not_the_next_epoch"
    assert root != empty(bytes32), "no_root"
    assert awarded <= bound and redeemed <= bound and expired <= bound, "out_of_bounds"
    assert corrects < epoch, "corrects_no_earlier_epoch"
    before: uint256 = self._supply(state)
    assert before + awarded >= redeemed + expired, "supply_below_zero"
    self._agreed(
        keccak256(abi_encode(SETTLE, epoch, root, awarded, redeemed, expired, rulebook_hash, corrects)),
        signatures,
        self._threshold(state),
    )
    after: uint256 = before + awarded - redeemed - expired
    self.state = self._packed(epoch, after, self._threshold(state), False)
    self.root_of[epoch] = root
    if rulebook_hash != self.rulebook_hash:
        self.rulebook_hash = rulebook_hash
    if corrects != 0:
        self.corrected_by[corrects] = epoch
        log Corrected(epoch=corrects, by=epoch)
    if after > before:
        log Transfer(sender=empty(address), receiver=municipality, amount=(after - before) * SHOWN)
    elif after < before:
        log Transfer(sender=municipality, receiver=empty(address), amount=(before - after) * SHOWN)
    log Settled(
        epoch=epoch, root=root, awarded=awarded, redeemed=redeemed, expired=expired, rulebook_hash=rulebook_hash
    )


@external
def pause(signatures: DynArray[Bytes[65], MOST_WITNESSES]):
    """
    @notice Stops settling; one witness is enough.
    """
    state: uint256 = self.state
    assert not self._paused(state), "paused"
    act: uint256 = self._act()
    self._agreed(keccak256(abi_encode(PAUSE, act)), signatures, 1)
    self.state = self._packed(self._epoch(state), self._supply(state), self._threshold(state), True)
    log Paused(act=act)


@external
def resume(signatures: DynArray[Bytes[65], MOST_WITNESSES]):
    """
    @notice Settling goes on; as many witnesses as for an epoch.
    """
    state: uint256 = self.state
    assert self._paused(state), "not_paused"
    act: uint256 = self._act()
    self._agreed(keccak256(abi_encode(RESUME, act)), signatures, self._threshold(state))
    self.state = self._packed(self._epoch(state), self._supply(state), self._threshold(state), False)
    log Resumed(act=act)


@external
def hand_over(
    witnesses: DynArray[address, MOST_WITNESSES],
    threshold: uint256,
    signatures: DynArray[Bytes[65], MOST_WITNESSES],
):
    """
    @notice The witnesses appoint their successors, also while settling is stopped.
    """
    act: uint256 = self._act()
    digest: bytes32 = keccak256(abi_encode(HAND_OVER, act, keccak256(abi_encode(witnesses)), threshold))
    self._agreed(digest, signatures, self._threshold(self.state))
    for witness: address in self.witnesses:
        self.is_witness[witness] = False
    self._appoint(witnesses, threshold)
    log HandedOver(act=act, witnesses=witnesses, threshold=threshold)


@external
@view
def all_witnesses() -> DynArray[address, MOST_WITNESSES]:
    return self.witnesses


@external
@view
def epoch() -> uint256:
    return self._epoch(self.state)


@external
@view
def supply() -> uint256:
    return self._supply(self.state)


@external
@view
def threshold() -> uint256:
    return self._threshold(self.state)


@external
@view
def paused() -> bool:
    return self._paused(self.state)


@external
@view
def totalSupply() -> uint256:
    return self._supply(self.state) * SHOWN


@external
@view
def balanceOf(owner: address) -> uint256:
    if owner == municipality:
        return self._supply(self.state) * SHOWN
    return 0


@external
@view
def allowance(owner: address, spender: address) -> uint256:
    return 0


@external
def transfer(receiver: address, amount: uint256) -> bool:
    raise "points_do_not_move"


@external
def transferFrom(sender: address, receiver: address, amount: uint256) -> bool:
    raise "points_do_not_move"


@external
def approve(spender: address, amount: uint256) -> bool:
    raise "points_do_not_move"


@internal
@pure
def _epoch(state: uint256) -> uint256:
    return state & convert(max_value(uint64), uint256)


@internal
@pure
def _supply(state: uint256) -> uint256:
    return (state >> 64) & convert(max_value(uint128), uint256)


@internal
@pure
def _threshold(state: uint256) -> uint256:
    return (state >> 192) & convert(max_value(uint32), uint256)


@internal
@pure
def _paused(state: uint256) -> bool:
    return state >> 224 != 0


@internal
@pure
def _packed(epoch: uint256, supply: uint256, threshold: uint256, paused: bool) -> uint256:
    assert epoch <= convert(max_value(uint64), uint256) and supply <= convert(max_value(uint128), uint256), "too_large"
    return epoch | (supply << 64) | (threshold << 192) | (convert(paused, uint256) << 224)


@internal
def _act() -> uint256:
    # Counted, so that no signature serves twice.
    self.acts += 1
    return self.acts


@internal
def _appoint(witnesses: DynArray[address, MOST_WITNESSES], threshold: uint256):
    assert threshold > 0 and threshold <= len(witnesses), "wrong_threshold"
    for witness: address in witnesses:
        assert witness != empty(address) and not self.is_witness[witness], "wrong_witness"
        self.is_witness[witness] = True
    self.witnesses = witnesses
    state: uint256 = self.state
    self.state = self._packed(self._epoch(state), self._supply(state), threshold, self._paused(state))


@internal
@view
def _agreed(struct_hash: bytes32, signatures: DynArray[Bytes[65], MOST_WITNESSES], needed: uint256):
    # Signers in rising order, so nobody counts twice; low s, so a signature has one form.
    assert len(signatures) >= needed, "too_few_signatures"
    domain: bytes32 = keccak256(abi_encode(DOMAIN, DOMAIN_NAME, DOMAIN_VERSION, chain.id, self))
    digest: bytes32 = keccak256(concat(b"\x19\x01", domain, struct_hash))
    last: uint256 = 0
    for signature: Bytes[65] in signatures:
        assert len(signature) == 65, "wrong_signature"
        s: uint256 = extract32(signature, 32, output_type=uint256)
        assert s <= HALF_ORDER, "high_s"
        v: uint256 = convert(slice(signature, 64, 1), uint256)
        signer: address = ecrecover(digest, v, extract32(signature, 0, output_type=uint256), s)
        assert signer != empty(address) and convert(signer, uint256) > last, "signers_not_in_order"
        assert self.is_witness[signer], "no_witness"
        last = convert(signer, uint256)
