"""`settings`: what is in force and differs from the defaults; secrets hidden."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from data.settings import Settings, read_settings


def settings(*, as_json: bool) -> int:
    """Print the effective values that are not defaults."""
    found = dict(_differing(read_settings(), Settings(), ""))
    if as_json:
        print(json.dumps(found, ensure_ascii=False, default=str))
    else:
        for name, value in found.items() or {"": "all settings have their defaults"}.items():
            print(f"{name}: {value}" if name else value)
    return 0


def _differing(present: BaseModel, default: BaseModel, before: str) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name in type(present).model_fields:
        value, usual = getattr(present, name), getattr(default, name)
        if isinstance(value, BaseModel):
            found += _differing(value, usual, f"{before}{name}.")
        elif value != usual:
            found.append((before + name, str(value)))
    return found
