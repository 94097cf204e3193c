"""The public list of roots with the witnesses' signatures: what anchors the ledger where there is no chain.

The alternative that data protection asks to be documented (facts 5.7): whoever keeps a copy notices a rewritten ledger.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.chain import LedgerEpoch, LedgerSignature
from ledger.contract.messages import NOWHERE, Domain, settle_message, signer_of
from ledger.errors import ProofError
from ledger.settlement.files import Address, Epoch, Hash, LedgerFile, Number, Part, Quarters

FORM = "gemeinwerk-roots-1"


class SignedRoot(Part):
    """One epoch as the witnesses signed it."""

    epoch: Epoch
    root: Hash
    awarded: Quarters
    redeemed: Quarters
    expired: Quarters
    supply: Quarters
    rulebook_hash: Hash
    corrects: Number
    formed_on: str
    signatures: dict[Address, Annotated[str, Field(pattern=r"^0x[0-9a-f]{130}$")]]

    def signers(self, domain: Domain) -> set[str]:
        """Whose signatures hold."""
        message = settle_message(domain, self.epoch, self)
        return {who for who, signature in self.signatures.items() if signer_of(message, signature) == who}


class RootsFile(LedgerFile):
    """The content of the list, oldest epoch first."""

    form: str = Field(FORM, pattern=f"^{FORM}$")
    chain_id: Number = 0
    contract: Address = NOWHERE
    epochs: list[SignedRoot]

    def check(self, witnesses: Collection[str] = (), threshold: int = 1) -> None:
        """Order, sums, signatures: of each epoch at least `threshold`, and by known witnesses where some are named.

        Raises ProofError with what does not hold.
        """
        supply, domain = 0, Domain(self.chain_id, self.contract)
        for number, one in enumerate(self.epochs, start=1):
            supply += one.awarded - one.redeemed - one.expired
            signers = one.signers(domain)
            if one.epoch != number:
                raise ProofError(f"epoch {number} is missing")
            if one.supply != supply:
                raise ProofError(f"epoch {number}: the supply should be {supply} quarters, the list says {one.supply}")
            if len(signers & set(witnesses) if witnesses else signers) < threshold:
                raise ProofError(f"epoch {number}: too few signatures that hold")

    def root_of(self, epoch: int) -> str:
        """The root of an epoch. Raises ProofError for one that is not in the list."""
        if not 1 <= epoch <= len(self.epochs):
            raise ProofError(f"epoch {epoch} is not in the list")
        return self.epochs[epoch - 1].root


def roots_file(session: Session, municipality_id: int, domain: Domain) -> RootsFile:
    """The list as it stands now."""
    mine = select(LedgerEpoch).where(LedgerEpoch.municipality_id == municipality_id).order_by(LedgerEpoch.number)
    return RootsFile(
        form=FORM,
        chain_id=domain.chain_id,
        contract=domain.contract,
        epochs=[_signed(session, epoch) for epoch in session.scalars(mine)],
    )


def _signed(session: Session, epoch: LedgerEpoch) -> SignedRoot:
    rows = session.scalars(select(LedgerSignature).where(LedgerSignature.epoch_id == epoch.id))
    return SignedRoot(
        epoch=epoch.number, root=epoch.root, awarded=epoch.awarded, redeemed=epoch.redeemed, expired=epoch.expired,
        supply=epoch.supply_after, rulebook_hash=epoch.rulebook_hash, corrects=epoch.corrects,
        formed_on=epoch.formed_at.date().isoformat(), signatures={row.witness: row.signature for row in rows},
    )  # fmt: skip
