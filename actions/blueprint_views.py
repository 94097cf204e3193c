"""How blueprints are shown: a list of examples, one example, one solution; with what may be asked next."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions.base import Turn
from actions.blueprint_facts import example_facts, solution_facts
from actions.meant import look_at, show
from data.library import Library
from data.library.challenges import Challenge
from data.library.examples import Example
from data.reply import Button, Say

SHOWN = 3


def list_examples(
    session: Session,
    turn: Turn,
    library: Library,
    challenge_id: str,
    examples: Sequence[Example],
    more: dict[str, object],
) -> Sequence[Say]:
    """Some examples of a challenge, a failed one among them where there is one; `more`: what the text says beside."""
    shown = _with_a_failure(examples)
    show(session, turn, "example", [e.id for e in shown], challenge_id or None)
    challenge = library.challenge(challenge_id)
    params = {
        "challenge": challenge.name_de if challenge else "",
        "examples": [example_facts(library, e) for e in shown],
        "known": len(examples),
        "coop_usual": challenge is None or library.cooperative_is_usual(challenge_id),
        **more,
    }
    buttons = [Button(label=e.name, payload=f'/ask_example{{"example_id": "{e.id}"}}') for e in shown]
    return [Say.model_validate({"say": "utter_blueprints_examples", "with": params, "buttons": buttons})]


def one_example(session: Session, turn: Turn, library: Library, ident: str) -> Sequence[Say]:
    """An example in short, with what people ask next."""
    example = library.example(ident)
    if example is None:
        return [Say(say="utter_blueprints_unknown")]
    challenge_id = talked_of(turn, example)
    look_at(session, turn, "example", ident, challenge_id)
    buttons = [
        Button(title="utter_button_procedure", payload=f'/ask_procedure{{"example_id": "{ident}"}}'),
        Button(title="utter_button_outcome", payload=f'/ask_outcome{{"example_id": "{ident}"}}'),
        Button(title="utter_button_supporters", payload=f'/ask_supporter{{"challenge_id": "{challenge_id}"}}'),
    ]
    return [Say(say="utter_blueprints_example", with_=example_facts(library, example), buttons=buttons)]


def one_solution(session: Session, turn: Turn, library: Library, ident: str) -> Sequence[Say]:
    """A way to solve a challenge in detail."""
    solution = library.solution(ident)
    if solution is None:
        return [Say(say="utter_blueprints_unknown")]
    look_at(session, turn, "solution", ident, solution.challenge_id)
    buttons = onwards(solution.challenge_id)
    return [Say(say="utter_blueprints_solution", with_=solution_facts(library, solution), buttons=buttons)]


def challenge_button(challenge: Challenge) -> Button:
    """A challenge to choose."""
    return Button(label=challenge.name_de, payload=f'/ask_solution{{"challenge_id": "{challenge.id}"}}')


def onwards(challenge_id: str) -> list[Button]:
    """What people usually ask next, without a number."""
    entity = f'{{"challenge_id": "{challenge_id}"}}'
    return [
        Button(title="utter_button_examples", payload=f"/ask_example{entity}", aside=True),
        Button(title="utter_button_supporters", payload=f"/ask_supporter{entity}", aside=True),
        Button(title="utter_button_funding", payload=f"/ask_funding{entity}", aside=True),
    ]


def talked_of(turn: Turn, example: Example) -> str:
    """The topic of the talk if the example belongs to it, else the example's own first one."""
    topic = str(turn.focus.get("challenge") or "")
    return topic if topic in example.challenge_ids else example.challenge_ids[0]


def _with_a_failure(examples: Sequence[Example]) -> list[Example]:
    """The first few, the last of them one that did not succeed, if there is one: failures teach."""
    shown = list(examples[:SHOWN])
    failed = next((e for e in examples if e.outcome in ("failure", "mixed")), None)
    if failed and failed not in shown and shown:
        shown[-1] = failed
    return shown
