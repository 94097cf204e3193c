"""The order in which things are shown: a failure beside the successes, the well attested and the near help first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.library.examples import Example
from data.library.models import Certainty, Outcome
from data.library.supporters import Supporter
from data.places import StateName

_CERTAINTIES = list(Certainty)


def beside_each_other(examples: Iterable[Example]) -> list[Example]:
    """Two that succeeded, then one that did not, and so on, so that the first three never hide the failures."""
    ranked = sorted(examples, key=_worth)
    succeeded = iter([example for example in ranked if example.outcome == Outcome.SUCCESS])
    others = iter([example for example in ranked if example.outcome != Outcome.SUCCESS])
    return list(_two_to_one(succeeded, others))


def nearest_help_first(
    supporters: Iterable[Supporter], challenge_id: str | None, state: StateName | None
) -> list[Supporter]:
    """Those for this challenge before those for all; those of the Land before nationwide ones before other Länder's."""

    def distance(supporter: Supporter) -> tuple[bool, int]:
        near = 0 if state in supporter.states else 1 if not supporter.states else 2
        return challenge_id not in supporter.challenge_ids, near

    return sorted(supporters, key=distance)


def _two_to_one(many: Iterator[Example], few: Iterator[Example]) -> Iterator[Example]:
    while True:
        three = [example for source in (many, many, few) if (example := next(source, None))]
        if not three:
            return
        yield from three


def _worth(example: Example) -> tuple[int, int, bool, int]:
    """Failures before the undecided, well attested first, cooperatives first, much told first."""
    undecided = [Outcome.FAILURE, Outcome.MIXED, Outcome.OPEN, Outcome.SUCCESS].index(example.outcome)
    told = len(example.steps) + len(example.results)
    return undecided, _CERTAINTIES.index(example.certainty), not example.is_eg, -told
