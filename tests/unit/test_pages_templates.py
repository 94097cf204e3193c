"""The templates as files: strict CSP, no dead links, every word in `domain`, a first visit that weighs little."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.pages.assets import STATIC, Assets
from bot.pages.show import TEMPLATES
from bot.paths import DOMAIN
from bot.texts import Texts

FILES = sorted(TEMPLATES.rglob("*.html"))
NAMED = re.compile(r"""(?:label|prose)\(["'](utter_\w+)["'](\s*~)?""")
GERMAN = re.compile(r">\s*[^<>{}%]*\b(?:Sie|der|die|das|und|nicht|ist)\b[^<>{}%]*<")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_template_holds_nothing_that_the_policy_forbids(file: Path) -> None:
    html = file.read_text("utf8")
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert 'href="#"' not in html


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_template_holds_no_sentence(file: Path) -> None:
    assert not GERMAN.search(file.read_text("utf8"))


def test_every_text_that_a_template_names_exists(texts: Texts) -> None:
    names = texts.names()
    for file in FILES:
        for name, continued in NAMED.findall(file.read_text("utf8")):
            found = any(known.startswith(name) for known in names) if continued else name in names
            assert found, f"{file.name}: {name}"


def test_every_text_of_the_web_page_is_used() -> None:
    used = "".join(file.read_text("utf8") for file in [*FILES, *TEMPLATES.parent.glob("*.py")])
    starts = {name for name, continued in NAMED.findall(used) if continued} | {"utter_web_error_", "utter_web_nav_"}
    own = [
        line.strip()[:-1]
        for line in (DOMAIN / "web.yml").read_text("utf8").splitlines()
        if line.startswith("  utter_web")
    ]
    unused = [name for name in own if name not in used and not any(name.startswith(start) for start in starts)]
    assert unused == []


def test_a_file_has_its_contents_hash_in_its_address() -> None:
    assets = Assets()
    assert re.fullmatch(r"/static/look\.[0-9a-f]{12}\.css", assets.url("look.css"))


def test_scripts_and_styles_keep_to_their_budget() -> None:
    size = {file.name: file.stat().st_size for file in STATIC.iterdir()}
    assert size["talk.js"] + size["page.css"] <= 14_000
    assert size["htmx.min.js"] <= 53_000
    assert sum(size[name] for name in ("pico.classless.min.css", "look.css", "page.css", "icon.svg")) <= 105_000


def test_what_others_made_stands_beside_its_licence() -> None:
    assert "Zero-Clause BSD" in (STATIC / "htmx.LICENSE.txt").read_text("utf8")
    assert "MIT" in (STATIC / "pico.classless.min.css").read_text("utf8")[:300]
