"""Reads our content files (YAML) and says file, line and reason when one of them is wrong.

Knows nothing of what the content means; the models that check it are passed in.

ContentError
└── (one kind only: a file that an editor can mend)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from data.suggestions import for_syntax, for_value

Model = TypeVar("Model", bound=BaseModel)


class ContentError(Exception):
    """A content file cannot be used: where, why, and what would help (for operators and editors, in English)."""

    def __init__(self, file: Path, line: int, reason: str, suggestion: str) -> None:
        self.file, self.line, self.reason, self.suggestion = file, line, reason, suggestion
        super().__init__(f"{file}:{line}: {reason} ({suggestion})")


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


def text_of(path: Path) -> str:
    """The whole text of a content file."""
    try:
        return path.read_text("utf8")
    except OSError as error:
        raise ContentError(path, 1, f"cannot be read: {error.strerror}", "it must be there and readable") from error
    except UnicodeDecodeError as error:
        raise ContentError(path, 1, "is not UTF-8", "save the file as UTF-8") from error


def load(path: Path) -> Any:
    """The content of one YAML file, its dicts and lists remembering their lines."""
    try:
        return yaml.load(text_of(path), Loader=_Loader)
    except yaml.YAMLError as error:
        raise syntax_error(path, error) from error


def syntax_error(path: Path, error: yaml.YAMLError, before: int = 0) -> ContentError:
    """What the YAML reader stumbled over, in a text that begins `before` lines into the file."""
    mark, problem = getattr(error, "problem_mark", None), str(getattr(error, "problem", None) or error)
    context = f"{getattr(error, 'context', None) or ''} {problem}"
    return ContentError(path, before + (mark.line + 1 if mark else 1), problem, for_syntax(context))


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
        cause = first.get("ctx", {}).get("error")  # an error of ours that a model raised
        reason = getattr(cause, "reason", None) or first["msg"].removeprefix("Value error, ")
        raise ContentError(path, place, f"{where}: {reason}", for_value(first, model)) from error


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
        if not hasattr(content, "lines"):
            break  # a plain value: what is said about its inside stands on its own line
        line = line_of(content, part)
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            break
    return line
