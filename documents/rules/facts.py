"""The people and sums of one record as the rules name them (facts/geng.md 5, helpers): M, BOARD, share_total and so on.

Computed when first asked for, once per record. Knows the record, but no rule.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any

from documents.record import Record
from documents.rules.values import frozen, number

Person = dict[str, Any]

QUARTER = Fraction(1, 4)
"""Who holds more counts as beneficial owner (§ 3 Abs. 2 GwG)."""


class Facts:
    """One record with its helpers."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def persons(self) -> list[Person]:
        """`P`: all persons."""
        return self.record.persons

    @cached_property
    def members(self) -> list[Person]:
        """`M`: those who are members."""
        return [p for p in self.persons if p.get("is_member")]

    @cached_property
    def ordinary(self) -> list[Person]:
        """`ORD`: members who are not merely investing (an unknown status counts as ordinary)."""
        return [p for p in self.members if p.get("status") != "investing"]

    @cached_property
    def investing(self) -> list[Person]:
        """`INV`: investing members (§ 8 Abs. 2 GenG)."""
        return [p for p in self.members if p.get("status") == "investing"]

    @cached_property
    def voting(self) -> list[Person]:
        """`VOT`: members with a vote."""
        excluded = self.record.get("membership.investing_vote") == "excluded"
        return self.ordinary if excluded else self.ordinary + self.investing

    @cached_property
    def board(self) -> list[Person | None]:
        """`BOARD`: the persons behind `board.member_ids`; an id that no person has is None."""
        return self._behind("board.member_ids")

    @cached_property
    def supervisory(self) -> list[Person | None]:
        """`SB`: the persons behind `supervisory.member_ids`; an id that no person has is None."""
        return self._behind("supervisory.member_ids")

    @cached_property
    def agent(self) -> Person | None:
        """`AGENT`: the person who acts instead of a supervisory board (§ 39 Abs. 1 Satz 2 GenG)."""
        return self.by_id(self.record.get("supervisory.agent_id"))

    def by_id(self, person_id: Any) -> Person | None:
        """The person with this id."""
        return self._people_by_id.get(frozen(person_id))

    @cached_property
    def entrepreneur_share(self) -> Fraction:
        """`ent_share`: members who joined as entrepreneurs, by all members; 0 without members."""
        entrepreneurs = sum(1 for p in self.members if p.get("entrepreneur"))
        return Fraction(entrepreneurs, len(self.members)) if self.members else Fraction(0)

    @cached_property
    def share_total(self) -> Fraction:
        """`share_total`: the subscribed capital in euros."""
        return sum(map(shares_of, self.members), Fraction(0)) * self._amount("capital.share_value_eur")

    @cached_property
    def large_holders(self) -> list[Person]:
        """`over25`: people who hold more than a quarter of the votes or of the capital (§ 3 Abs. 2 GwG)."""
        all_shares = sum(map(shares_of, self.members), Fraction(0))
        one_vote = Fraction(1, len(self.voting)) if self.voting else Fraction(0)

        def large(p: Person) -> bool:
            votes = one_vote > QUARTER and any(p is voter for voter in self.voting)
            return votes or (all_shares > 0 and shares_of(p) / all_shares > QUARTER)

        return [p for p in self.members if p.get("type") == "natural" and large(p)]

    @cached_property
    def fund_need(self) -> Fraction:
        """`fund_need`: what the start costs, in euros."""
        return self._total("plan.investment_eur", "plan.founding_costs_eur", "plan.working_capital_need_eur")

    @cached_property
    def fund_have(self) -> Fraction:
        """`fund_have`: what is there to pay for it, in euros."""
        return self._total("plan.equity_eur", "plan.debt_confirmed_eur", "plan.grants_confirmed_eur")

    def _behind(self, path: str) -> list[Person | None]:
        ids = self.record.get(path)
        return [self.by_id(person_id) for person_id in ids] if isinstance(ids, list) else []

    @cached_property
    def _people_by_id(self) -> dict[Any, Person]:
        return {frozen(p["id"]): p for p in reversed(self.persons) if p.get("id") is not None}

    def _total(self, *paths: str) -> Fraction:
        return sum(map(self._amount, paths), Fraction(0))

    def _amount(self, path: str) -> Fraction:
        return number(self.record.get(path)) or Fraction(0)


def shares_of(person: Person) -> Fraction:
    """The person's shares; unknown counts as none."""
    return number(person.get("shares")) or Fraction(0)
