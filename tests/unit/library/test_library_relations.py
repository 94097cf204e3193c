"""The library by id and by what belongs together: the facts behind the six questions."""

from datetime import date

import pytest

from data.library import Library, UnknownRecord
from data.library.models import Outcome
from data.library.stale import stale


def test_every_challenge_has_solutions_and_examples(library: Library) -> None:
    for challenge in library.challenges():
        assert library.solutions_of(challenge.id), challenge.id
        assert library.examples_of(challenge.id), challenge.id
        assert library.supporters_of(challenge.id), challenge.id


def test_every_solution_has_examples(library: Library) -> None:
    without = [solution.id for solution in library.content.solutions if not library.examples_of(solution.id)]
    assert without == []


def test_a_failure_stands_among_the_first_three_examples(library: Library) -> None:
    for challenge in library.challenges():
        examples = library.examples_of(challenge.id)
        unlucky = [example for example in examples if example.outcome in (Outcome.FAILURE, Outcome.MIXED)]
        if unlucky:
            assert any(example in unlucky for example in examples[:3]), challenge.id


def test_every_record_has_sources(library: Library) -> None:
    assert [record.id for record in library.records() if not library.sources_of(record.id)] == []


def test_no_example_is_lost_by_ordering(library: Library) -> None:
    examples = library.examples_of("village-shop")
    assert len(examples) == len({example.id for example in examples}) == 13


def test_examples_are_narrowed_by_land_and_outcome(library: Library) -> None:
    found = library.examples_of("village-shop", state="Nordrhein-Westfalen", outcome="failure")
    assert [example.id for example in found] == ["dahler-dorfmarkt-eg"]


def test_examples_near_a_place_come_nearest_first(library: Library) -> None:
    (munich,) = library.places.find("München")
    found = library.examples_of("village-inn", near=munich, within_km=100)
    distances = [library.distance_km(example, munich) for example in found]
    assert distances == sorted(distances, key=lambda kilometres: kilometres or 0)
    assert all(distance is not None and distance <= 100 for distance in distances)


def test_nearly_every_municipality_has_a_place(library: Library) -> None:
    unplaced = [e.id for e in library.content.examples if e.municipality and not library.place_of(e)]
    assert sorted(unplaced) == [
        "bioboden-eg",
        "buergergenossenschaft-schleidoerfer-eg",
        "campus-go-eg",
        "stichting-oude-groninger-kerken",
    ]


def test_a_merged_supporter_is_found_by_its_earlier_id(library: Library) -> None:
    found = library.supporter("gvwe")
    assert found is not None
    assert found.id == "gv-weser-ems"
    assert library.record("gvwe") is found


def test_help_for_the_challenge_and_the_land_comes_first(library: Library) -> None:
    ids = [supporter.id for supporter in library.supporters_of("village-shop", state="Schleswig-Holstein")]
    assert ids[0] == "markttreff-sh"
    assert "bwgv" not in ids
    assert "pkmg" in ids


def test_help_with_any_founding_is_help_for_all(library: Library) -> None:
    ids = {supporter.id for supporter in library.supporters_of(None)}
    assert ids == {"genoverband", "gvb", "pkmg", "dgrv"}


def test_funders_are_programmes_banks_and_foundations(library: Library) -> None:
    ids = [supporter.id for supporter in library.funders_of("cinema")]
    assert ids == ["zukunftsprogramm-kino"]
    assert "leader" in [supporter.id for supporter in library.funders_of(None)]


def test_near_twins_are_offered_together(library: Library) -> None:
    assert [twin.id for twin in library.twins("public-parks")] == ["litter-and-waste"]
    assert [twin.id for twin in library.twins("schuelergenossenschaft")] == ["youth-student-coop"]
    assert library.twins("cinema") == []


@pytest.mark.parametrize(
    ("challenge", "usual"),
    [("swimming-pool", True), ("bildung-und-nachwuchs", True), ("library", False), ("litter-and-waste", False)],
)
def test_it_is_told_where_a_cooperative_is_not_the_usual_form(library: Library, challenge: str, usual: bool) -> None:
    assert library.cooperative_is_usual(challenge) is usual


def test_an_unknown_id_finds_nothing_or_says_what_was_meant(library: Library) -> None:
    assert library.challenge("swimming-pol") is None
    assert library.challenge("bolando-eg") is None
    assert library.examples_of("nowhere") == []
    with pytest.raises(UnknownRecord, match="did you mean swimming-pool"):
        library.record("swimming-pol")


def test_the_check_date_is_the_examples_own_or_the_librarys(library: Library) -> None:
    assert library.checked_on("kartoffelkombinat-eg") == "2026-11-25"
    assert library.checked_on("ews-schoenau-eg") == "2026-11-22"
    assert library.checked_on() == "2026-11-22"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Unser Freibad soll geschlossen werden", "swimming-pool"),
        ("gibts nen verband für freibäder", "swimming-pool"),
        ("Welche Orte haben ihr Wirtshaus selbst gekauft?", "village-inn"),
        ("ablauf bei Freibad Hänigsen", "freibad-haenigsen-eg"),
        ("nach welchem Plan sind die in Jühnde vorgegangen", "bioenergiedorf-juehnde-eg"),
        ("wie ging das bei der Kamino los", "kamino-programmkino-reutlingen-eg"),
    ],
)
def test_what_a_text_names_is_found(library: Library, text: str, found: str) -> None:
    hit = library.about(text)
    assert hit is not None
    assert hit.id == found


@pytest.mark.parametrize(
    "text",
    [
        "Und wie sind die vorgegangen?",
        "das zweite",
        "gibts das auch in Bayern",
        "gibt es das auch in Leipzig?",
        "Wer kann uns dabei beraten?",
        "Welche Förderprogramme kommen für uns in Frage?",
        "was ist daraus geworden",
        "und wer bezahlt sowas",
        "asdf jklö",
        "",
    ],
)
def test_a_follow_up_names_nothing(library: Library, text: str) -> None:
    assert library.about(text) is None


def test_land_and_place_of_a_text_are_told(library: Library) -> None:
    state, place = library.region_in("Gibt es das in Meck-Pomm, bei Schwerin?")
    assert state == "Mecklenburg-Vorpommern"
    assert place is not None
    assert place.name == "Schwerin"
    assert library.region_in("und in Neustadt?") == (None, None)
    assert library.region_in("und sonst?") == (None, None)


def test_a_figure_that_still_runs_grows_stale_after_a_year(library: Library) -> None:
    facts = stale(library, date(2026, 11, 25))
    assert {fact.reason for fact in facts} == {"figure"}
    assert ("thaler-hoehe-eg" in {fact.id for fact in facts}) is True
    assert not {fact.id for fact in facts} & {"medicus-eifler-aerzte-eg"}


def test_everything_wants_a_check_after_a_year(library: Library) -> None:
    checks = [fact for fact in stale(library, date(2027, 11, 24)) if fact.reason == "check"]
    assert len(checks) == 42 + 88 + (151 - 65) + 61
