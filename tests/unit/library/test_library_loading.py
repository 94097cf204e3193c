"""A broken blueprint file is told with file, line, reason and suggestion; nothing half-way is loaded."""

from pathlib import Path

import pytest

from data.content import ContentError
from data.library import Library
from data.library.loading import read

EXAMPLE, CHALLENGE, NETWORK = "examples/teich-eg.yml", "challenges/village-pond.yml", "supporters/network.yml"


def change(file: Path, old: str, new: str) -> int:
    """Replace the first `old`; the line where it stood."""
    text = file.read_text("utf8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf8")
    return text[: text.index(old)].count("\n") + 1


def test_a_small_library_is_read(small: Path) -> None:
    content = read(small)
    assert [example.id for example in content.examples] == ["teich-eg"]
    assert content.examples[0].steps[0].when == "2012"


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (EXAMPLE, "outcome: success", "outcome: great", "outcome"),
        (EXAMPLE, "founded:", "foundet:", "did you mean 'founded'"),
        (EXAMPLE, "[village-pond]", "[village-ponds]", "did you mean 'village-pond'"),
        (EXAMPLE, "[pond-coop]", "[lake]", "no solution 'lake'"),
        (EXAMPLE, "[village-pond]", "[village-fountain]", "belongs to 'village-pond'"),
        (EXAMPLE, "id: teich-eg", "id: teich", "name the file after its id"),
        (EXAMPLE, "states: [Hessen]", "states: [Hesse]", "states"),
        (EXAMPLE, "checked_on: 2026-11-25", "checked_on: 30.02.2026", "checked_on"),
        (EXAMPLE, "    text: Gründung.", "    text: ''", "text"),
        (EXAMPLE, "    sources: [https://a.example]", "    sources: [https://b.example]", "`sources` lacks https://b"),
        (EXAMPLE, "    sources: [https://a.example]", "    sources: []", "sources"),
        (CHALLENGE, "min_eur: 100", "min_eur: 900", "min_eur is above max_eur"),
        (CHALLENGE, "id: pond-coop", "id: Pond Coop", "id"),
        (CHALLENGE, "risks_de: [Trockenheit]", "risks_de: []", "risks_de"),
        (NETWORK, "id: teich-netz", "id: teich-eg", "already taken"),
        (NETWORK, "merged_ids: [teiche]", "merged_ids: [pond-coop]", "already taken"),
        (NETWORK, "website: https://", "website: www.", "website"),
        (NETWORK, "kind: network", "kind: club", "kind"),
        ("twins.yml", "village-fountain", "fountain", "no challenge or solution 'fountain'"),
        ("areas.yml", "village-fountain:", "fountain:", "'fountain' is no challenge"),
        ("areas.yml", "village-fountain:", "village-fountains:", "did you mean 'village-fountain'"),
        ("areas.yml", ", village-fountain: Brunnen", "", "no area holds 'village-fountain'"),
        ("about.yml", "compiled_on: 2026-11-22", "compiled_on: gestern", "compiled_on"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(small: Path, name: str, old: str, new: str, reason: str) -> None:
    line = change(small / name, old, new)
    with pytest.raises(ContentError) as caught:
        read(small)
    assert caught.value.file == small / name
    assert reason in str(caught.value)
    assert abs(caught.value.line - line) <= 4 or caught.value.line == 1


def test_a_saying_for_no_challenge_is_refused(small: Path) -> None:
    line = change(small / "sayings.yml", "village-fountain:", "village-well:")
    with pytest.raises(ContentError, match="no challenge 'village-well'") as caught:
        Library.load(small)
    assert caught.value.line == line


def test_a_missing_folder_is_told(small: Path) -> None:
    (small / EXAMPLE).unlink()
    with pytest.raises(ContentError, match=r"holds no \.yml file"):
        read(small)


@pytest.mark.parametrize("name", [EXAMPLE, CHALLENGE, NETWORK, "twins.yml", "areas.yml", "about.yml", "sayings.yml"])
@pytest.mark.parametrize("text", ["- nur eine Liste\n", "", "nur ein Satz\n", "{", "a: 1\na: 2\n"])
def test_a_file_of_another_shape_is_told(small: Path, name: str, text: str) -> None:
    (small / name).write_text(text, "utf8")
    with pytest.raises(ContentError):
        Library.load(small)
