"""Who belongs together: household and declared relations."""

from __future__ import annotations

from ledger.records import Person, Staff
from ledger.store import Store


def related(person: Person, staff: Staff, store: Store) -> bool:
    """Does whoever acts in this role live with the person, or has one of both declared a relation?"""
    behind = store.get(Person, staff.person) if staff.person else None
    households = {staff.household, behind.household if behind else None} - {None}
    if person.household in households:
        return True
    return staff.identity in person.relations or (behind is not None and person.id in behind.relations)
