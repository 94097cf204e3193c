"""Delivered dossiers: kept once for each state of the answers, listed when texts change, gone with the founding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from data.db import Database
from data.forget import forget
from data.migrations import upgrade
from data.tables.account import Citizen, Municipality
from data.tables.dossiers import DeliveredDossier
from documents import cases, kept, paths
from documents.answered import Change
from documents.delivery import deliver
from documents.papers import texts
from documents.rules import check
from documents.rules.table import Rule, rules

RECORD = json.loads((Path(__file__).parents[1] / "data/foundings.json").read_text("utf8"))["scenarios"][0]["record"]
NOW = datetime(2027, 1, 10, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Any:
    made = Database(f"sqlite:///{tmp_path / 'test.db'}")
    upgrade(made)
    yield made
    made.close()


@pytest.fixture
def founding(database: Database) -> int:
    """The village shop, answered section by section, its dossier delivered."""
    with database.write() as session:
        session.add(Municipality(id=1, name="Musterhausen"))
        session.flush()
        citizen = Citizen(municipality_id=1, created_at=NOW)
        session.add(citizen)
        session.flush()
        founding_id = cases.open_founding(session, citizen.id, 1, NOW)
        cases.write(session, founding_id, [Change(*answer) for answer in answers()], citizen.id, None, NOW)
        delivered(session, founding_id, NOW)
    return founding_id


def answers() -> Iterator[tuple[str, Any]]:
    """The record as the interview would have written it, one fact at a time."""
    for section, content in RECORD.items():
        if section != "persons":
            yield from ((f"{section}.{key}", value) for key, value in content.items())
    for person in RECORD["persons"]:
        yield from ((paths.of_person(person["id"], key), value) for key, value in person.items() if key != "id")


def delivered(session: Session, founding_id: int, at: datetime) -> None:
    kept.keep(session, founding_id, kept.imprint(deliver(cases.facts(session, founding_id))), at)
    session.flush()


def rows(session: Session) -> list[DeliveredDossier]:
    return list(session.scalars(select(DeliveredDossier).order_by(DeliveredDossier.id)))


def answer(session: Session, founding_id: int, path: str, value: Any) -> None:
    citizen = session.scalar(select(Citizen.id))
    assert citizen
    cases.write(session, founding_id, [Change(path, value)], citizen, None, NOW + timedelta(days=1))


def test_the_same_answers_are_kept_once_and_changed_ones_anew(database: Database, founding: int) -> None:
    with database.write() as session:
        delivered(session, founding, NOW)
        assert len(rows(session)) == 1
        answer(session, founding, "capital.share_value_eur", "250")
        delivered(session, founding, NOW)
        first, second = rows(session)
        assert kept.differing(first.texts, second.texts)["D01_Satzung"]
        assert first.record_hash != second.record_hash


def test_a_kept_dossier_gives_the_answers_of_its_day_again(database: Database, founding: int) -> None:
    with database.write() as session:
        answer(session, founding, "capital.share_value_eur", "250")
        (row,) = rows(session)
        assert deliver(kept.facts_of(session, row)).record.hash == row.record_hash


@pytest.mark.usefixtures("founding")
def test_as_long_as_texts_and_rules_stay_nobody_is_affected(database: Database) -> None:
    with database.read() as session:
        assert list(kept.affected(session)) == []


def test_a_changed_clause_names_the_foundings_papers_and_clauses_it_touches(
    database: Database, founding: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts.clauses()["C30"]
    file = tmp_path / before.path.name
    changed = before.path.read_text("utf8").replace("Der Geschäftsanteil beträgt", "Ein Geschäftsanteil beträgt")
    file.write_text(changed, "utf8")
    known = texts.clauses() | {"C30": texts.read(file, texts.ClauseMeta)}
    monkeypatch.setattr(texts, "clauses", lambda: known)
    with database.read() as session:
        (found,) = kept.affected(session)
    assert (found.founding_id, found.papers) == (founding, {"D01_Satzung": ["C30"]})
    assert (found.delivered_at, found.findings_new) == (NOW, [])


@pytest.mark.usefixtures("founding")
def test_a_changed_rule_names_the_foundings_that_it_now_speaks_of(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = rules()["seat"].model_dump() | {"key": "new_rule", "fires_when": "coop.seat_municipality is not None"}
    stricter = rules() | {"new_rule": Rule.model_validate(seat)}
    monkeypatch.setattr(check, "rules", lambda: stricter)
    with database.read() as session:
        (found,) = kept.affected(session)
    assert (found.papers, found.findings_new) == ({}, ["new_rule"])


@pytest.mark.usefixtures("founding")
def test_kept_dossiers_hold_no_name_and_go_with_the_founding(database: Database) -> None:
    with database.write() as session:
        (row,) = rows(session)
        kept_values = json.dumps([row.texts, row.findings, row.record_hash, row.files_hash])
        assert not any(person["family_name"] in kept_values for person in RECORD["persons"])
        forget(session, session.scalars(select(Citizen.id)).one())
        session.flush()
        assert rows(session) == []
