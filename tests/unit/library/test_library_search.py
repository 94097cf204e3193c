"""The search answers citizens' questions: the right record among the first three."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from data.library import Library
from data.library.models import Outcome
from data.library.search import sentences
from data.library.search.sentences import SHIPPED, key_of
from data.library.search.shipped import shipped_sentences

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text("utf8"))


def test_most_questions_are_answered_by_their_letters_alone(library: Library) -> None:
    hits = sum(bool({hit.id for hit in library.search(q["q"], limit=3)} & set(q["any_of"])) for q in QUESTIONS)
    assert hits / len(QUESTIONS) >= 0.93


def test_the_shipped_vectors_cover_every_sentence() -> None:
    known = sentences._read(SHIPPED)
    lacking = [sentence for sentence in shipped_sentences() if key_of(sentence) not in known]
    assert not lacking, "run `./gemeinwerk library index` and commit data/library/search/vectors.npz"
    assert SHIPPED.stat().st_size < 2_000_000


def test_a_broken_vector_file_is_made_anew(tmp_path: Path) -> None:
    broken = tmp_path / "broken.npz"
    broken.write_bytes(b"PK no archive")
    assert sentences._read(broken) == {}
    assert sentences._read(tmp_path / "missing.npz") == {}


@pytest.mark.parametrize("text", ["", "   ", "…", "🙈🙈🙈", "asdf jklö", "x" * 20000, "\x00\x01", "du bist doof"])
def test_nonsense_finds_nothing(library: Library, text: str) -> None:
    assert library.search(text) == []


def test_a_land_in_the_question_lifts_its_examples(library: Library) -> None:
    first = library.search("Dorfladen in Hessen", kinds={"example"}, limit=1)[0]
    assert library.example(first.id).states == ("Hessen",)


def test_a_land_alone_gives_its_examples(library: Library) -> None:
    hits = library.search("und in Thüringen?", limit=2)
    assert {"Thüringen"} == {state for hit in hits for state in library.example(hit.id).states}


def test_a_place_in_the_question_finds_what_happened_there(library: Library) -> None:
    ids = [hit.id for hit in library.search("Wie lief das in Jühnde mit der Wärme?", limit=3)]
    assert "bioenergiedorf-juehnde-eg" in ids


def test_ones_own_town_does_not_hide_the_topic(library: Library) -> None:
    found = library.search("Unser Freibad in Holzminden soll zumachen", kinds={"challenge"}, limit=1)
    assert found[0].id == "swimming-pool"


def test_asking_for_failures_shows_failures(library: Library) -> None:
    found = library.search("welche Dorfläden sind gescheitert", kinds={"example"}, limit=3)
    assert {library.example(hit.id).outcome for hit in found} == {Outcome.FAILURE}


def test_filters_narrow_what_is_found(library: Library) -> None:
    hits = library.search("Laden", challenge="village-shop", state="Bayern", outcome=Outcome.FAILURE, limit=20)
    assert {hit.id for hit in hits} == {
        "buerger-dorfladen-landkreis-fuerth-eg",
        "dorfladen-vogtareuth-eg",
        "dorfladen-woerthsee-ug",
    }


def test_only_what_is_near_is_found(library: Library) -> None:
    (munich,) = library.places.find("München")
    hits = library.search("Wirtshaus", near=munich, within_km=60, limit=20)
    distances = [library.distance_km(library.example(hit.id), munich) for hit in hits]
    assert hits
    assert all(distance is not None and distance <= 60 for distance in distances)


def test_the_same_question_gives_the_same_answer(library: Library) -> None:
    assert library.search("Kneipe") == library.search("Kneipe")
