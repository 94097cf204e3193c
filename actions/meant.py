"""Which blueprint a message means: named by a button, pointed at ("das zweite"), spoken of, or shown last."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from actions.base import Turn
from data.library import Library
from data.ordinals import ordinal_in

BEYOND_DOUBT = 13.0  # score from which a text that was not understood is taken to speak of a topic
KINDS = ("challenge", "solution", "example", "supporter")


@dataclass(frozen=True)
class Meant:
    """The challenge in question, and a solution or an example of it where one is meant.

    `named`: the message itself said so; otherwise it is what was shown last.
    """

    challenge: str | None = None
    solution: str | None = None
    example: str | None = None
    named: bool = True


def meant(turn: Turn, library: Library) -> Meant:
    """What the message is about, the most certain sign first."""
    return (
        _by_button(turn, library) or chosen_from(turn, library) or _by_words(turn, library) or _by_focus(turn, library)
    )


def show(session: Session, turn: Turn, kind: str, ids: list[str], challenge: str | None) -> None:
    """Remember what is shown now, so that "das zweite" and "wie sind die vorgegangen" are understood next."""
    turn.conversation(session).focus = {"kind": kind, "ids": ids, "challenge": challenge}


def look_at(session: Session, turn: Turn, kind: str, ident: str, challenge: str | None) -> None:
    """Remember which one is looked at now; the list that it was chosen from stays ("und das zweite?")."""
    shown = list(turn.focus.get("ids") or []) if turn.focus.get("kind") == kind else []
    ids = shown if ident in shown else [ident]
    turn.conversation(session).focus = {"kind": kind, "ids": ids, "current": ident, "challenge": challenge}


def speak_of(session: Session, turn: Turn, target: Meant) -> None:
    """Remember a topic that was only now named; what was shown of the present one stays meant."""
    if target.challenge and target.challenge != turn.focus.get("challenge"):
        show(session, turn, "challenge", [target.challenge], target.challenge)


def spoken_of(turn: Turn, library: Library) -> Meant | None:
    """The blueprint that the text itself names beyond doubt, whatever was talked of before."""
    hit = library.about(turn.text)
    return of(library, hit.kind, hit.id) if hit and hit.kind != "supporter" and hit.score >= BEYOND_DOUBT else None


def chosen_from(turn: Turn, library: Library) -> Meant | None:
    """The one of those shown that a text points at ("das zweite")."""
    number, ids = ordinal_in(turn.text), turn.focus.get("ids") or []
    if number is None or not ids or number > len(ids):
        return None
    chosen = ids[-1] if number == -1 else ids[number - 1]
    return of(library, str(turn.focus.get("kind")), chosen)


def of(library: Library, kind: str, ident: str) -> Meant:
    """A blueprint by kind and id, with its challenge."""
    if kind == "challenge" and library.challenge(ident):
        return Meant(challenge=ident)
    if kind == "solution" and (solution := library.solution(ident)):
        return Meant(challenge=solution.challenge_id, solution=ident)
    if kind == "example" and (example := library.example(ident)):
        return Meant(challenge=example.challenge_ids[0], example=ident)
    return Meant()


def _by_button(turn: Turn, library: Library) -> Meant | None:
    for kind in KINDS:
        ident = turn.entity(f"{kind}_id")
        if ident and (found := of(library, kind, ident)) != Meant():
            return found
    return None


def _by_words(turn: Turn, library: Library) -> Meant | None:
    hit = library.about(turn.text)
    if hit is None or hit.kind == "supporter" or hit.id == turn.focus.get("challenge"):
        return None  # the topic that is talked of anyway: what was shown of it stays meant
    return of(library, hit.kind, hit.id)


def _by_focus(turn: Turn, library: Library) -> Meant:
    focus = turn.focus
    ids = focus.get("ids") or []
    if focus.get("kind") in ("example", "solution") and ids:
        found = of(library, str(focus["kind"]), str(focus.get("current") or ids[0]))
        return Meant(focus.get("challenge") or found.challenge, found.solution, found.example, named=False)
    return Meant(challenge=focus.get("challenge"), named=False)
