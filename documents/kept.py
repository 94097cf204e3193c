"""Delivered dossiers in the database: kept when they say something new, and compared with today's texts and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.tables.dossiers import DeliveredDossier
from data.tables.founding import Founding
from documents.answered import Facts
from documents.cases import facts
from documents.delivery import Delivery, Texts, deliver, files_hash, hashes_of, law_of, words_of


@dataclass(frozen=True)
class Imprint:
    """What is kept of a delivery; `answer_id`: the last answer that it stands on."""

    answer_id: int | None
    day: date
    law: date
    record_hash: str
    files_hash: str
    texts: Texts
    findings: list[str]


def imprint(delivery: Delivery) -> Imprint:
    """What is kept of a delivery."""
    return Imprint(
        answer_id=delivery.facts.last_id,
        day=delivery.dossier.day,
        law=law_of(delivery.dossier),
        record_hash=delivery.record.hash,
        files_hash=files_hash(delivery.dossier),
        texts=hashes_of(words_of(delivery.dossier)),
        findings=[finding.key for finding in delivery.findings],
    )


def keep(session: Session, founding_id: int, made: Imprint, now: datetime) -> None:
    """Keep a delivered dossier, unless the last one kept has the same files (then nothing new was said)."""
    before = last_two(session, founding_id)[:1]
    if made.answer_id and [row.files_hash for row in before] != [made.files_hash]:
        session.add(DeliveredDossier(founding_id=founding_id, at=now, **vars(made)))


def last_two(session: Session, founding_id: int) -> list[DeliveredDossier]:
    """The dossier that a founding was given last, then the one before; fewer where there were none."""
    mine = select(DeliveredDossier).where(DeliveredDossier.founding_id == founding_id)
    return list(session.scalars(mine.order_by(DeliveredDossier.id.desc()).limit(2)))


def facts_of(session: Session, dossier: DeliveredDossier) -> Facts:
    """The answers on which a delivered dossier stands."""
    return facts(session, dossier.founding_id, dossier.answer_id)


@dataclass(frozen=True)
class Affected:
    """A founding whose last dossier would be another one today, though nobody changed an answer."""

    founding_id: int
    delivered_at: datetime
    law: date
    papers: dict[str, list[str]]
    findings_new: list[str]
    findings_gone: list[str]


def affected(session: Session, letterhead: Sequence[str] = ()) -> Iterator[Affected]:
    """All open foundings whose last delivered dossier differs from what texts and rules give today."""
    last = select(func.max(DeliveredDossier.id)).join(Founding).where(Founding.closed_at.is_(None))
    ids = session.scalars(last.group_by(DeliveredDossier.founding_id)).all()
    for dossier in session.scalars(select(DeliveredDossier).where(DeliveredDossier.id.in_(ids))).all():
        today = imprint(deliver(facts_of(session, dossier), letterhead))
        found = Affected(
            dossier.founding_id, dossier.at, dossier.law, differing(dossier.texts, today.texts),
            _without(today.findings, dossier.findings), _without(dossier.findings, today.findings),
        )  # fmt: skip
        if found.papers or found.findings_new or found.findings_gone:
            yield found


def differing(before: Texts, after: Texts) -> dict[str, list[str]]:
    """Paper → clauses whose words differ, that came or that went."""
    found = {}
    for paper in dict.fromkeys([*before, *after]):
        old, new = before.get(paper, {}), after.get(paper, {})
        clauses = [clause for clause in dict.fromkeys([*old, *new]) if old.get(clause) != new.get(clause)]
        if clauses:
            found[paper] = clauses
    return found


def _without(these: Sequence[str], those: Sequence[str]) -> list[str]:
    return [one for one in these if one not in those]
