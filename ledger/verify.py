"""Does the ledger still hold? The invariants of the facts (5.5) recomputed from the entries alone."""

from __future__ import annotations

from collections import Counter

from ledger.hours.claim import Claim
from ledger.journal import AT_MOST_ZERO, CORRECTION, ERASED, ISSUANCE, REDEEMED, is_hours, is_supply, sign_holds, totals
from ledger.points.lots import Lot
from ledger.store import Store


def broken(store: Store) -> list[str]:
    """What does not hold, in English; empty when everything does."""
    entries = list(store.entries())
    faults = [f"{entry.key}: sum is not zero" for entry in entries if sum(p.quarters for p in entry.postings)]
    balances: Counter[str] = Counter()
    for entry in entries:
        for posting in entry.postings:
            balances[posting.account] += posting.quarters
    for account, balance in balances.items():
        if not sign_holds(account, balance):
            faults.append(f"{account}: {balance} is {'above' if account in AT_MOST_ZERO else 'below'} zero")
        if store.balance(account) != balance:
            faults.append(f"{account}: stands at {store.balance(account)}, the entries say {balance}")
    if sum(balance for account, balance in balances.items() if is_hours(account)):
        faults.append("the hours ledger does not sum to zero")
    return faults + _supply(balances, store) + _lots(balances, store) + _claims(store)


def _supply(balances: Counter[str], store: Store) -> list[str]:
    supply = sum(balance for account, balance in balances.items() if is_supply(account))
    counted = totals(store.entries())
    if supply != -balances[ISSUANCE] - balances[REDEEMED] - balances[CORRECTION]:
        return ["the supply is not what was issued less what left"]
    if supply != counted.awarded - counted.redeemed - counted.expired:
        return ["the supply is not awarded less redeemed less expired"]
    return []


def _lots(balances: Counter[str], store: Store) -> list[str]:
    rests: Counter[str] = Counter()
    for lot in store.where(Lot):
        rests[lot.person] += lot.rest
    people = {account.removeprefix("person:") for account in balances if account.startswith("person:")} - {ERASED}
    return [
        f"{person}: the lots hold {rests[person]}, the account {balances[f'person:{person}']}"
        for person in people | set(rests)
        if rests[person] != balances[f"person:{person}"]
    ]


def _claims(store: Store) -> list[str]:
    return [f"{claim.id}: more points than hours" for claim in store.where(Claim) if claim.points > claim.quarters]
