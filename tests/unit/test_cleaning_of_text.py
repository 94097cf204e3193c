"""What people paste is cleaned once, at the door; what they can see stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.cleaning import clean, clean_deep, clean_line

CASES = {
    "a soft hyphen vanishes": ("Muster\u00adhausen", "Musterhausen"),
    "a zero-width blank vanishes": ("Muster\u200bhausen\ufeff", "Musterhausen"),
    "direction marks vanish": ("\u200e12.03.25\u202c, 18:04", "12.03.25, 18:04"),
    "a ligature becomes letters": ("o\ufb03ziell, Tre\ufb00punkt", "offiziell, Treffpunkt"),
    "a combining mark joins its letter": ("fu\u0308hrt", "führt"),
    "a vertical tab is a blank": ("Förderung\x0bdurch", "Förderung durch"),
    "a form feed beside a blank gives one blank": ("Laden\x0c mit", "Laden mit"),
    "a line separator is a blank": ("nahe\u2028Versorgung", "nahe Versorgung"),
    "control characters vanish": ("im\x00\x01 Ort", "im Ort"),
    "a lone surrogate vanishes": ("a\ud800b", "ab"),
    "a no-break blank is a blank": ("Otto\u00a0Emil", "Otto Emil"),
    "a narrow blank before the euro sign stays": ("100,00\u202f€", "100,00\u202f€"),
    "a no-break hyphen is a hyphen": ("Paket\u2011station", "Paket-station"),
    "ends are trimmed": (" Musterstraße 3\t\n", "Musterstraße 3"),
    "line breaks and tabs inside stay": ("Max\tMuster\r\nEva", "Max\tMuster\nEva"),
    "emoji keep their joiner": ("👩‍👧", "👩‍👧"),
    "a joiner between Latin letters vanishes": ("Muster\u200dhausen", "Musterhausen"),
    "rare letters stay": ("GROẞMANN Nguyễn Łukasz Yılmaz", "GROẞMANN Nguyễn Łukasz Yılmaz"),
    "markup stays text": ("<fair & nah> {{ x }} *#_@$[x]", "<fair & nah> {{ x }} *#_@$[x]"),
}

LINES = {
    "a word split at the line's end is joined": ("Versor-\ngung der Mit-\nglieder", "Versorgung der Mitglieder"),
    "a hyphen before 'und' stays": ("Vor-\nund Nachteile", "Vor- und Nachteile"),
    "a hyphen inside a line stays": ("Vor- und Nachteile", "Vor- und Nachteile"),
    "a hyphen before a capital stays": ("E-\nMail", "E-Mail"),
    "blanks are single": ("a  b\n\tc", "a b c"),
}


@pytest.mark.parametrize(("dirty", "right"), CASES.values(), ids=CASES)
def test_text_is_cleaned(dirty: str, right: str) -> None:
    assert clean(dirty) == right


@pytest.mark.parametrize(("dirty", "right"), LINES.values(), ids=LINES)
def test_a_line_is_cleaned(dirty: str, right: str) -> None:
    assert clean_line(dirty) == right


def test_every_text_in_a_json_value_is_cleaned() -> None:
    assert clean_deep({"a\u00ad": [" x ", 1, None, True, {"b": "y\x00"}]}) == {"a": ["x", 1, None, True, {"b": "y"}]}


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaned_text_is_always_fit_for_a_file(text: str) -> None:
    clean(text).encode("utf8")
