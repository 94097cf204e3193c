"""Folding and n-grams: texts that people mean alike become alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.language import LONGEST, char_ngrams, fold, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Hänigsen", "haenigsen"),
        ("HAENIGSEN", "haenigsen"),
        ("Was heißt das??", "was heisst das"),
        ("  Café –  „Größe“  ", "cafe groesse"),
        (unicodedata.normalize("NFD", "Müller"), "mueller"),
        ("ﬁnden", "finden"),
        ("\u202eumgekehrt 🙈", "umgekehrt"),
        ("12,50 €", "12 50"),
        ("", ""),
        ("🙈🙈", ""),
    ],
)
def test_a_text_folds_to_what_its_reader_means(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_text_holds_plain_letters_digits_and_single_blanks(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert "  " not in folded
    assert folded == folded.strip()


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    assert len(fold("wort " * 20_000)) <= LONGEST


def test_words_keep_their_order() -> None:
    assert words("Unser Freibad schließt!") == ["unser", "freibad", "schliesst"]


def test_ngrams_stay_inside_a_word_and_mark_its_borders() -> None:
    assert list(char_ngrams("ab c", 2, 3)) == [" a", "ab", "b ", " ab", "ab ", " c", "c ", " c "]
