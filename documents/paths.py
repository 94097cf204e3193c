"""The addresses of facts: `capital.share_value_eur`, `persons[p3].street`; `persons[].street` is the field itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

from documents.errors import UnknownField

PERSON = re.compile(r"persons\[([^\[\]]*)\]\.(.+)")


def split(path: str) -> tuple[str | None, list[str]]:
    """Person id (None for a fact of the cooperative) and the keys below it."""
    match = PERSON.fullmatch(path)
    return (match[1], match[2].split(".")) if match else (None, path.split("."))


def of_person(person_id: str, key: str) -> str:
    """`("p3", "street")` → `persons[p3].street`."""
    return f"persons[{person_id}].{key}"


def generic(path: str) -> str:
    """`persons[p3].street` → `persons[].street`; every other path as it is."""
    return PERSON.sub(r"persons[].\2", path)


def get(record: Mapping[str, Any], path: str) -> Any:
    """The value under `path`, None where it or a part of the way is missing."""
    person_id, keys = split(path)
    node: Any = record if person_id is None else find_person(record, person_id)
    for key in keys:
        node = node.get(key) if isinstance(node, dict | Mapping) else None
    return node


def put(record: MutableMapping[str, Any], path: str, value: Any) -> None:
    """Sets the value under `path`; makes the objects on the way, and the person where `persons` has none of this id."""
    person_id, keys = split(path)
    node: Any = record
    if person_id == "":
        raise UnknownField(path, "name the person: persons[p1]")
    if person_id is not None:
        node = find_person(record, person_id)
        if node is None:
            node = {"id": person_id}
            record.setdefault("persons", []).append(node)
    for key in keys[:-1]:
        if not isinstance(node.get(key), MutableMapping):
            node[key] = {}
        node = node[key]
    node[keys[-1]] = value


def find_person(record: Mapping[str, Any], person_id: Any) -> Any:
    """The person with this id, None where there is none."""
    persons = record.get("persons")
    if person_id is None or not isinstance(persons, list):
        return None
    return next((p for p in persons if isinstance(p, dict | Mapping) and p.get("id") == person_id), None)
