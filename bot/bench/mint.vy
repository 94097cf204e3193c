# pragma version 0.4.3
# SPDX-License-Identifier: EUPL-1.2
"""
@title The peer in the benchmark: an ordinary token that mints points to each citizen's address
@dev   One mint an award, or a batch; an award's id is kept so that it is minted once.
"""

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    amount: uint256

balanceOf: public(HashMap[address, uint256])
totalSupply: public(uint256)
awarded: public(HashMap[bytes32, bool])
owner: immutable(address)


@deploy
def __init__():
    owner = msg.sender


@external
def mint(award: bytes32, receiver: address, amount: uint256):
    assert msg.sender == owner
    self._mint(award, receiver, amount)


@external
def mint_batch(awards: DynArray[bytes32, 200], receivers: DynArray[address, 200], amount: uint256):
    assert msg.sender == owner
    for index: uint256 in range(len(awards), bound=200):
        self._mint(awards[index], receivers[index], amount)


@internal
def _mint(award: bytes32, receiver: address, amount: uint256):
    if self.awarded[award]:
        return
    self.awarded[award] = True
    self.balanceOf[receiver] += amount
    self.totalSupply += amount
    log Transfer(sender=empty(address), receiver=receiver, amount=amount)
