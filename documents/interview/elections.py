"""What happened at the founding assembly: results of votes, and of elections for each person."""

from __future__ import annotations

import re

from pydantic import JsonValue

from documents.answers import choices, votes
from documents.answers.result import Answer, Ask, Parsed
from documents.interview.case import Case
from documents.interview.kinds import person_options


def result(text: str, case: Case) -> Answer:
    """The result of one vote, not more votes than there were."""
    total = case.value("events.votes_total")
    return votes.vote(text, total if isinstance(total, int) else None)


def election(text: str, fact: str, case: Case) -> Answer:
    """The result for each person of an organ: one for all, or "1: 7 ja, …; 2: 8 ja, …". Value: rows of the minutes."""
    organ = fact.rpartition(".")[2]
    people = _of_organ(organ, case)
    parts = [p for p in re.split(r"[;\n]", text) if p.strip()]
    whole = result(text, case)
    if len(parts) == 1 and ":" not in text:
        return Parsed([_elected(organ, p, whole.value) for p in people]) if isinstance(whole, Parsed) else whole
    rows: dict[str, JsonValue] = {}
    for part in parts:
        who, _, said = part.partition(":")
        person, counts = choices.choice(who, person_options(case)), result(said, case)
        if not isinstance(person, Parsed) or not isinstance(counts, Parsed):
            return counts if isinstance(person, Parsed) else person
        rows[str(person.value)] = _elected(organ, str(person.value), counts.value)
    return Parsed(list(rows.values())) if set(rows) == set(people) else Ask("utter_founding_election_all")


def _of_organ(organ: str, case: Case) -> list[str]:
    """The persons who were to be elected."""
    if organ == "agent":
        return [str(case.value("supervisory.agent_id"))]
    found = case.value("board.member_ids" if organ == "board" else "supervisory.member_ids")
    return [str(person) for person in found or []]


def _elected(organ: str, person: str, counts: JsonValue) -> JsonValue:
    return {"organ": organ, "person_id": person, **(counts if isinstance(counts, dict) else {})}
