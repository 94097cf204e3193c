"""A content file that is wrong is reported with file, line, reason and suggestion."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from data.content import ContentError, load, parse


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    question: str


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    items: list[Inner]


def written(folder: Path, text: str) -> Path:
    path = folder / "content.yml"
    path.write_text(text, "utf8")
    return path


def test_a_mistyped_key_is_reported_with_its_line_and_the_right_key(tmp_path: Path) -> None:
    path = written(tmp_path, "items:\n  - question: a\n  - quesiton: b\n")
    with pytest.raises(ContentError) as wrong:
        parse(path, Outer)
    assert (wrong.value.line, wrong.value.file) == (3, path)
    assert "question" in str(wrong.value)


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="twice") as wrong:
        load(written(tmp_path, "a: 1\nb: 2\na: 3\n"))
    assert wrong.value.line == 3


@pytest.mark.parametrize("text", ["a: [1", "\tx: 1", "a: b: c"])
def test_broken_yaml_names_the_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError) as wrong:
        load(written(tmp_path, text))
    assert wrong.value.line >= 1


def test_a_day_that_does_not_exist_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="2027-02-30") as wrong:
        load(written(tmp_path, "a: 1\nday: 2027-02-30\n"))
    assert wrong.value.line == 2


def test_a_missing_file_and_a_foreign_encoding_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        load(tmp_path / "none.yml")
    (tmp_path / "latin.yml").write_bytes("a: Größe".encode("latin1"))
    with pytest.raises(ContentError, match="UTF-8"):
        load(tmp_path / "latin.yml")


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: Literal["shop", "pool"]
    since: date
    places: list[str]
    size: int = Field(1, gt=0)


RIGHT = {"kind": "shop", "since": "2026-11-25", "places": "[a]"}


@pytest.mark.parametrize(
    ("wrong", "suggestion"),
    [
        ({"kind": "shopp"}, "did you mean 'shop'?"),
        ({"kind": "x"}, "known are pool, shop"),
        ({"since": "2026-13-01"}, "a day is written 2026-11-25"),
        ({"since": "gestern"}, "a day is written 2026-11-25"),
        ({"places": "a"}, "begin every entry with `- `"),
        ({"size": "viel"}, "write a whole number"),
        ({"size": "0"}, "choose a value within the bounds"),
        ({"sizze": "1"}, "did you mean 'size'?"),
        ({"xyzzy": "1"}, "remove it, or write it as the files beside it do"),
        ({"places": None}, "add `places:`"),
        ({"places": "[a"}, "close the bracket, or put a comma between its entries"),
        ({"places": "a: b"}, "put a text that holds a colon in quotes"),
        ({"places": "'a"}, "close the quotes"),
    ],
)
def test_every_kind_of_mistake_comes_with_what_helps(
    tmp_path: Path, wrong: dict[str, str | None], suggestion: str
) -> None:
    lines = [f"{key}: {value}\n" for key, value in {**RIGHT, **wrong}.items() if value is not None]
    with pytest.raises(ContentError) as told:
        parse(written(tmp_path, "".join(lines)), Entry)
    assert told.value.suggestion == suggestion
    assert str(told.value).endswith(f"({suggestion})")
