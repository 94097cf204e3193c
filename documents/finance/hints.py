"""What the blueprint library knows of similar cooperatives: figures for a question, prerequisites and risks.

Every statement comes with its source; where the library is silent, so are we. Reads the one file that is referred to,
since a whole library takes a second to load.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.content import load
from documents.fields import fields
from documents.finance.given import LARGEST
from documents.finance.rounding import cents
from documents.finance.warnings import money_text
from documents.finance.words import Reference, words
from documents.record import Record
from documents.relevance import proposal
from documents.rules.facts import Facts

BLUEPRINTS = Path(__file__).parents[2] / "data" / "blueprints"
KIND = "plan.details.kind"
REVENUE = "plan.revenue_y1"
FACTS = ("results", "difficulties", "steps", "backers")


@dataclass(frozen=True)
class Statement:
    """Something that the library says: the words, of whom, and the address of the source."""

    text: str
    name: str
    source: str


def kind_of(record: Record) -> str:
    """The kind of business that is planned: as answered, else as the sector suggests."""
    return str(record.get(KIND) or proposal(fields()[KIND], Facts(record)))


def hint(record: Record, path: str) -> str:
    """What to say beside a question of the plan; "" where nothing is to be said."""
    if not path.startswith("plan."):
        return ""
    known = words().hints
    if path == REVENUE and (computed := revenue_of(record)) is not None:
        return known.computed.format(amount=money_text(computed))
    found = known.known.get(kind_of(record), {}).get(path, [])
    if found:
        said = [statement(reference) for reference in found]
        return known.lead + "; ".join(known.one.format(name=s.name, text=s.text, source=s.source) for s in said)
    return known.none if path in known.asked else ""


def revenue_of(record: Record) -> int | None:
    """Volume × price a year, in cents; None where one of them was not answered."""
    driver = words().kinds.get(kind_of(record))
    if driver is None:
        return None
    volume, price = (record.get(f"plan.details.{name}") for name in (driver.volume, driver.price))
    if isinstance(volume, str | bool | None) or isinstance(price, str | bool | None):
        return None
    product = volume * price * driver.times
    return cents(product) if 0 <= product <= LARGEST else None


def pointers(kind: str) -> tuple[list[str], list[str]]:
    """Prerequisites and risks of the usual way for this kind of business, as the library has them."""
    way = words().hints.ways.get(kind)
    if way is None:
        return [], []
    solution = _solution(way.challenge, way.solution)
    return list(solution["prerequisites_de"]), list(solution["risks_de"])


@cache
def statement(reference: Reference) -> Statement:
    """The words behind a reference. Raises LookupError where the library does not say that (a test asks for all)."""
    if reference.solution:
        solution = _solution(reference.challenge, reference.solution)
        investment = solution["investment"]
        return Statement(investment["basis_de"], solution["name_de"], investment["sources"][0])
    example = load(BLUEPRINTS / "examples" / f"{reference.example}.yml")
    for fact in (fact for name in FACTS for fact in example.get(name, [])):
        if reference.quote in " ".join(fact["text"].split()):
            return Statement(reference.quote, example["name"], fact["sources"][0])
    raise LookupError(f"{reference.example} does not say {reference.quote!r}")


@cache
def _solution(challenge: str, name: str) -> dict[str, Any]:
    solutions = load(BLUEPRINTS / "challenges" / f"{challenge}.yml")["solutions"]
    return next(dict(solution) for solution in solutions if solution["id"] == name)
