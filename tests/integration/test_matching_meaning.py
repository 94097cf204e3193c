"""Free words become skills by the real sentence encoder."""

import pytest

from community.matching.meaning import Meanings
from data.language import encoder

VOCABULARY = {
    "carpentry": ("Schreinern und Zimmern", "Schreiner", "Holzarbeiten"),
    "electrics": ("Elektrik", "Elektriker", "Strom verlegen"),
    "accounts": ("Buchhaltung", "Kassenführung"),
    "cooking": ("Kochen", "Koch"),
    "nursing": ("Pflege", "Krankenpflege"),
}


@pytest.fixture(scope="module")
def meanings() -> Meanings:
    if encoder() is None:
        pytest.skip("the sentence encoder is missing: sh deploy/setup.sh dev")
    return Meanings(VOCABULARY)


def test_a_named_skill_counts_fully_and_alone(meanings: Meanings) -> None:
    assert meanings.skills_in("Ich bin gelernter Elektriker und habe Zeit.") == {"electrics": 1.0}


@pytest.mark.parametrize(
    ("words", "skill"),
    [
        ("kann gut mit Holz", "carpentry"),
        ("kann gut mit Strom", "electrics"),
        ("Kassenwart im Verein", "accounts"),
        ("kümmere mich um alte Leute", "nursing"),
    ],
)
def test_a_free_word_counts_for_the_skill_it_means(meanings: Meanings, words: str, skill: str) -> None:
    found = meanings.skills_in(words)
    assert next(iter(found), None) == skill, found
    assert all(0 < surely <= 1 for surely in found.values())


@pytest.mark.parametrize("words", ["", "🙂🙂", "morgen um drei", "habe einen Traktor"])
def test_what_means_no_skill_gives_none(meanings: Meanings, words: str) -> None:
    assert meanings.skills_in(words) == {}
