"""The six questions to the library: which challenges, how to solve one, where it was done, how, the result, who helps.

Failures stand beside successes; every answer names sources and the date of the check (issue 3, item 4).
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue
from sqlalchemy.orm import Session

from actions.base import Answer, Turn
from actions.blueprint_facts import challenge_facts, example_facts, solution_facts, supporter_facts
from actions.blueprint_figures import figures, wanted
from actions.blueprint_views import challenge_button, list_examples, one_example, one_solution, onwards, talked_of
from actions.meant import Meant, chosen_from, look_at, meant, of, show, speak_of, spoken_of
from actions.services import Services
from data.library import Library
from data.library.basics import Area
from data.library.filters import WITHIN_KM
from data.reply import Button, Say

FEW = 6
ALL = Button(title="utter_button_challenges", payload="/ask_challenges", aside=True)
BARE = 3  # words up to which a text that names a topic, or points at something shown, asks for just that
WORDS_FOR_FAILURE = (
    "gescheitert",
    "schief",
    "pleite",
    "insolvent",
    "misslungen",
    "geschlossen",
    "aufgegeben",
    "fehlgeschlagen",
    "scheiter",
    "schlecht",
    "negativ",
    "nicht geklappt",
)


def ask_challenges(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """All challenges in a word each, by areas of life; an area that was chosen, topic by topic."""
    library = services.library
    if area := library.area(turn.entity("id") or ""):
        return [_area(session, turn, library, area)]
    show(session, turn, "area", [area.id for area in library.areas()], None)
    areas: list[JsonValue] = [{"name": a.name_de, "topics": list(a.topics.values())} for a in library.areas()]
    buttons = [Button(label=a.name_de, payload=f'/ask_challenges{{"id": "{a.id}"}}') for a in library.areas()]
    params: dict[str, JsonValue] = {"areas": areas, "count": len(library.challenges())}
    return [Say(say="utter_blueprints_challenges", with_=params, buttons=buttons)]


def ask_solution(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """How citizens could solve a challenge; a single way in detail when one was chosen."""
    return _solutions(session, turn, services, meant(turn, services.library))


def _solutions(session: Session, turn: Turn, services: Services, target: Meant) -> Sequence[Say]:
    library = services.library
    if target.solution and target.named:
        return one_solution(session, turn, library, target.solution)
    challenge = library.challenge(target.challenge or "")
    if challenge is None:
        return _which_challenge(session, turn, services)
    solutions = library.solutions_of(challenge.id)
    show(session, turn, "solution", [s.id for s in solutions], challenge.id)
    ways = [solution_facts(library, s) for s in solutions]
    params = {"challenge": challenge_facts(library, challenge), "solutions": ways}
    buttons = [Button(label=s.name_de, payload=f'/ask_solution{{"solution_id": "{s.id}"}}') for s in solutions]
    return [Say(say="utter_blueprints_solutions", with_=params, buttons=[*buttons, *onwards(challenge.id)])]


def ask_example(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """Real cases, by challenge, state or place; failures among them, or only failures when asked for."""
    library, target = services.library, meant(turn, services.library)
    if target.example and target.named:
        return one_example(session, turn, library, target.example)
    challenge = library.challenge(target.challenge or "")
    state, near = library.region_in(turn.text)
    if challenge is None and not (state or near):
        return _which_challenge(session, turn, services)
    belongs = challenge.id if challenge else ""
    outcome = "failure" if any(word in turn.text.lower() for word in WORDS_FOR_FAILURE) else None
    found = library.examples_of(belongs, state=state, near=near, outcome=outcome)
    elsewhere = bool((state or outcome or near) and not found)
    if challenge is None and not found:
        return _which_challenge(session, turn, services)
    examples = found or library.examples_of(belongs)
    more: dict[str, object] = {
        "state": state,
        "near": near.name if near else None,
        "within_km": WITHIN_KM,
        "elsewhere": elsewhere,
    }
    return list_examples(session, turn, library, belongs, examples, more)


def ask_procedure(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """How an example went about it, step by step."""
    return _about_example(session, turn, services, "utter_blueprints_procedure")


def ask_outcome(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """What came of an example, difficulties too; a single figure where that is asked for."""
    figure = wanted(turn.text)
    told = figures(session, turn, services.library, figure) if figure else pointed(session, turn, services)
    return told or _about_example(session, turn, services, "utter_blueprints_outcome")


def ask_supporter(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """Who can be asked: for the challenge in question, or for any founding."""
    library, target = services.library, meant(turn, services.library)
    state, _ = library.region_in(turn.text)
    challenge = library.challenge(target.challenge or "")
    speak_of(session, turn, target)
    supporters = library.supporters_of(challenge.id if challenge else None, state=state)[:FEW]
    example = library.example(target.example or "")
    params = {
        "challenge": challenge.name_de if challenge else None,
        "supporters": [supporter_facts(s) for s in supporters],
        "example": example_facts(library, example) if example else None,
        "checked": library.checked_on(),
    }
    return [Say(say="utter_blueprints_supporters", with_=params)]


def ask_funding(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """Where money may come from: hints of the challenge's solutions, and programmes that fit."""
    library, target = services.library, meant(turn, services.library)
    state, _ = library.region_in(turn.text)
    challenge = library.challenge(target.challenge or "")
    speak_of(session, turn, target)
    solutions = library.solutions_of(challenge.id) if challenge else []
    hints = list(dict.fromkeys(hint for solution in solutions for hint in solution.funding_de))
    funds = library.funders_of(challenge.id if challenge else None, state=state)[:FEW]
    params = {
        "challenge": challenge.name_de if challenge else None,
        "hints": list(hints),
        "funds": [supporter_facts(s) for s in funds],
        "checked": library.checked_on(),
    }
    return [Say(say="utter_blueprints_funding", with_=params)]


