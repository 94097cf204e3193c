"""A broken blueprint file is told with file, line, reason and suggestion; nothing half-way is loaded."""

from pathlib import Path

import pytest

from data.content import ContentError
from data.library import Library
from data.library.loading import read

EXAMPLE = "examples/bolando-eg.yml"


def change(file: Path, old: str, new: str) -> int:
    """Replace the first `old`; the line where it stood."""
    text = file.read_text("utf8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (EXAMPLE, "outcome: success", "outcome: great", "outcome"),
        (EXAMPLE, "founded:", "foundet:", "did you mean 'founded'"),
        (EXAMPLE, "- village-inn", "- village-in", "did you mean 'village-inn'"),
        (EXAMPLE, "- inn-owner-coop", "- inn-owner", "no solution 'inn-owner'"),
        (EXAMPLE, "- village-inn", "- cinema", "belongs to 'village-inn'"),
        (EXAMPLE, "id: bolando-eg", "id: bolando", "name the file after its id"),
        (EXAMPLE, "checked_on: 2026", "checked_on: 30.02.2026 #", "checked_on"),
        ("challenges/cinema.yml", "min_eur: ", "min_eur: 9", "min_eur is above max_eur"),
        ("challenges/cinema.yml", "name_de: Kino", "name_de: ''\nname: Kino", "name_de"),
        ("supporters/network.yml", "- id: dorfladen-netzwerk", "- id: leader", "already taken"),
        ("supporters/network.yml", "website: https://", "website: www.", "website"),
        ("twins.yml", "litter-and-waste", "litter", "no challenge or solution 'litter'"),
        ("about.yml", "compiled_on: 2026-11-22", "compiled_on: gestern", "compiled_on"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(blueprints: Path, name: str, old: str, new: str, reason: str) -> None:
    line = change(blueprints / name, old, new)
    with pytest.raises(ContentError) as caught:
        read(blueprints)
    assert caught.value.file == blueprints / name
    assert reason in str(caught.value)
    assert abs(caught.value.line - line) <= 3 or caught.value.line == 1


def test_a_source_of_a_fact_must_stand_among_the_sources(blueprints: Path) -> None:
    file = blueprints / EXAMPLE
    change(file, "steps:", "steps:\n  - when: 2020\n    text: Neu.\n    sources: ['https://new.example']")
    with pytest.raises(ContentError, match=r"`sources` lacks https://new\.example"):
        read(blueprints)


def test_a_saying_for_no_challenge_is_refused(blueprints: Path) -> None:
    line = change(blueprints / "sayings.yml", "cinema:", "cinemas:")
    with pytest.raises(ContentError, match="no challenge 'cinemas'") as caught:
        Library.load(blueprints)
    assert caught.value.line == line


def test_a_missing_folder_is_told(blueprints: Path) -> None:
    for file in (blueprints / "examples").iterdir():
        file.unlink()
    with pytest.raises(ContentError, match=r"holds no \.yml file"):
        read(blueprints)


def test_a_file_that_is_no_mapping_is_told(blueprints: Path) -> None:
    (blueprints / "challenges" / "cinema.yml").write_text("- nur eine Liste\n", "utf8")
    with pytest.raises(ContentError):
        read(blueprints)
