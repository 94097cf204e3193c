"""How the search reads a question: topic, Land, place, failure, dialect."""

import pytest

from data.library.search.understanding import Question, Reader
from data.places import Places


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Places.load())


def topic(question: Question) -> list[str]:
    return [word for word, _ in question.topic]


def test_land_and_place_are_taken_out_of_the_topic(reader: Reader) -> None:
    question = reader.read("Gibt es in Meck-Pomm oder bei Bad Gandersheim ein Freibad?")
    assert question.states == {"Mecklenburg-Vorpommern"}
    assert "bad gandersheim" in question.towns
    assert topic(question) == ["freibad"]


def test_dialect_becomes_standard(reader: Reader) -> None:
    assert reader.read("koi Lädle meh").sentence == "kein laden mehr"


@pytest.mark.parametrize(
    ("text", "failure"),
    [("Brauerei pleite", 1.0), ("woran sind sie gescheitert", 1.0), ("wer musste aufgeben", 0.5), ("Brauerei", 0.0)],
)
def test_words_for_failure_are_heard(reader: Reader, text: str, failure: float) -> None:
    assert reader.read(text).failure == failure


def test_the_cooperative_is_taken_off_a_compound(reader: Reader) -> None:
    assert topic(reader.read("Genossenschaftsgasthaus und Ärztegenossenschaft")) == ["gasthaus", "aerzte"]


def test_words_that_fit_every_topic_count_less(reader: Reader) -> None:
    weights = dict(reader.read("Dorf Schwimmbad").topic)
    assert weights["dorf"] < weights["schwimmbad"]


@pytest.mark.parametrize(("text", "kind"), [("wer berät uns", "supporter"), ("ein Beispiel", "example"), ("Bad", "")])
def test_the_wanted_kind_is_heard(reader: Reader, text: str, kind: str) -> None:
    assert reader.read(text).kind == kind
