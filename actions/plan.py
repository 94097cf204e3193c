"""How a founding stands before its auditor: the pre-check from the record, the plan's warnings, who could audit.

The buttons below "what comes next" lead here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from actions.services import Services
from data.library.models import SupporterKind
from data.library.supporters import Supporter
from data.places import StateName
from data.reply import Button, Say
from documents.finance.assumptions import assumptions
from documents.finance.hints import kind_of
from documents.finance.model import plan
from documents.finance.warnings import warnings
from documents.finance.words import Reference, words
from documents.precheck.answers import Checked, checked
from documents.precheck.table import precheck
from documents.record import Record

PAPERS = Button(title="utter_button_founding_papers", payload="/get_documents")
FEW = 4
"""So many associations are named."""
NATIONWIDE = "bundesweit"
SPECIALIST = 2
"""An association with no more topics than these is asked about them alone."""


def check_beforehand(record: Record, _: Services) -> Sequence[Say]:
    """What the auditor will ask: how many questions are answered, which are open, what is to be settled."""
    found = checked(record)
    given = assumptions(record)
    params = {
        "answered": sum(one.state == "fine" for one in found),
        "all": len(found),
        "areas": [area for area in _areas(found) if area["open"] or area["concerns"]],
        "plan": [] if given.open else [caution.line for caution in warnings(plan(given))],
        "law_version": precheck().law_version,
    }
    return [Say.model_validate({"say": "utter_plan_precheck", "with": params, "buttons": [PAPERS]})]


def _areas(found: list[Checked]) -> list[dict[str, Any]]:
    return [
        {
            "title": title,
            "open": [one.asked.question for one in found if one.asked.area == area and one.state == "open"],
            "concerns": [
                {"question": one.asked.question, "concern": one.asked.concern, "basis": one.asked.basis}
                for one in found
                if one.asked.area == area and one.state == "concern"
            ],
        }
        for area, title in precheck().areas.items()
    ]


def associations(record: Record, services: Services) -> Sequence[Say]:
    """Audit associations for this Land and this kind of business, and how to choose among them."""
    state = cast(StateName | None, record.get("coop.seat_state"))
    found = _serving(services.library.content.supporters, state, words().hints.ways.get(kind_of(record)))
    params = {
        "state": state or "",
        "associations": [
            {
                "name": supporter.name,
                "region": supporter.region,
                "offers": list(supporter.offers_de[:2]),
                "website": supporter.website or "",
                "verified": supporter.website_verified,
            }
            for supporter in found[:FEW]
        ],
        "checked_on": services.library.checked_on(),
    }
    return [Say.model_validate({"say": "utter_plan_associations", "with": params, "buttons": [PAPERS]})]


def _serving(supporters: Sequence[Supporter], state: StateName | None, way: Reference | None) -> list[Supporter]:
    """Associations of this Land or of all, those that know this kind of business first; no specialists of another."""
    challenge = way.challenge if way else None
    found = [
        supporter
        for supporter in supporters
        if supporter.kind == SupporterKind.AUDIT_ASSOCIATION
        and (supporter.serves(state) or NATIONWIDE in supporter.region)
        and (supporter.helps_with(challenge) or len(supporter.challenge_ids) > SPECIALIST)
    ]
    return sorted(
        found,
        key=lambda s: (challenge not in s.challenge_ids, state not in s.states, NATIONWIDE not in s.region, s.name),
    )


ABOUT: dict[str, Callable[[Record, Services], Sequence[Say]]] = {
    "precheck": check_beforehand,
    "associations": associations,
}