def pick(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """A blueprint, or an area of them, chosen by its number or button."""
    if turn.entity("kind") == "area":
        return ask_challenges(session, turn, services)
    return _of(session, turn, services, of(services.library, turn.entity("kind") or "", turn.entity("id") or ""))


def about(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """The blueprint that a text names, shown; nothing where it names none."""
    target = spoken_of(turn, services.library)
    return _of(session, turn, services, target) if target else []


def pointed(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """What a short follow-up means: one of those shown ("und das erste?"), or the topic elsewhere ("in Hamburg?")."""
    if len(turn.text.split()) > BARE or turn.text.startswith("/") or not turn.focus:
        return []
    if chosen := chosen_from(turn, services.library):
        return _of(session, turn, services, chosen)
    elsewhere = any(services.library.region_in(turn.text)) and turn.focus.get("challenge")
    return ask_example(session, turn, services) if elsewhere else []


def about_button(turn: Turn, services: Services) -> list[Button]:
    """The topic of the blueprint that a text names, as a choice."""
    target = spoken_of(turn, services.library)
    challenge = services.library.challenge(target.challenge or "") if target else None
    return [challenge_button(challenge)] if challenge else []


def _of(session: Session, turn: Turn, services: Services, target: Meant) -> Sequence[Say]:
    if target.example:
        return one_example(session, turn, services.library, target.example)
    return _solutions(session, turn, services, target)


def _about_example(session: Session, turn: Turn, services: Services, text: str) -> Sequence[Say]:
    target = meant(turn, services.library)
    example = services.library.example(target.example or "")
    if example is None:
        return ask_example(session, turn, services)
    look_at(session, turn, "example", example.id, talked_of(turn, example))
    return [Say(say=text, with_=example_facts(services.library, example))]


def _area(session: Session, turn: Turn, library: Library, area: Area) -> Say:
    show(session, turn, "challenge", list(area.topics), None)
    found = [challenge for topic in area.topics if (challenge := library.challenge(topic))]
    return Say(say="utter_blueprints_area", with_={"name": area.name_de}, buttons=[*map(challenge_button, found), ALL])


def _which_challenge(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """Nothing shown and nothing named: ask which problem is meant; those with most examples are offered."""
    library = services.library
    known = sorted(library.challenges(), key=lambda c: -len(library.examples_of(c.id)))[:FEW]
    show(session, turn, "challenge", [c.id for c in known], None)
    return [Say(say="utter_blueprints_which", buttons=[*map(challenge_button, known), ALL])]


ACTIONS: dict[str, Answer] = {
    "action_ask_challenges": ask_challenges,
    "action_ask_solution": ask_solution,
    "action_ask_example": ask_example,
    "action_ask_procedure": ask_procedure,
    "action_ask_outcome": ask_outcome,
    "action_ask_supporter": ask_supporter,
    "action_ask_funding": ask_funding,
    "action_pick": pick,
}
