"""A whole founding in a real browser, on the real bot: from the first question to a downloaded paper."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def served(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running bot; gives the address of its page."""
    var = tmp_path_factory.mktemp("whole")
    process = subprocess.Popen(
        [str(root / "gemeinwerk"), "serve"],
        cwd=root,
        env=os.environ | {"GEMEINWERK_VAR_DIR": str(var), "GEMEINWERK_WEB__PORT": "0"},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    found = next(filter(None, (re.search(r"answers on (http://\S+)", line) for line in process.stderr)))
    yield found[1]
    process.terminate()
    process.wait(20)
    process.stderr.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_founding_from_the_first_question_to_a_downloaded_paper(
    root: Path, served: str, screen: Any, script: bool
) -> None:
    lines = (root / "tests/conversations/dorfladen.txt").read_text("utf8").splitlines()
    shown = screen(width=1280, script=script)
    page = shown.page
    page.set_default_timeout(30_000)
    shown.begin(served, lines[0])
    for line in lines[1:]:
        answered(page, line, script)
    with page.expect_download() as download:
        page.click(".files a >> nth=0")
    assert download.value.suggested_filename.startswith("D0")
    assert download.value.path().read_bytes()[:2] == b"PK"
    assert shown.complaints == []


def answered(page: Any, line: str, script: bool) -> None:
    """Say a line and wait for its answer: a new page, or with script one more message with what follows it."""
    page.fill("#text", line)
    if not script:
        with page.expect_navigation():
            page.click("#schreiben button")
        return
    before = page.locator("#verlauf .msg.mine").count()
    page.click("#schreiben button")
    page.locator(f"#verlauf .msg.mine >> nth={before}").wait_for()
    page.locator("#verlauf .msg.mine").last.locator(
        "xpath=following-sibling::*[contains(@class, 'bot')]"
    ).first.wait_for()
