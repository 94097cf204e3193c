"""Task first: an organisation is admitted, a coach admits its task, then it is published (facts 5.2, 5.8)."""

from __future__ import annotations

from dataclasses import replace

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.records import Answers, Organisation, Staff, Task


def admit_organisation(desk: Desk, name: str, *, register_entry: bool, tax_notice: bool) -> Organisation:
    """Takes an organisation in whose register entry and tax notice were seen. Refused `organisation_unverified`."""
    if not (register_entry and tax_notice):
        raise Refused("organisation_unverified")
    organisation = Organisation(name, desk.today)
    desk.store.put(organisation)
    return organisation


def suspend_organisation(desk: Desk, name: str) -> Organisation:
    """The board stops new claims; what is credited stays."""
    suspended = replace(desk.find(Organisation, name), status="suspended")
    desk.store.put(suspended)
    return suspended


def admit_task(desk: Desk, task_id: str, by: str, answers: Answers) -> Task:
    """A coach looks at a draft once and answers four questions. Refused: not_authorised, wrong_state."""
    task = desk.find(Task, task_id)
    if not desk.find(Staff, by).coach:
        raise Refused("not_authorised")
    if task.status != "draft":
        raise Refused("wrong_state", state=task.status)
    admitted = replace(task, status="admitted", answers=answers)
    desk.store.put(admitted)
    return admitted


def publish(desk: Desk, task_id: str) -> Task:
    """From now on the task can be worked on. Refused: task_not_admitted, task_paid, replaces_job, not_common_good."""
    task = desk.find(Task, task_id)
    answers = task.answers
    for reason, holds in (
        ("task_not_admitted", task.status != "admitted"),
        ("task_paid", not answers.unpaid or answers.paid_elsewhere),
        ("replaces_job", answers.replaces_job),
        ("not_common_good", not answers.common_good),
    ):
        if holds:
            raise Refused(reason)
    published = replace(task, published_at=task.published_at or desk.now)
    desk.store.put(published)
    return published


def object_to(desk: Desk, task_id: str) -> Task:
    """Somebody with a say (a staff council) objects: no new claims until the municipality has decided."""
    suspended = replace(desk.find(Task, task_id), status="suspended")
    desk.store.put(suspended)
    desk.flag("task_objection", task_id)
    return suspended
