"""What the texts on blueprints need of a record: plain values with sources and dates, no wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from data.library import Library
from data.library.challenges import Challenge, Solution
from data.library.examples import Example, MemberCount
from data.library.models import Fact
from data.library.supporters import Supporter

FACTS_SHOWN, SOURCES_SHOWN = 3, 3


def challenge_facts(library: Library, challenge: Challenge) -> dict[str, Any]:
    """A challenge: what it is, why people choose a cooperative, and whether that is the usual form."""
    return {
        "id": challenge.id,
        "name": challenge.name_de,
        "summary": challenge.summary_de,
        "why_cooperative": challenge.why_cooperative_de,
        "legal_forms": list(challenge.legal_forms),
        "coop_usual": library.cooperative_is_usual(challenge.id),
        "sources": sources(library.sources_of(challenge.id)),
        "checked": library.checked_on(challenge.id),
    }


def solution_facts(library: Library, solution: Solution) -> dict[str, Any]:
    """A way to solve a challenge, with all that was collected about it."""
    return {
        "id": solution.id,
        "name": solution.name_de,
        "summary": solution.summary_de,
        "prerequisites": list(solution.prerequisites_de),
        "first_steps": list(solution.first_steps_de),
        "risks": list(solution.risks_de),
        "funding": list(solution.funding_de),
        "investment": solution.investment.model_dump(mode="json") if solution.investment else None,
        "members": solution.members.text_de if solution.members else None,
        "sources": sources(library.sources_of(solution.id)),
    }


def example_facts(library: Library, example: Example) -> dict[str, Any]:
    """A real case in short: name, place, form, size, outcome, what it shows; certainty and date of the check."""
    latest = example.members[-1] if example.members else None
    return {
        "id": example.id,
        "name": example.name,
        "place": example.place,
        "state": ", ".join(example.states) or example.region or example.country,
        "form": example.legal_form_de,
        "founded": example.founded.year if example.founded else None,
        "members": _members(latest) if latest else None,
        "members_before": [_members(known) for known in example.members[:-1]],
        "outcome": example.outcome.value,
        "status": example.status.value,
        "status_year": example.status_year,
        "status_note": example.status_note_de,
        "certainty": example.certainty.value,
        "problem": example.problem.text,
        "way": example.steps[0].text,
        "steps": [{"when": step.when, "text": step.text} for step in example.steps],
        "results": texts(example.results),
        "difficulties": texts(example.difficulties),
        "backers": [backer.text for backer in example.backers],
        "lesson": example.lesson_de,
        "website": example.contact.website if example.contact else None,
        "share_price": example.share_price.model_dump(mode="json") if example.share_price else None,
        "sources": sources(example.sources),
        "checked": library.checked_on(example.id),
    }


def _members(known: MemberCount) -> dict[str, Any]:
    return {"count": known.count, "as_of": known.as_of, "note": known.note_de}


def supporter_facts(supporter: Supporter) -> dict[str, Any]:
    """Who helps, with what, and where to reach them."""
    return {
        "name": supporter.name,
        "kind": supporter.kind.value,
        "region": supporter.region,
        "website": supporter.website,
        "verified": supporter.website_verified,
        "offers": list(supporter.offers_de),
        "sources": sources(supporter.sources),
    }


def texts(facts: Sequence[Fact]) -> list[dict[str, Any]]:
    """Statements with their time."""
    return [{"text": fact.text, "when": fact.when} for fact in facts]


def sources(urls: Iterable[str]) -> list[str]:
    """The first few addresses; all stand behind `library show`."""
    return list(dict.fromkeys(urls))[:SOURCES_SHOWN]
