"""Conversations as people have them: every file in `transcripts/` holds talks with what must come back.

    a sentence that says what is shown:
    - {said: "…", must: regex or list, never: …, intent: …, buttons: [titles], files: [beginnings], stored: {path: …}}

`after` says the lines of an opening first (`openings.yml`). `press` names a button by its title, `attachment` is a
kind, `file` a file in `files/`. Each answer is also looked through for signs of our innards.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from data.content import load

HERE = Path(__file__).parent
INNARDS = re.compile(r"utter_|action_|nlu_|\{\{|\{%|Traceback|Exception|\bNone\b|&lt;|&amp;")
KEYS = {"said", "press", "attachment", "file", "must", "never", "intent", "buttons", "files", "stored", "times"}
TALKS = [
    pytest.param(lines, id=f"{path.stem}: {sentence}")
    for path in sorted((HERE / "transcripts").glob("*.yml"))
    for sentence, lines in load(path).items()
]


@pytest.mark.parametrize("lines", TALKS)
def test_a_talk_goes_as_it_should(bot: Any, person: str, openings: dict[str, list[Any]], lines: list[Any]) -> None:
    for line in lines:
        if "after" in line:
            for name in line["after"].split():
                for said in openings[name]:
                    bot.say(person, said)
        else:
            assert not set(line) - KEYS, f"unknown key in {line}"
            for _ in range(line.get("times", 1)):
                _hold(bot, person, line)


def _hold(bot: Any, person: str, line: dict[str, Any]) -> None:
    file = HERE / "files" / line["file"] if "file" in line else None
    said = str(line.get("said", line.get("press", "")))
    answer = bot.say(person, said, attachment=line.get("attachment", ""), file=file)
    where = f"\n›  {said[:200]!r}  [{answer.intent}]\n{answer.text}\n{answer.buttons} {answer.files}"
    assert answer.text.strip(), f"no answer{where}"
    foreign = [found for found in INNARDS.findall(answer.text) if found not in said]
    assert not foreign, f"innards {foreign}{where}"
    for wanted in _list(line.get("must")):
        assert re.search(wanted, answer.text, re.S), f"nothing like /{wanted}/{where}"
    for unwanted in _list(line.get("never")):
        assert not re.search(unwanted, answer.text, re.S), f"something like /{unwanted}/{where}"
    assert line.get("intent") in (None, answer.intent), where
    assert set(_list(line.get("buttons"))) <= set(answer.buttons), where
    for beginning in _list(line.get("files")):
        assert any(name.startswith(beginning) for name in answer.files), where
    for path, value in (line.get("stored") or {}).items():
        stored = bot.fact(person, path)
        assert stored == value, f"stored at {path}: {stored!r}, not {value!r}{where}"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
