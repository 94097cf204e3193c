"""The web page on a real port with real tables and a core that answers from a script, and a browser to look at it."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html as lxml_html

from bot.app import App, Parts
from bot.channels.webchat import Webchat
from bot.cleaning import Cleaner
from bot.core_client import CoreAnswer, CoreClient
from bot.errors import CoreError
from bot.inbox import Inbox
from bot.outgoing import OutgoingRows
from bot.pages.site import Site, site_app
from bot.paths import DOMAIN
from bot.record_turn import TurnRecorder
from bot.sender import Sender
from bot.serving import Serving
from bot.texts import Texts
from bot.turns import Turns
from data.clock import system_now
from data.db import Database
from data.files import FileStore
from data.people import prepare
from data.reply import Say
from data.settings import Settings
from data.tables.base import Table

Answer = Callable[[str, dict[str, Any]], list[Say]]


@dataclass
class ScriptedCore:
    """Answers by the typed text or the pressed payload; `wait` seconds first, or not at all."""

    answers: dict[str, list[Say]] = field(default_factory=dict)
    otherwise: list[Say] = field(default_factory=lambda: [Say(say="utter_affirm_nothing")])
    wait: float = 0.0
    down: bool = False
    heard: list[str] = field(default_factory=list)

    async def answer(self, sender: str, text: str, message_id: str, metadata: dict[str, Any]) -> CoreAnswer:  # noqa: ARG002
        self.heard.append(text)
        await asyncio.sleep(self.wait)
        if self.down:
            raise CoreError("down")
        return CoreAnswer("scripted", 0.9, tuple(self.answers.get(text, self.otherwise)))


class Shelf:
    """The running page. `url` is its address; `core` the script; `database` what it keeps."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.database = Database(settings.database_url)
        Table.metadata.create_all(self.database.engine)
        with self.database.write() as session:
            prepare(session, settings.operator.municipality)
        self.files = FileStore(folder / "files")
        self.core, self.settings, self.webchat = ScriptedCore(), settings, Webchat()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.app = self.run(self._build())
        self.url = f"http://127.0.0.1:{self.app.parts.serving[0].port}"

    now = staticmethod(system_now)

    def run(self, task: Any) -> Any:
        """Run something inside the page's own loop."""
        return asyncio.run_coroutine_threadsafe(task, self._loop).result(30)

    def stop(self) -> None:
        """End it all."""
        self.run(self.app.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self.database.close()

    async def _build(self) -> App:
        now = system_now
        texts = Texts(DOMAIN)
        inbox, rows = Inbox(self.database, now), OutgoingRows(self.database, self.files, now)
        channels = {self.webchat.name: self.webchat}
        sender = Sender(rows, channels)
        recorder = TurnRecorder(self.database, texts, now, self.settings.public_url)
        turns = Turns(inbox, recorder, self.core, sender.wake)
        nobody = CoreClient("http://127.0.0.1:9", "")
        cleaner = Cleaner(self.database, self.files.folder, nobody, now)
        app = App(Parts(inbox, turns, rows, sender, channels, nobody, None, cleaner, []))
        site = Site(self.settings, texts, self.database, self.files, self.webchat, app, now)
        app.parts.serving.append(Serving(site_app(site), "127.0.0.1", 0))
        await app.start()
        return app


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A page of its own for each test."""
    settings = Settings.model_validate({"var_dir": tmp_path, "operator": {"municipality": "Musterhausen"}})
    shelf = Shelf(tmp_path, settings)
    yield shelf
    shelf.stop()


class Plain:
    """A browser without script: follows redirects, keeps cookies, fills in forms as they stand on the page."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, follow_redirects=True, timeout=20)
        self.page: Any = None
        self.status = 0
        self.headers: httpx.Headers = httpx.Headers()

    def open(self, path: str) -> Any:
        """A page."""
        return self._at(self.http.get(path))

    def send(self, form: str, **fields: Any) -> Any:
        """The first form that this XPath finds, with its hidden fields; `files` go along as multipart."""
        found = self.page.xpath(f"//form[{form}]")[0]
        hidden = {i.get("name"): i.get("value") or "" for i in found.xpath(".//input[@type='hidden']")}
        files = fields.pop("files", None)
        return self._at(self.http.post(found.get("action"), data={**hidden, **fields}, files=files))

    def say(self, text: str, **more: Any) -> Any:
        """Words into the field of the page that is open (the start page at first)."""
        if self.page is None:
            self.open("/")
        return self.send(".//*[@id='text']", text=text, **more)

    def typed(self) -> str:
        """What stands in the field."""
        field = self.page.get_element_by_id("text")
        return str(field.get("value") if field.tag == "input" else field.text or "").strip()

    def press(self, title: str) -> Any:
        """A choice by its words."""
        button = self.page.xpath(f"//button[@name='press'][contains(normalize-space(.), '{title}')]")[0]
        return self.send(f".//button[@value='{button.get('value')}']", press=button.get("value"))

    def text(self, xpath: str = "//main") -> str:
        """What can be read, blanks tidied."""
        return " ".join(" ".join(" ".join(node.itertext()) for node in self.page.xpath(xpath)).split())

    def count(self, xpath: str) -> int:
        """How many there are."""
        return len(self.page.xpath(xpath))

    def _at(self, response: httpx.Response) -> Any:
        self.status, self.headers = response.status_code, response.headers
        self.page = lxml_html.fromstring(response.text) if response.text.strip() else None
        self.source = response.text
        return self.page


@pytest.fixture
def plain(shelf: Shelf) -> Iterator[Plain]:
    """One person's browser without script."""
    plain = Plain(shelf.url)
    yield plain
    plain.http.close()


@pytest.fixture
def other(shelf: Shelf) -> Iterator[Plain]:
    """Another person's browser, or a second device."""
    other = Plain(shelf.url)
    yield other
    other.http.close()


CHROMIUM = shutil.which("chromium") or ""
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
CONTROLS = "button, [role=button], textarea, summary, input:not([type=hidden]):not([type=checkbox])"
AXE = Path(__file__).with_name("vendor") / "axe.min.js"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for a module; it goes with it, since it holds this thread's event loop."""
    if not CHROMIUM:
        pytest.skip("no chromium here: apt-get update && apt-get install -y --no-install-recommends chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@dataclass
class Screen:
    """A page in the browser; everything that its console complains about is collected."""

    page: Any
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Collect complaints."""
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def begin(self, url: str, text: str) -> None:
        """The first message from the start page."""
        self.page.goto(url)
        self.page.fill("#text", text)
        self.page.click("main form button[type=submit]")
        self.page.wait_for_selector("#verlauf .msg.bot")

    def say(self, text: str) -> None:
        """Words and the answer to them."""
        before = self.page.locator("#verlauf .msg.bot").count()
        self.page.fill("#text", text)
        self.page.click("#schreiben button")
        self.page.wait_for_function("n => document.querySelectorAll('#verlauf .msg.bot').length > n", arg=before)

    def findings(self) -> list[str]:
        """What axe-core finds wrong (WCAG 2.2 A and AA, best practice)."""
        self.page.evaluate(AXE.read_text("utf8"))
        found = self.page.evaluate("async () => (await axe.run(document)).violations")
        return [f"{v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]

    def sideways(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def small_controls(self) -> list[str]:
        """Controls that are lower than 44 pixels."""
        return list(
            self.page.evaluate(
                """wanted => [...document.querySelectorAll(wanted)]
                .filter(e => e.offsetHeight && e.offsetHeight < 44).map(e => e.outerHTML.slice(0, 120))""",
                CONTROLS,
            )
        )


@pytest.fixture
def screen(chromium: Any) -> Iterator[Callable[..., Screen]]:
    """Opens pages: `screen(width=360, script=False, scheme="dark")`."""
    contexts = []

    def opened(*, width: int = 1280, height: int = 800, script: bool = True, scheme: str = "light") -> Screen:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, color_scheme=scheme, locale="de-DE"
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        shown = Screen(context.new_page())
        shown.watch()
        return shown

    yield opened
    for context in contexts:
        context.close()
