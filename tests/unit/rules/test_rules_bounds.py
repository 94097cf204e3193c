"""The helpers of the rules at the bounds of the law."""

from __future__ import annotations

from typing import Any

import pytest

from documents.rules.evaluate import evaluate


def people(*shares: int, **extra: Any) -> dict[str, Any]:
    """A record of natural persons with so many shares each."""
    persons = [
        {"id": f"p{number}", "type": "natural", "is_member": True, "shares": count}
        for number, count in enumerate(shares, 1)
    ]
    return {"persons": persons, **extra}


@pytest.mark.parametrize(
    ("birth", "meeting", "minor"),
    [
        ("2009-03-20", "2027-03-20", False),
        ("2009-03-21", "2027-03-20", True),
        ("2008-02-29", "2026-02-28", True),
        ("2008-02-29", "2026-03-01", False),
        (None, "2027-03-20", False),
        ("2009-03-21", None, False),
        ("20.3.2010", "2027-03-20", False),
    ],
)
def test_a_person_is_minor_until_the_day_before_the_birthday(birth: Any, meeting: Any, minor: bool) -> None:
    person = {"id": "p1", "type": "natural", "birth_date": birth}
    assert evaluate("minor(p)", {"founding": {"meeting_date": meeting}}, person) is minor


def test_who_holds_exactly_a_quarter_is_no_beneficial_owner() -> None:
    assert evaluate("bool(over25)", people(1, 1, 1, 1)) is False
    assert evaluate("bool(over25)", people(2, 1, 1, 1, 1)) is True
    assert evaluate("bool(over25)", people(1, 1, 1)) is True


def test_an_organisation_is_no_beneficial_owner() -> None:
    record = people(1, 1, 1, 1, 1)
    record["persons"][0] |= {"type": "legal_private", "shares": 90}
    assert evaluate("bool(over25)", record) is False


def test_exactly_three_quarters_entrepreneurs_are_not_more_than_three_quarters() -> None:
    record = people(1, 1, 1, 1)
    for person in record["persons"][:3]:
        person["entrepreneur"] = True
    assert evaluate("ent_share>0.75", record) is False
    assert evaluate("ent_share", {}) == 0


def test_an_organ_member_is_a_member_or_represents_one() -> None:
    record: dict[str, Any] = {
        "persons": [
            {"id": "o1", "type": "legal_private", "is_member": True},
            {"id": "p1", "type": "natural", "is_member": False, "represents": "o1"},
            {"id": "p2", "type": "natural", "is_member": False},
            {"id": "p3", "type": "natural", "is_member": False, "represents": "p2"},
        ]
    }
    assert [evaluate("eligible(p)", record, person) for person in record["persons"]] == [False, True, False, False]


def test_investing_members_have_a_vote_unless_it_is_excluded() -> None:
    record = people(1, 1, 1)
    record["persons"][2]["status"] = "investing"
    assert evaluate("len(VOT)", record) == 3
    assert evaluate("len(VOT)", record | {"membership": {"investing_vote": "excluded"}}) == 2
    assert evaluate("len(ORD)", record) == 2


def test_relatives_count_in_both_directions_but_nobody_is_related_to_themselves() -> None:
    record: dict[str, Any] = {
        "board": {"member_ids": ["p1"]},
        "supervisory": {"member_ids": ["p2"]},
        "persons": [{"id": "p1", "related_to": []}, {"id": "p2", "related_to": ["p1"]}],
    }
    assert evaluate("bool(related_pairs)", record) is True
    record["supervisory"]["member_ids"] = ["p1"]
    record["persons"][0]["related_to"] = ["p1"]
    assert evaluate("bool(related_pairs)", record) is False


def test_the_application_needs_more_in_text_form() -> None:
    record = {"supervisory": {"exists": True}, "founding": {"variant": "text_form"}}
    assert evaluate("sorted_attachments", record) == [
        "statutes",
        "appointment_board",
        "appointment_supervisory",
        "admission_certificate",
        "opinion",
        "board_assurance",
        "three_declarations",
    ]
    assert len(evaluate("sorted_attachments", {})) == 4


@pytest.mark.parametrize(
    ("mode", "size", "sentence"),
    [
        ("joint_two", 2, "Die Genossenschaft wird durch zwei Vorstandsmitglieder gemeinschaftlich vertreten."),
        (
            "joint_two",
            1,
            "Ist nur ein Vorstandsmitglied bestellt, vertritt es allein; sind mehrere bestellt, "
            "vertreten zwei gemeinschaftlich.",
        ),
        ("single", 1, "Jedes Vorstandsmitglied vertritt allein."),
        ("by_lot", 1, None),
        (None, None, None),
    ],
)
def test_the_register_gets_the_sentence_of_the_representation(mode: Any, size: Any, sentence: Any) -> None:
    record = {"board": {"representation": mode, "size_min": size}}
    assert evaluate("representation_sentence(board.representation, board.size_min)", record) == sentence
