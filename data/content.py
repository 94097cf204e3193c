"""Reads our content files (YAML) and says file, line and reason when one of them is wrong.

Knows nothing of what the content means; the models that check it are passed in.

ContentError
└── (one kind only: a file that an editor can mend)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class ContentError(Exception):
    """A content file cannot be used: where, why, and what would help (for operators and editors, in English)."""

    def __init__(self, file: Path, line: int, reason: str, suggestion: str = "") -> None:
        self.file, self.line, self.reason, self.suggestion = file, line, reason, suggestion
        hint = f" ({suggestion})" if suggestion else ""
        super().__init__(f"{file}:{line}: {reason}{hint}")


class LinedDict(dict[Any, Any]):
    """A mapping from YAML that remembers the line of each key (`lines`) and its own first line (`line`)."""

    line: int = 1
    lines: dict[Any, int]


class LinedList(list[Any]):
    """A list from YAML that remembers the line of each entry (`lines`) and its own first line (`line`)."""

    line: int = 1
    lines: list[int]


class _Loader(yaml.CSafeLoader):
    """The C loader, but with lines kept and double keys refused."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> LinedDict:
    loader.flatten_mapping(node)
    found = LinedDict()
    found.line, found.lines = node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
        found.lines[key] = key_node.start_mark.line + 1
    return found


def _sequence(loader: _Loader, node: yaml.SequenceNode) -> LinedList:
    found = LinedList(loader.construct_object(child, deep=True) for child in node.value)
    found.line, found.lines = node.start_mark.line + 1, [child.start_mark.line + 1 for child in node.value]
    return found


def _day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise yaml.constructor.ConstructorError(None, None, f"{node.value}: {error}", node.start_mark) from error


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
_Loader.add_constructor("tag:yaml.org,2002:seq", _sequence)


def load(path: Path) -> Any:
    """The content of one YAML file, its dicts and lists remembering their lines."""
    try:
        return yaml.load(path.read_text("utf8"), Loader=_Loader)
    except OSError as error:
        raise ContentError(path, 1, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ContentError(path, 1, "is not UTF-8", "save the file as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ContentError(path, mark.line + 1 if mark else 1, str(getattr(error, "problem", error))) from error


def parse(path: Path, model: type[Model]) -> Model:
    """The content of one YAML file as `model`."""
    return validate(path, load(path), model)


def validate(path: Path, content: Any, model: type[Model]) -> Model:
    """`content` (from `load`) as `model`; the first thing wrong is reported with its line."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        found = error.errors()
        first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])  # a misspelt key first
        place, where = line_at(content, first["loc"]), ".".join(map(str, first["loc"]))
        suggestion = _suggestion(first, model) if first["type"] == "extra_forbidden" else ""
        raise ContentError(path, place, f"{where}: {first['msg']}", suggestion) from error


def line_of(node: Any, key: Any) -> int:
    """The line of `key` in a node from `load`; the node's own line where the key is not there."""
    lines = getattr(node, "lines", None)
    if isinstance(lines, dict) and key in lines:
        return int(lines[key])
    if isinstance(lines, list) and isinstance(key, int) and -len(lines) <= key < len(lines):
        return int(lines[key])
    return int(getattr(node, "line", 1))


def line_at(content: Any, location: Sequence[Any]) -> int:
    """The line of the deepest part of `location` (keys and indexes) that exists."""
    line = line_of(content, None)
    for part in location:
        line = line_of(content, part)
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            break
    return line


def _suggestion(error: Any, model: type[BaseModel]) -> str:
    """The known key that an unknown one was probably meant to be."""
    close = difflib.get_close_matches(str(error["loc"][-1]), set(_all_keys(model)), n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def _all_keys(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in _models_in(field.annotation):
            if inner not in seen:
                yield from _all_keys(inner, seen | {model, inner})


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)
