"""What is said about blueprints stands in every tone and can be filled in from every record."""

from bot.texts import Texts
from data.library import Library
from data.library.models import Outcome

TONES = ("sie", "du", "leicht", "en")
GERMAN_ONLY = {"utter_legal_form_why", "utter_blueprints_area", "utter_blueprints_source"}
SAME_IN_EASY = {"utter_blueprints_status_sold", "utter_blueprints_status_restructured"}


def test_the_frames_of_library_and_legal_form_check_stand_in_easy_language_and_english(texts: Texts) -> None:
    frames = {name for name in texts.names() if name.startswith(("utter_blueprints_", "utter_legal_form_"))}
    for name in frames - GERMAN_ONLY:
        wanted = {"sie", "en"} if name in SAME_IN_EASY else {"sie", "leicht", "en"}
        assert wanted <= texts.tones(name), name


def test_what_a_share_usually_costs_is_what_the_library_says(library: Library, texts: Texts) -> None:
    prices = [e.share_price.eur for e in library.content.examples if e.share_price and e.share_price.eur]
    told = texts.render("utter_faq/share_amount", {})
    most = max(set(prices), key=prices.count)
    assert f"nennen {len(prices)} Beispiele" in told
    assert f"häufigsten sind {most} Euro ({prices.count(most)}-mal)" in told
    assert f"{sum(50 <= price <= 250 for price in prices)} liegen zwischen 50 und 250 Euro" in told


def test_how_often_it_failed_is_what_the_library_says(library: Library, texts: Texts) -> None:
    outcomes = [example.outcome for example in library.content.examples]
    told = texts.render("utter_faq/pros_and_cons", {})
    failed, mixed = outcomes.count(Outcome.FAILURE), outcomes.count(Outcome.MIXED)
    assert f"Von {len(outcomes)} Beispielen" in told
    assert f"{failed} gescheitert und {mixed} gemischt" in told
