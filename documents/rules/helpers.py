"""The table of names that an expression may use beside the fields, each with the fields that it reads.

A helper gets the facts of the record first; one that is used without brackets gets nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from documents.rules import dates, names
from documents.rules.facts import Facts, Person
from documents.rules.words import words

SUPERVISORY_ATTACHMENT = "appointment_supervisory"
TEXT_FORM_ATTACHMENTS = ("board_assurance", "three_declarations")
ATTACHMENTS = (
    "statutes",
    "appointment_board",
    SUPERVISORY_ATTACHMENT,
    "admission_certificate",
    "opinion",
    *TEXT_FORM_ATTACHMENTS,
)
"""What an application may need, in the order of § 11 Abs. 2 GenG."""


class Helper(NamedTuple):
    """One name: how it is computed, the fields it looks at, how many arguments it takes (0: no brackets)."""

    run: Callable[..., Any]
    reads: tuple[str, ...] = ()
    takes: int = 0


def eligible(facts: Facts, person: Any) -> bool:
    """Whether this may be an organ member: a natural person who is a member or represents one (§ 9 Abs. 2 GenG)."""
    if not isinstance(person, dict) or person.get("type") != "natural":
        return False
    organisation = facts.by_id(person.get("represents"))
    represents_member = organisation and organisation.get("type") != "natural" and organisation.get("is_member")
    return bool(person.get("is_member") or represents_member)


def minor(facts: Facts, person: Any) -> bool:
    """Whether a natural person is under 18 on the day of the founding (§ 2 BGB); false if unknown."""
    if not isinstance(person, dict) or person.get("type") != "natural":
        return False
    return dates.under_age(person.get("birth_date"), facts.record.get("founding.meeting_date"))


def related_pairs(facts: Facts) -> list[tuple[Person, Person]]:
    """Pairs of board and supervisory board of whom one names the other as a relative (§ 38 Abs. 1 GenG)."""
    pairs = [(a, b) for a in facts.board for b in facts.supervisory if a and b and a is not b]
    return [(a, b) for a, b in pairs if _names(a, b) or _names(b, a)]


def required_attachments(facts: Facts) -> frozenset[str]:
    """What the application needs (§ 11 Abs. 2 GenG)."""
    return frozenset(sorted_attachments(facts))


def sorted_attachments(facts: Facts) -> list[str]:
    """The same in the order in which they are filed."""
    unneeded = set() if facts.record.get("supervisory.exists") else {SUPERVISORY_ATTACHMENT}
    unneeded |= set() if facts.record.get("founding.variant") == "text_form" else set(TEXT_FORM_ATTACHMENTS)
    return [attachment for attachment in ATTACHMENTS if attachment not in unneeded]


def minutes_signers(facts: Facts) -> list[str]:
    """Who is proposed to sign the minutes: chair, minute taker and board (§ 47 Abs. 2 GenG)."""
    signers = [facts.record.get("founding.chair_id"), facts.record.get("founding.minute_taker_id")]
    signers += [member["id"] for member in facts.board if member]
    return list(dict.fromkeys(signer for signer in signers if isinstance(signer, str)))


def representation_sentence(_: Facts, mode: Any, size_min: Any) -> str | None:
    """The sentence of the register for `board.representation` (§ 25 GenG), None for an unknown mode."""
    sentences = words().representation
    if mode == "joint_two" and size_min == 1:
        return sentences.joint_two_or_one
    return getattr(sentences, mode, None) if isinstance(mode, str) and mode in type(sentences).model_fields else None


def chair_rule(_: Facts, supervisory_exists: Any) -> str:
    """Who leads the assembly, as usual with and without a supervisory board."""
    rule = words().chair_rule
    return rule.with_supervisory_board if supervisory_exists else rule.without_supervisory_board


def bank_harmless(_: Facts, name: Any) -> bool:
    """Whether the „bank“ in the name is one of the harmless words (§ 41 KWG)."""
    return names.bank_harmless(name, words().harmless_bank_words)


def more_than_half(_: Facts, size: Any) -> int | None:
    """The smallest number that is more than half of `size`."""
    return int(size) // 2 + 1 if isinstance(size, int) else None


def _names(person: Person, other: Person) -> bool:
    related = person.get("related_to")
    return isinstance(related, list) and other.get("id") is not None and other.get("id") in related


def _pure(function: Callable[..., Any]) -> Callable[..., Any]:
    """A helper that needs no record."""
    return lambda _, *arguments: function(*arguments)


MEMBER = ("persons[].is_member",)
STATUS = (*MEMBER, "persons[].status")
VOTES = (*STATUS, "membership.investing_vote")
CASE = ("supervisory.exists", "founding.variant")
FUND_NEED = ("plan.investment_eur", "plan.founding_costs_eur", "plan.working_capital_need_eur")
FUND_HAVE = ("plan.equity_eur", "plan.debt_confirmed_eur", "plan.grants_confirmed_eur")

HELPERS: dict[str, Helper] = {
    "P": Helper(lambda facts: facts.persons, ("persons[].id",)),
    "M": Helper(lambda facts: facts.members, MEMBER),
    "ORD": Helper(lambda facts: facts.ordinary, STATUS),
    "INV": Helper(lambda facts: facts.investing, STATUS),
    "VOT": Helper(lambda facts: facts.voting, VOTES),
    "BOARD": Helper(lambda facts: facts.board, ("board.member_ids",)),
    "SB": Helper(lambda facts: facts.supervisory, ("supervisory.member_ids",)),
    "AGENT": Helper(lambda facts: facts.agent, ("supervisory.agent_id",)),
    "ent_share": Helper(lambda facts: facts.entrepreneur_share, (*MEMBER, "persons[].entrepreneur")),
    "share_total": Helper(lambda facts: facts.share_total, (*MEMBER, "persons[].shares", "capital.share_value_eur")),
    "over25": Helper(lambda facts: facts.large_holders, (*VOTES, "persons[].shares", "persons[].type")),
    "fund_need": Helper(lambda facts: facts.fund_need, FUND_NEED),
    "fund_have": Helper(lambda facts: facts.fund_have, FUND_HAVE),
    "required_attachments": Helper(required_attachments, CASE),
    "sorted_attachments": Helper(sorted_attachments, CASE),
    "related_pairs": Helper(related_pairs, ("board.member_ids", "supervisory.member_ids", "persons[].related_to")),
    "minutes_signers": Helper(minutes_signers, ("founding.chair_id", "founding.minute_taker_id", "board.member_ids")),
    "GENERIC": Helper(lambda _: [name.lower() for name in words().generic_names]),
    "eligible": Helper(eligible, (*MEMBER, "persons[].type", "persons[].represents"), takes=1),
    "minor": Helper(minor, ("persons[].type", "persons[].birth_date", "founding.meeting_date"), takes=1),
    "days": Helper(_pure(dates.days), takes=2),
    "over12": Helper(_pure(dates.over12), takes=2),
    "fiscal_year_end": Helper(_pure(dates.fiscal_year_end), takes=2),
    "has_suffix": Helper(_pure(names.has_suffix), takes=1),
    "odd_suffix": Helper(_pure(names.odd_suffix), takes=1),
    "any_token": Helper(_pure(names.any_token), takes=2),
    "any_part": Helper(_pure(names.any_part), takes=2),
    "core_name": Helper(_pure(names.core_name), takes=1),
    "bank_word": Helper(_pure(names.bank_word), takes=1),
    "bank_harmless": Helper(bank_harmless, takes=1),
    "representation_sentence": Helper(representation_sentence, takes=2),
    "chair_rule": Helper(chair_rule, takes=1),
    "more_than_half": Helper(more_than_half, takes=1),
}
"""All names, in the order of facts/geng.md 5; the last ones serve the proposals of the fields."""
