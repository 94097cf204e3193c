"""The score against a formula written out pair by pair, in plain Python and double precision."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.matching.market import Market, best_people
from community.matching.reasons import reasons
from community.matching.sides import Person, Project
from community.matching.weights import weights

SKILLS, TOPICS, TONGUES, ACCESS = (
    ("holz", "strom", "kasse", "kochen"),
    ("bad", "laden", "wald"),
    ("de", "tr"),
    ("eben",),
)
PLACES = st.one_of(st.none(), st.tuples(st.sampled_from([50.0, 50.1, 50.35, 51.2]), st.sampled_from([9.0, 9.15, 9.7])))
SOME = {"languages": st.frozensets(st.sampled_from(TONGUES)), "access": st.frozensets(st.sampled_from(ACCESS))}
MOMENTS = {"times": st.integers(0, 2**28 - 1), "days_quiet": st.integers(0, 90), "asked": st.integers(0, 9)}


def people() -> st.SearchStrategy[Person]:
    sure = st.dictionaries(st.sampled_from(SKILLS), st.sampled_from([0.0, 0.5, 0.73, 1.0]))
    interests = st.frozensets(st.sampled_from(TOPICS))
    radius = st.sampled_from([None, 0.0, 7.3, 33.3, 500.0])
    return st.builds(Person, st.integers(1, 999), sure, interests, PLACES, radius, **MOMENTS, **SOME)


def projects() -> st.SearchStrategy[Project]:
    needs, topics = st.frozensets(st.sampled_from(SKILLS)), st.frozensets(st.sampled_from(TOPICS))
    return st.builds(Project, st.integers(1, 999), needs, topics, PLACES, **MOMENTS, **SOME)


def kilometres(person: Person, project: Project) -> float | None:
    if person.place is None or project.place is None:
        return None
    north = (project.place[0] - person.place[0]) * 111.195
    east = (project.place[1] - person.place[1]) * 111.195 * math.cos(math.radians(person.place[0]))
    return math.hypot(north, east)


def excluded(person: Person, project: Project) -> bool:
    far, radius = kilometres(person, project), weights().radius_km if person.radius_km is None else person.radius_km
    return (
        (far is not None and far > radius)
        or bool(person.times and project.times and not person.times & project.times)
        or bool(person.languages and project.languages and not person.languages & project.languages)
        or not person.access <= project.access
    )


def by_hand(person: Person, project: Project) -> float | None:
    """The formula of docs/matching.md; None where the two do not fit."""
    share, half = weights().weights, weights().fresh_days
    able = (
        sum(round(person.skills.get(n, 0) * 100) / 100 for n in project.needs) / len(project.needs)
        if project.needs
        else 1
    )
    touched = len(person.interests & project.topics) / len(project.topics) if project.topics else 0
    if excluded(person, project) or (able == 0 and touched == 0):
        return None
    far, radius = kilometres(person, project), weights().radius_km if person.radius_km is None else person.radius_km
    near = 1 - far / radius if far is not None and radius > 0 else 0
    free = 1.0
    if project.times:
        free = (person.times & project.times).bit_count() / project.times.bit_count() if person.times else 0.5
    fresh = 0.5 ** (person.days_quiet / half) * 0.5 ** (project.days_quiet / half)
    fair = 1 / (1 + person.asked) / (1 + project.asked)
    parts = (able, touched, near, free, fresh, fair)
    counts = (share.skills, share.interests, share.distance, share.times, share.freshness, share.fairness)
    return sum(part * count for part, count in zip(parts, counts, strict=True))


@given(people(), st.lists(projects(), max_size=12, unique_by=lambda p: p.id))
def test_the_best_projects_are_those_of_the_formula_pair_by_pair(person: Person, some: list[Project]) -> None:
    expected = {p.id: by_hand(person, p) for p in some}
    fitting = sorted((score for score in expected.values() if score is not None), reverse=True)
    found = Market(some).best_for(person, 5)
    assert [match.score for match in found] == pytest.approx(fitting[:5], abs=1e-5)
    assert all(match.score == pytest.approx(expected[match.id], abs=1e-5) for match in found)


@given(st.lists(people(), max_size=12, unique_by=lambda p: p.id), projects())
def test_a_project_and_its_people_see_the_same_score(some: list[Person], project: Project) -> None:
    for match in best_people(project, some, 12):
        person = next(p for p in some if p.id == match.id)
        assert Market([project]).best_for(person) == [type(match)(project.id, match.score)]


@given(
    st.lists(people(), min_size=1, max_size=30), st.lists(projects(), min_size=1, max_size=30, unique_by=lambda p: p.id)
)
def test_everybody_at_once_gets_exactly_what_each_alone_gets(crowd: list[Person], some: list[Project]) -> None:
    market = Market(some)
    all_at_once = market.best_for_all(crowd, 4)
    for row, person in enumerate(crowd):
        alone = market.best_for(person, 4)
        found = [int(one) for one in all_at_once.projects[row] if one >= 0]
        assert found == [match.id for match in alone]
        assert [round(float(s), 6) for s in all_at_once.scores[row, : len(found)]] == [match.score for match in alone]


def test_equals_come_by_their_number_and_ten_of_ten_thousand() -> None:
    market = Market([Project(id=number) for number in range(10_000, 0, -1)])
    assert [match.id for match in market.best_for(Person(1))] == list(range(1, 11))


def test_nothing_and_nobody_give_nothing() -> None:
    assert Market([]).best_for(Person(1)) == []
    assert Market([]).best_for_all([Person(1)]).projects.tolist() == [[-1] * 10]
    assert best_people(Project(1), []) == []
    assert Market([Project(1)]).best_for_all([]).projects.shape == (0, 10)


def test_who_was_asked_often_stands_behind_an_equal_who_was_not() -> None:
    often, never = Person(1, {"holz": 1}, asked=4), Person(2, {"holz": 1})
    assert [match.id for match in best_people(Project(1, frozenset({"holz"})), [often, never])] == [2, 1]


@given(st.integers(0, 50), st.integers(0, 50))
def test_fairness_never_outweighs_what_somebody_can_do(asked: int, other: int) -> None:
    able, other_one = Person(1, {"holz": 1}, asked=asked), Person(2, {"strom": 1}, asked=other)
    needed = Project(1, frozenset({"holz", "strom", "kasse"}))
    both = Person(3, {"holz": 1, "strom": 1}, asked=50)
    assert best_people(needed, [able, other_one, both])[0].id == 3


def test_the_reasons_name_word_meaning_place_and_time() -> None:
    person = Person(1, {"holz": 1, "strom": 0.6}, frozenset({"bad"}), (50.0, 9.0), times=0b11)
    project = Project(1, frozenset({"holz", "strom"}), frozenset({"bad"}), (50.1, 9.0), times=0b10)
    told = {reason.text: reason.params for reason in reasons(person, project)}
    assert told == {
        "utter_match_skills": {"skills": ["holz"]},
        "utter_match_skills_meant": {"skills": ["strom"]},
        "utter_match_interests": {"interests": ["bad"]},
        "utter_match_distance": {"km": 11},
        "utter_match_times": {"slots": [1]},
    }


def test_distances_agree_with_the_library_of_places() -> None:
    from community.matching.packed import Terms, pack_people, pack_projects
    from community.matching.scoring import distances_km

    here, there = Person(1, place=(50.55, 9.68)), Project(1, place=(50.80, 9.80))
    terms = Terms.of([there])
    found = distances_km(pack_people([here], terms), pack_projects([there], terms))
    assert np.asarray(found).item() == pytest.approx(29.06, abs=0.1)
