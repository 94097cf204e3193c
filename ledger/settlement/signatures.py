"""Witnesses' signatures under an epoch: taken in only if they fit, given out as the contract wants them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.chain import LedgerEpoch, LedgerSignature
from ledger.contract.messages import Domain, settle_message, signer_of
from ledger.errors import ProofError
from ledger.settlement.chain import Chain
from ledger.settlement.epochs import open_epochs
from ledger.settlement.signer import Signer
from ledger.store_sql import SqlStore


def add_signature(session: Session, epoch: LedgerEpoch, domain: Domain, witness: str, signature: str) -> None:
    """Keeps a witness's signature, the newest if there are several. Raises ProofError if it is not theirs for this."""
    if signer_of(settle_message(domain, epoch.number, epoch), signature) != witness:
        raise ProofError(f"epoch {epoch.number}: the signature is not one of {witness} under this epoch on this chain")
    SqlStore(session, epoch.municipality_id).lock()
    mine = (LedgerSignature.epoch_id == epoch.id, LedgerSignature.witness == witness)
    known = session.scalar(select(LedgerSignature).where(*mine))
    if known:
        known.signature = signature
    else:
        session.add(LedgerSignature(epoch_id=epoch.id, witness=witness, signature=signature))


def sign(session: Session, epoch: LedgerEpoch, domain: Domain, witness: Signer) -> None:
    """A witness signs here, on this machine."""
    signature = witness.sign_message(settle_message(domain, epoch.number, epoch))
    add_signature(session, epoch, domain, witness.address, signature)


def sign_missing(session: Session, municipality_id: int, domain: Domain, witness: Signer) -> None:
    """A witness on this machine signs every open epoch that lacks a signature of theirs for this domain."""
    for epoch in open_epochs(session, municipality_id):
        mine = (LedgerSignature.epoch_id == epoch.id, LedgerSignature.witness == witness.address)
        known = session.scalar(select(LedgerSignature.signature).where(*mine))
        if known is None or signer_of(settle_message(domain, epoch.number, epoch), known) != witness.address:
            sign(session, epoch, domain, witness)


def valid_signatures(session: Session, epoch: LedgerEpoch, chain: Chain) -> list[str]:
    """As many signatures as the contract asks for, in the order of their signers; empty if there are fewer."""
    witnesses, threshold = chain.witnesses()
    message = settle_message(chain.domain, epoch.number, epoch)
    rows = session.scalars(select(LedgerSignature).where(LedgerSignature.epoch_id == epoch.id))
    fitting = [row for row in rows if row.witness in witnesses and signer_of(message, row.signature) == row.witness]
    ordered = sorted(fitting, key=lambda row: int(row.witness, 16))[:threshold]
    return [row.signature for row in ordered] if len(ordered) == threshold else []
