"""The defaults of the worked sequences (facts 5.10) as a store, and what a case changes about them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from ledger.records import Item, Organisation, Person, Staff, Task
from ledger.replay.given import Given, GivenItem, GivenOrganisation, GivenPerson, GivenStaff, GivenTask
from ledger.replay.values import Strict
from ledger.store import MemoryStore, Store

Row = TypeVar("Row")
AGE = 40
DEFAULTS = Given(
    people={name: GivenPerson() for name in "ABD"},
    orgs={"O1": GivenOrganisation(), "O2": GivenOrganisation()},
    confirmers={"OC": GivenStaff(org="O1"), "OC2": GivenStaff(org="O2")},
    coaches={name: GivenStaff() for name in ("C1", "C2", "C3")},
    tasks={"T1": GivenTask(org="O1"), "T2": GivenTask(org="O2")},
    items={"POOL": GivenItem(points=5, cents=800), "MUSEUM": GivenItem(points=10, cents=2000)},
)
NAMES = {
    "consent": "guardian_consent",
    "org": "organisation",
    "max_hours_per_person": "max_quarters_per_person",
}
"""Names of the case file → names of our records, where they differ."""


def build(given: Given, store: Store | None = None) -> Store:
    """A ledger in which nothing has happened yet; in memory unless a store is given."""
    store = store or MemoryStore()
    for layer in (DEFAULTS, given):
        _put_all(store, layer)
    for person in store.where(Person):  # who has no role may still try
        store.put(store.get(Staff, person.id) or Staff(person.id, person=person.id))
    return store


def _put_all(store: Store, layer: Given) -> None:
    for name, organisation in layer.orgs.items():
        _put(store, Organisation(name, GivenOrganisation().admitted), organisation)
    for name, person in layer.people.items():
        _put(store, Person(name, age=AGE, verified=True), person)
    for name, confirmer in layer.confirmers.items():
        known = store.get(Staff, name)
        organisation_of = confirmer.org or (known and known.confirms_for) or GivenTask().org
        store.put(replace(known or Staff(name), confirms_for=organisation_of))
        _put(store, Staff(name), confirmer, leave={"org"})
    for name, coach in layer.coaches.items():
        store.put(replace(store.get(Staff, name) or Staff(name), coach=True))
        _put(store, Staff(name), coach)
    for name, task in layer.tasks.items():
        _put(store, _task(name), task)
    for name, item in layer.items.items():
        _put(store, Item(name, GivenItem().points), item)


def _put(store: Store, default: Any, said: Strict, leave: set[str] | None = None) -> None:
    """The known record, else the default of its kind, with what is said about it."""
    known = store.get(type(default), default.id) or default
    changes = said.model_dump(exclude_unset=True, exclude=leave)
    if "relations" in changes:
        changes["relations"] = frozenset(changes["relations"])
    store.put(replace(known, **{NAMES.get(name, name): value for name, value in changes.items()}))


def _task(name: str) -> Task:
    """A task of which nothing is said."""
    plain = GivenTask()
    window = (plain.first_day, plain.last_day)
    return Task(name, plain.org, *window, plain.max_hours_per_person, plain.published_at, plain.status)
