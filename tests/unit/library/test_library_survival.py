"""Nothing of the two fact files may get lost: counts and ids as research left them (2026-11-25)."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

import pytest

from data.library.loading import Content


def digest(ids: Iterable[str]) -> str:
    return sha256("\n".join(sorted(ids)).encode()).hexdigest()[:16]


def total(records: Iterable[object], *fields: str) -> int:
    return sum(len(getattr(record, field) or ()) for record in records for field in fields)


def given(records: Iterable[object], field: str) -> int:
    return sum(getattr(record, field) is not None for record in records)


def test_every_challenge_survived(content: Content) -> None:
    assert len(content.challenges) == 42
    assert total(content.challenges, "causes_de") == 152
    assert total(content.challenges, "legal_forms") == 152
    assert digest(challenge.id for challenge in content.challenges) == "f1e2f755bc1f241a"


def test_every_solution_survived(content: Content) -> None:
    found = {
        field: total(content.solutions, field)
        for field in ("prerequisites_de", "first_steps_de", "risks_de", "funding_de")
    }
    assert found == {"prerequisites_de": 273, "first_steps_de": 341, "risks_de": 247, "funding_de": 237}
    assert given(content.solutions, "investment") == 32
    assert given(content.solutions, "members") == 67
    assert digest(solution.id for solution in content.solutions) == "e156115708d96c9b"


def test_solutions_keep_their_order_within_the_challenge(content: Content) -> None:
    pools = [(s.position, s.id) for s in content.solutions if s.challenge_id == "swimming-pool"]
    assert pools == [(1, "pool-operator-coop"), (2, "pool-three-pillar")]


@pytest.mark.parametrize(
    ("field", "count"),
    [
        ("steps", 561),
        ("results", 192),
        ("difficulties", 133),
        ("backers", 77),
        ("members", 118),
        ("challenge_ids", 211),
        ("solution_ids", 176),
        ("sources", 566),
    ],
)
def test_every_entry_of_the_examples_lists_survived(content: Content, field: str, count: int) -> None:
    assert total(content.examples, field) == count


@pytest.mark.parametrize(
    ("field", "count"),
    [
        ("share_price", 53),
        ("start_capital", 25),
        ("lesson_de", 42),
        ("contact", 51),
        ("municipality", 146),
        ("postal_code", 11),
        ("status_note_de", 7),
        ("checked_on", 65),
    ],
)
def test_every_single_value_of_the_examples_survived(content: Content, field: str, count: int) -> None:
    assert given(content.examples, field) == count


def test_every_example_survived(content: Content) -> None:
    examples = content.examples
    assert digest(example.id for example in examples) == "96d778ca14aa96f8"
    assert sum(bool(example.founded and example.founded.year) for example in examples) == 122
    assert sum(example.is_eg for example in examples) == 101
    assert Counter(example.outcome for example in examples) == {"success": 98, "mixed": 21, "failure": 17, "open": 15}
    assert Counter(example.certainty for example in examples) == {
        "confirmed": 114,
        "single_source": 33,
        "unverified": 4,
    }
    assert Counter(example.status for example in examples) == {
        "active": 63,
        "active_at_last_source": 55,
        "unknown_after_last_source": 16,
        "closed": 10,
        "insolvent": 5,
        "sold": 1,
        "restructured": 1,
    }


def test_every_supporter_survived_the_merge(content: Content) -> None:
    ids = [supporter.id for supporter in content.supporters]
    merged = [old for supporter in content.supporters for old in supporter.merged_ids or ()]
    assert len(ids) == 61
    assert digest(ids) == "73345b23b343d51c"
    assert digest(ids + merged) == "34ed02d50438002e"
    assert total(content.supporters, "offers_de") == 90
    assert total(content.supporters, "key_facts_de") == 44


def test_every_address_survived(content: Content) -> None:
    def addresses(value: object) -> Iterable[str]:
        if isinstance(value, str):
            yield from [value] if value.startswith(("http://", "https://")) else []
        elif isinstance(value, dict):
            for inner in value.values():
                yield from addresses(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from addresses(inner)

    assert len(set(addresses(content.model_dump(mode="json")))) == 795
