"""Two drafts side by side: which passages differ, word by word, and which answers did it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from documents import paths
from documents.changes import Change, Piece, changes, words
from documents.dossier import Dossier, build
from documents.record import Record, load_record
from documents.trace.origin import Given

Compared = Callable[[Mapping[str, Any]], list[Change]]
HOW = Given(7, datetime(2027, 1, 13, tzinfo=UTC), "answered")
SHARE = "capital.share_value_eur"


@pytest.fixture(scope="session")
def compared(plain_record: dict[str, Any], record: Record, dossier: Dossier) -> Compared:
    """The changes that other answers make (each worked out once)."""

    @cache
    def once(*answers: tuple[str, Any]) -> list[Change]:
        return compare(dict(answers))

    def compare(answers: Mapping[str, Any]) -> list[Change]:
        other = deepcopy(plain_record)
        for path, value in answers.items():
            paths.put(other, path, value)
        after = load_record(other)
        return changes(dossier, build(after), (record, after), dict.fromkeys(answers, HOW))

    return lambda answers: once(*answers.items())


def test_the_same_answers_change_nothing(compared: Compared) -> None:
    assert compared({}) == []


def test_one_answer_changes_its_words_alone_and_is_named_as_the_cause(compared: Compared) -> None:
    found = compared({SHARE: 250})
    (share,) = [change for change in found if change.paper == "D01 Satzung" and change.clause == "Geschäftsanteil"]
    assert share.pieces == (
        Piece("same", "Der Geschäftsanteil beträgt für jedes Mitglied"),
        Piece("gone", "100"),
        Piece("new", "250"),
        Piece("same", "Euro."),
    )
    (cause,) = share.causes
    assert (cause.path, cause.before, cause.after, cause.given) == (SHARE, 100, 250, HOW)


def test_a_clause_that_comes_and_one_that_goes_are_told_apart(compared: Compared) -> None:
    found = compared({"supervisory.exists": False})
    kinds = {
        change.clause: {piece.kind for piece in change.pieces} for change in found if change.paper == "D01 Satzung"
    }
    assert kinds["Verzicht auf den Aufsichtsrat"] == {"new"}
    assert kinds["Zahl der Aufsichtsratsmitglieder"] == {"gone"}


def test_a_number_that_only_moved_is_no_change_of_its_clause(compared: Compared) -> None:
    found = compared({"supervisory.exists": False})
    assert not any(change.clause == "Geschäftsjahr" for change in found)


def test_papers_that_list_the_others_are_left_out(compared: Compared) -> None:
    assert not any(change.paper.startswith(("D00", "D20")) for change in compared({"supervisory.exists": False}))


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "neu", [("new", "neu")]),
        ("alt", "", [("gone", "alt")]),
        ("a b c", "a b c", [("same", "a b c")]),
        ("a b c", "a x c", [("same", "a"), ("gone", "b"), ("new", "x"), ("same", "c")]),
        ("*a* <b>", "*a* {{ c }}", [("same", "*a*"), ("gone", "<b>"), ("new", "{{ c }}")]),
    ],
)
def test_words_are_compared_as_they_stand(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.kind, piece.text) for piece in words(before, after)] == pieces
