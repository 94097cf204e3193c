"""The intent model by itself, on a handful of examples."""

from pathlib import Path

import numpy as np
import pytest

from nlu.core import intent_model, model_files
from nlu.core.intent_model import IntentModel, Weights, train
from nlu.core.reading import Reading, urgent_first

SAID = {
    "greet": ["hallo", "guten tag", "moin", "servus zusammen", "grüß gott"],
    "faq/cost": ["was kostet die gründung", "wie teuer ist das", "welche gebühren fallen an", "preis für den notar"],
    "ask_solution": ["unser freibad soll schließen", "der laden im dorf macht zu", "die schule wird zugemacht"],
}
TEXTS = [text for texts in SAID.values() for text in texts]
INTENTS = [intent for intent, texts in SAID.items() for _ in texts]


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return train(TEXTS, INTENTS, Weights())


def test_every_intent_has_a_probability_and_they_add_up(model) -> None:
    ranking = model.ranking("wie teuer wird das")
    assert {name for name, _ in ranking} == set(SAID)
    assert sum(share for _, share in ranking) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("GRUESS GOTT", "greet"),
        ("was kosted die grundung", "faq/cost"),
        ("das Schwimmbad soll dichtgemacht werden", "ask_solution"),
    ],
)
def test_missing_umlauts_typos_and_other_words_are_understood(model, typed: str, meant: str) -> None:
    assert model.ranking(typed)[0][0] == meant


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_said_is_no_intent_and_asks_back(model, text: str) -> None:
    reading = Reading(model.ranking(text), limit=0.4)
    assert (reading.intent, reading.confidence, reading.asks_back) == (None, 0.0, True)


@pytest.mark.parametrize("text", ["🙈🙈🙈", "x" * 20_000, "\u202e\x00", "1e309", "你好"])
def test_odd_input_is_read_like_any_other(model, text: str) -> None:
    assert np.isfinite([share for _, share in model.ranking(text)]).all()


def test_the_same_examples_give_the_same_model(model) -> None:
    again = train(TEXTS, INTENTS, Weights())
    assert again.ranking("hallo du") == model.ranking("hallo du")


def test_a_saved_model_reads_alike_and_holds_no_pickle(model, tmp_path: Path) -> None:
    model_files.save(model, tmp_path)
    assert model_files.load(tmp_path).ranking("moin") == model.ranking("moin")
    assert {file.suffix for file in tmp_path.iterdir()} == {".npz", ".json"}


def test_without_the_sentence_encoder_words_and_letters_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intent_model, "encoder", lambda: None)
    model = train(TEXTS, INTENTS, Weights())
    assert model.meaning is None
    assert model.ranking("wie teuer ist das denn")[0][0] == "faq/cost"


@pytest.mark.parametrize(
    ("intent", "confidence", "asks"),
    [("greet", 0.49, True), ("greet", 0.5, False), ("distress", 0.27, False), ("distress", 0.15, True)],
)
def test_below_the_limit_we_ask_but_a_crisis_is_heard_sooner(intent: str, confidence: float, asks: bool) -> None:
    assert Reading([(intent, confidence)], limit=0.5).asks_back is asks


def test_a_possible_crisis_comes_before_what_is_a_little_likelier_but_not_certain() -> None:
    unsure = [("ask_solution", 0.45), ("distress", 0.3), ("greet", 0.1)]
    assert [intent for intent, _ in urgent_first(unsure, limit=0.5)] == ["distress", "ask_solution", "greet"]
    assert urgent_first([("ask_solution", 0.6), ("distress", 0.3)], limit=0.5)[0][0] == "ask_solution"
    assert urgent_first([], limit=0.5) == []
