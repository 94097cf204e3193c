"""What people ask of the examples just shown: how many members, what a share costs, since when and where."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue
from sqlalchemy.orm import Session

from actions.base import Turn
from actions.blueprint_facts import SOURCES_SHOWN, example_facts, sources
from actions.blueprint_views import talked_of
from actions.meant import look_at, meant
from data.library import Library
from data.library.examples import Example
from data.reply import Say

MEMBERS, SHARE, BEGUN = "utter_blueprints_members", "utter_blueprints_share", "utter_blueprints_begun"
WORDS = {
    SHARE: ("anteil", "einlage", "mindestbetrag"),
    MEMBERS: ("mitglied", "genossen", "leute", "wie viele sind", "wie groß", "wieviele"),
    BEGUN: ("gegründet", "seit wann", "wo ist", "wo liegt", "wo war", "wie alt", "welchem jahr"),
}


def wanted(text: str) -> str | None:
    """The figure that a question asks for, by the text that tells it."""
    said = text.lower()
    return next((name for name, words in WORDS.items() if any(word in said for word in words)), None)


def figures(session: Session, turn: Turn, library: Library, name: str) -> Sequence[Say]:
    """One figure of the example that is looked at, or of all that were listed; nothing where none was shown."""
    shown = _shown(turn, library)
    if not shown:
        return []
    if len(shown) == 1:
        look_at(session, turn, "example", shown[0].id, talked_of(turn, shown[0]))
    told: list[JsonValue] = [example_facts(library, example) for example in shown]
    found = sources(url for example in shown for url in example.sources[: SOURCES_SHOWN // len(shown)])
    params: dict[str, JsonValue] = {"examples": told, "sources": list[JsonValue](found)}
    return [Say(say=name, with_={**params, "checked": library.checked_on(shown[0].id)})]


def _shown(turn: Turn, library: Library) -> list[Example]:
    target, focus = meant(turn, library), turn.focus
    one = library.example(target.example or "")
    if one and (target.named or focus.get("current")):
        return [one]
    ids = focus.get("ids") or [] if focus.get("kind") == "example" else []
    return [example for ident in ids if (example := library.example(str(ident)))]
