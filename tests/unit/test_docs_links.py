"""README and guides promise nothing that is not there: every link, path, command and setting in them exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.cli import cli
from data.library.loading import BLUEPRINTS, read
from data.settings import option_names
from documents.rules.table import rules

LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")
COMMAND = re.compile(r"(?<![\w/])\./gemeinwerk ([a-z][^`|\n]*)")
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.-]+(/[\w.-]+)*/?")
SETTING = re.compile(r"[a-z]+(\.[a-z_]+)+")
VARIABLE = re.compile(r"\bGEMEINWERK_([A-Z_]+)\b")
MAKE = re.compile(r"(?:^|&& |=\S+ )make ([a-z-]+)\b")
RUN_TIME = (".venv", ".tools", ".peers", "var", "models", "cache", "terminal", "files", "gemeinwerk-error.log")
"""What is not in the repository, but made by running it."""
MADE = ("settings.yml", "serve.json", "core.log", "gemeinwerk.db", "conversations.db")
SUFFIXES = (".md", ".yml", ".py", ".sh", ".toml", ".lock", ".txt", ".json", ".npz", ".css", ".log", ".db")
OTHER_VARIABLES = {"SETTINGS", "CORE_TOKEN", "CORE_DB"}
"""Where the settings stand; and what the core is given when it is started by hand (docs/understanding.md)."""


def pages(root: Path) -> list[Path]:
    return [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[Path, str]:
    """Page → text."""
    return {page: page.read_text("utf8") for page in pages(root)}


def code_of(text: str) -> Iterator[str]:
    """What stands between backticks, and the lines of fenced blocks."""
    outside, inside = FENCE.sub("", text), FENCE.findall(text)
    yield from (code for line in outside.splitlines() for code in CODE.findall(line))
    yield from (line for block in inside for line in block.splitlines())


def commands() -> dict[str, set[str]]:
    """Every command with its options: `founding build` → {"--out", …}."""

    def walk(command: object, before: str) -> Iterator[tuple[str, set[str]]]:
        for name, inner in getattr(command, "commands", {}).items():
            if getattr(inner, "commands", None):
                yield from walk(inner, f"{before}{name} ")
            else:
                yield f"{before}{name}", {option for parameter in inner.params for option in parameter.opts}

    return dict(walk(typer.main.get_command(cli), ""))


def is_path(code: str) -> bool:
    """Whether a piece of code names a file or a folder of ours."""
    if not PATH.fullmatch(code) or code.startswith(RUN_TIME) or code in MADE:
        return False
    return code.endswith(SUFFIXES) or (code.endswith("/") and code.count("/") > 1)


def known_places(root: Path, page: Path) -> list[Path]:
    """Where a path may begin: the root, the page's folder, and the folders that a page is about."""
    about = {"ledger.md": "ledger", "blueprints.md": "data/blueprints", "understanding.md": "tests/understanding"}
    return [root, page.parent, root / about.get(page.name, "")]


def test_every_relative_link_leads_somewhere(texts: dict[Path, str]) -> None:
    broken = [
        f"{page.name}: {target}"
        for page, text in texts.items()
        for target, _ in LINK.findall(text)
        if target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_path_that_is_named_exists(texts: dict[Path, str], root: Path) -> None:
    missing = [
        f"{page.name}: {code}"
        for page, text in texts.items()
        for code in code_of(text)
        if is_path(code) and not any((place / code).exists() for place in known_places(root, page))
    ]
    assert missing == []


def test_every_command_that_is_named_exists_with_its_options(texts: dict[Path, str]) -> None:
    known, wrong = commands(), []
    for page, text in texts.items():
        for said in COMMAND.findall(text):
            name = next((name for name in known if f"{said} ".startswith(f"{name} ")), None)
            options = set(re.findall(r"(?<=[\s\[])--[a-z]+", said))
            if name is None or options - known[name] - {"--help"}:
                wrong.append(f"{page.name}: ./gemeinwerk {said}")
    assert wrong == []


def test_every_word_after_make_is_a_target(texts: dict[Path, str], root: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf8"), re.MULTILINE))
    said = {(page.name, word) for page, text in texts.items() for code in code_of(text) for word in MAKE.findall(code)}
    assert {(page, word) for page, word in said if word not in targets} == set()


def test_every_setting_that_is_named_exists(texts: dict[Path, str]) -> None:
    known = set(option_names())
    sections = {name.partition(".")[0] for name in known if "." in name}
    wrong = {
        (page.name, code)
        for page, text in texts.items()
        for code in code_of(text)
        if SETTING.fullmatch(code) and code.partition(".")[0] in sections and code not in known
        if not code.endswith(SUFFIXES)
    }
    variables = {name.upper().replace(".", "__") for name in known} | OTHER_VARIABLES
    wrong |= {(p.name, v) for p, text in texts.items() for v in VARIABLE.findall(text) if v not in variables}
    assert wrong == set()


def test_the_guides_name_the_true_counts(texts: dict[Path, str], root: Path) -> None:
    content = read(BLUEPRINTS)
    counts = f"{len(content.challenges)} challenges, {len(content.solutions)} solutions, {len(content.examples)} real"
    assert counts in texts[root / "README.md"]
    assert f"{len(content.supporters)} supporters" in texts[root / "README.md"]
    assert f"{len(rules())} legal rules" in texts[root / "README.md"]
    assert f"{len(content.challenges)} Probleme" in texts[root / "docs/citizens.md"]
    assert f"{len(content.examples)} echte Beispiele" in texts[root / "docs/citizens.md"]


def test_every_guide_stands_in_the_index(texts: dict[Path, str], root: Path) -> None:
    index = texts[root / "docs/README.md"]
    assert [page.name for page in texts if page.parent.name == "docs" and f"({page.name})" not in index] == [
        "README.md"
    ]


def test_the_german_guides_keep_the_tone(texts: dict[Path, str]) -> None:
    """look/look.md 5: no exclamation marks, no "leider", no signs for gender, the formal address."""
    german = [text for page, text in texts.items() if page.name in ("citizens.md", "coaches.md", "town-halls.md")]
    found = [re.findall(r"(?<!\[)![^\[]|\bleider\b|\w[*:_]innen\b|\b(?:dein|euch|eure)\w*\b", text) for text in german]
    assert found == [[], [], []]
