"""Places and Länder as people name them."""

from pathlib import Path

import pytest

from data.language import words
from data.places import Place, PlaceError, Places, distance_km, state_named, states, states_in


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load()


def test_the_table_holds_the_german_places(places: Places) -> None:
    assert len(places.all) == 11866
    assert {place.state for place in places.all} == {state.name for state in states()}


@pytest.mark.parametrize("said", ["Jülich", "juelich", "JÜLICH", " Jülich "])
def test_a_name_is_found_however_it_is_written(places: Places, said: str) -> None:
    assert [(place.name, place.state) for place in places.find(said)] == [("Jülich", "Nordrhein-Westfalen")]


def test_several_places_of_one_name_come_back_biggest_first(places: Places) -> None:
    found = places.find("Neustadt")
    assert len(found) > 10
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)
    assert places.likely("Neustadt") is None


def test_a_land_tells_namesakes_apart(places: Places) -> None:
    assert [place.name for place in places.find("Neustadt", "Rheinland-Pfalz")] == [
        "Neustadt an der Weinstraße",
        "Neustadt/Westerwald",
    ]


def test_the_far_bigger_namesake_is_meant(places: Places) -> None:
    meant = places.likely("Frankfurt")
    assert meant is not None
    assert meant.name == "Frankfurt am Main"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Krumbach (Schwaben)", "Krumbach"),
        ("Hann. Münden", "Hannoversch Münden"),
        ("München", "München"),
        ("Greifswald", "Universitäts- und Hansestadt Greifswald"),
    ],
)
def test_additions_and_other_names_are_understood(places: Places, said: str, name: str) -> None:
    assert places.find(said)[0].name == name


def test_an_unknown_name_gives_nothing_and_near_spellings(places: Places) -> None:
    assert places.find("Nörten-Hardenbreg") == []
    assert places.similar("Nörten-Hardenbreg")[0].name == "Nörten-Hardenberg"
    assert places.find("") == []
    assert places.find("x" * 20000) == []


def test_distances_are_those_of_the_map(places: Places) -> None:
    cologne, munich = places.find("Köln")[0], places.find("München")[0]
    assert distance_km(cologne, munich) == pytest.approx(456, abs=3)
    assert distance_km(cologne, cologne) == 0


def test_the_nearest_place_to_a_point_is_found(places: Places) -> None:
    assert places.nearest(50.92, 6.36).name == "Jülich"


def test_places_are_seen_inside_a_sentence(places: Places) -> None:
    ((start, end, found),) = places.mentioned("Unser Freibad in Bad Gandersheim macht zu")
    assert (start, end, found[0].name) == (3, 5, "Bad Gandersheim")


def test_everyday_words_are_not_read_as_places(places: Places) -> None:
    found = places.mentioned("in wissen und aus Holz, nach Essen, in Not, bei Regen")
    assert [(start, end) for start, end, _ in found] == [(6, 7)]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("NRW", "Nordrhein-Westfalen"),
        ("meck-pomm", "Mecklenburg-Vorpommern"),
        ("BY", "Bayern"),
        ("Ländle", "Baden-Württemberg"),
        ("sachsen anhalt", "Sachsen-Anhalt"),
    ],
)
def test_a_land_is_known_by_its_other_names(said: str, name: str) -> None:
    assert state_named(said) == name


def test_the_longest_land_in_a_sentence_wins() -> None:
    found = [name for _, _, name in states_in(words("in Sachsen-Anhalt, Niedersachsen oder in Sachsen"))]
    assert found == ["Sachsen-Anhalt", "Niedersachsen", "Sachsen"]


def test_a_broken_table_is_told_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "places.tsv"
    table.write_text("# head\nJülich\tNW\t50.9\n", "utf8")
    with pytest.raises(PlaceError, match=r"places\.tsv:2"):
        Places.load(table)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match="cannot be read"):
        Places.load(tmp_path / "nowhere.tsv")


def test_a_place_answers_to_every_one_of_its_names() -> None:
    place = Place("Neustadt an der Aisch", "Bayern", 49.6, 10.6, 12448, ("Neustadt a.d. Aisch",))
    assert place.names == {"neustadt an der aisch", "neustadt", "neustadt a d aisch"}
