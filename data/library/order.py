"""The order in which examples are shown: a failure beside the successes, the well attested first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.library.examples import Example
from data.library.models import Certainty, Outcome

_CERTAINTIES = list(Certainty)


def beside_each_other(examples: Iterable[Example]) -> list[Example]:
    """Two that succeeded, then one that did not, and so on, so that the first three never hide the failures."""
    ranked = sorted(examples, key=_worth)
    succeeded = iter([example for example in ranked if example.outcome == Outcome.SUCCESS])
    others = iter([example for example in ranked if example.outcome != Outcome.SUCCESS])
    return list(_two_to_one(succeeded, others))


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
