"""Texts of the talk as HTML: safe, with addresses that can be followed, sources set apart."""

from __future__ import annotations

import pytest

from bot.pages.bubbles import _around_list
from bot.pages.prose import Prose


@pytest.fixture
def prose() -> Prose:
    return Prose("http://127.0.0.1:8080")


def test_a_link_to_our_own_page_works_under_every_address(prose: Prose) -> None:
    html = prose.html("[Mehr](http://127.0.0.1:8080/datenschutz)")
    assert 'href="/datenschutz"' in html


def test_a_bare_address_becomes_a_link_with_its_host(prose: Prose) -> None:
    html = prose.html("Kontakt: https://www.freibad-haenigsen.de/verein?a=1&b=2.\n\nEnde")
    assert 'href="https://www.freibad-haenigsen.de/verein?a=1&amp;b=2"' in html
    assert ">freibad-haenigsen.de</a>." in html


def test_a_link_that_is_one_already_stays_one(prose: Prose) -> None:
    html = prose.html("[https://example.org/lang](https://example.org/lang) und <https://www.example.org/a>")
    assert html.count("<a ") == 2
    assert html.count(">example.org</a>") == 2


def test_an_answer_of_one_paragraph_with_an_address_is_no_line_of_sources(prose: Prose) -> None:
    assert "source" not in prose.html("Direkt dort fragen: <https://a.de>")


def test_the_last_paragraph_with_addresses_is_the_line_of_sources(prose: Prose) -> None:
    html = prose.html("Antwort.\n\nQuellen: https://a.de · https://b.de. Geprüft am 22. November 2026.")
    assert html.startswith("<p>Antwort.</p>")
    assert '<p class="source">Quellen:' in html


def test_an_answer_without_addresses_has_no_line_of_sources(prose: Prose) -> None:
    assert "source" not in prose.html("Antwort.\n\nNoch ein Satz.")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))"]
)
def test_markup_of_people_never_becomes_markup(prose: Prose, text: str) -> None:
    html = prose.html(text)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_an_address_cannot_break_out_of_its_link(prose: Prose) -> None:
    html = prose.html('https://a.de/"onmouseover="alert(1)')
    assert "onmouseover" not in html.split("</a>")[0]


def test_what_stands_around_a_numbered_list_is_found() -> None:
    assert _around_list("Vor.\n\n1. eins\n2. zwei\n\nNach.") == ("Vor.\n", "\nNach.")
    assert _around_list("Ohne Liste.") == ("Ohne Liste.", "")
