"""What a case expected and did not get, in English, for whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def differences(case: Mapping[str, Any], line: Mapping[str, Any]) -> Iterator[str]:
    """Each named result and balance of a case that came out otherwise; a refusal counts where none was expected."""
    for number, (event, gives) in enumerate(zip(case["events"], line["gives"], strict=True), start=1):
        expected = event.get("gives", {})
        if "gives" not in event and "refused" in gives:
            yield f"event {number} {event['do']}: refused {gives['refused']}"
        for key in expected:
            if not same(expected[key], gives.get(key)):
                yield f"event {number} {event['do']}: {key} is {gives.get(key)}, expected {expected[key]}"
    for key, value in case.get("expect", {}).items():
        if not same(value, line["state"].get(key)):
            yield f"at the end: {key} is {line['state'].get(key)}, expected {value}"


def same(expected: object, got: object) -> bool:
    """Equal; of a mapping only what was expected, of a list in any order."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return all(key in got and same(value, got[key]) for key, value in expected.items())
    if isinstance(expected, list) and isinstance(got, list):
        return sorted(map(str, expected)) == sorted(map(str, got))
    return expected == got
