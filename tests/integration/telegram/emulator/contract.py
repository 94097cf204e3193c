"""The second opinion: every request, answer and update is held against aiogram's models of the Bot API."""

from __future__ import annotations

from typing import Any

from aiogram import methods
from aiogram.types import Update
from pydantic import TypeAdapter, ValidationError

Json = dict[str, Any]


def request_problem(method: str, params: Json, files: set[str]) -> str | None:
    """What is wrong with a request; None if nothing."""
    model = getattr(methods, method[0].upper() + method[1:], None)
    if model is None:
        return f"{method}: no such method"
    strange = set(params) - set(model.model_fields) - {name for name in params if name in files}
    if strange:
        return f"{method}: unknown {sorted(strange)}"
    checked = {name: value for name, value in params.items() if name not in files}
    for name in files & set(model.model_fields):
        checked[name] = "attach://file"
    return _problem(method, lambda: model.model_validate(checked))


def answer_problem(method: str, answer: Any) -> str | None:
    """What is wrong with an answer of ours."""
    model = getattr(methods, method[0].upper() + method[1:])
    return _problem(f"{method} answer", lambda: TypeAdapter(model.__returning__).validate_python(answer))


def update_problem(update: Json) -> str | None:
    """What is wrong with an update."""
    return _problem("update", lambda: Update.model_validate(update))


def _problem(what: str, check: Any) -> str | None:
    try:
        check()
    except ValidationError as error:
        first = error.errors()[0]
        return f"{what}: {'.'.join(map(str, first['loc']))}: {first['msg']}"
    return None
