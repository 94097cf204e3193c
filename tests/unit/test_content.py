"""A content file that is wrong is reported with file, line, reason and suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

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
