"""Teams against every possible seating of a few people; smallest teams come first."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from community.matching.sides import Person, Project
from community.matching.teams import Role, Seat, teams

SKILLS = ("holz", "strom")
HERE = Project(1, frozenset(SKILLS))
THERE = Project(2, frozenset({"holz"}))


def filled(seats: list[Seat]) -> int:
    return sum(not seat.spare for seat in seats)


def most_seats_of_smallest_teams(people: list[Person], roles: list[Role]) -> int:
    """Tried one by one: how many seats of smallest teams can be filled at all."""
    seats = [role for role in roles for _ in range(role.least)]
    best = 0
    for chosen in itertools.product([None, *people], repeat=len(seats)):
        sitting = [one for one in chosen if one is not None]
        if len({one.id for one in sitting}) == len(sitting) and all(
            one is None or one.skills.get(role.skill, 0) > 0 for one, role in zip(chosen, seats, strict=True)
        ):
            best = max(best, len(sitting))
    return best


@given(
    st.lists(st.frozensets(st.sampled_from(SKILLS)), max_size=4),
    st.integers(0, 2),
    st.integers(0, 1),
    st.integers(0, 1),
)
def test_as_many_smallest_teams_as_possible_are_seated(
    abilities: list[frozenset[str]], holz: int, strom: int, there: int
) -> None:
    people = [Person(number, dict.fromkeys(can, 1.0)) for number, can in enumerate(abilities, 1)]
    roles = [Role(1, "holz", holz, 2), Role(1, "strom", strom, 2), Role(2, "holz", there, 3)]
    seats = teams(people, [HERE, THERE], roles)
    assert filled(seats) == most_seats_of_smallest_teams(people, roles)
    assert len({seat.person for seat in seats}) == len(seats), "a person has one seat"
    assert all(people[seat.person - 1].skills[seat.skill] == 1 for seat in seats)


def test_the_second_project_gets_its_first_helper_before_the_first_gets_a_second() -> None:
    near = [Person(1, {"holz": 1}, place=(50.0, 9.0)), Person(2, {"holz": 1}, place=(50.0, 9.0))]
    here, far = Project(1, frozenset({"holz"}), place=(50.0, 9.0)), Project(2, frozenset({"holz"}), place=(50.15, 9.0))
    seats = teams(near, [here, far], [Role(1, "holz", 1, 2), Role(2, "holz", 1, 2)])
    assert [(seat.project, seat.spare) for seat in seats] == [(1, False), (2, False)]


def test_who_has_both_skills_sits_where_nobody_else_can() -> None:
    both, carpenter = Person(1, {"holz": 1, "strom": 1}), Person(2, {"holz": 1})
    seats = teams([both, carpenter], [HERE], [Role(1, "holz", 1, 1), Role(1, "strom", 1, 1)])
    assert {(seat.skill, seat.person) for seat in seats} == {("strom", 1), ("holz", 2)}


def test_nobody_and_no_seats_give_no_team() -> None:
    assert teams([], [HERE], [Role(1, "holz", 1, 1)]) == []
    assert teams([Person(1, {"holz": 1})], [HERE], []) == []
    assert teams([Person(1)], [HERE], [Role(1, "holz", 1, 1)]) == []
