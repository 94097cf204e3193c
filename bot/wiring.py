"""Puts the parts together: the only place, beside the command line, that knows all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette

from actions.registry import build
from actions.services import Services
from bot.action_server import action_routes
from bot.app import App, Parts
from bot.channels.base import Channel
from bot.channels.terminal import NAME as TERMINAL
from bot.channels.terminal import Terminal
from bot.channels.webchat import Webchat
from bot.cleaning import Cleaner
from bot.control import control_routes, new_token
from bot.core_client import CoreClient
from bot.core_process import CoreProcess
from bot.inbox import Inbox
from bot.memory import loading
from bot.outgoing import OutgoingRows
from bot.pages.site import Site, site_app
from bot.paths import DOMAIN, ROOT
from bot.record_turn import TurnRecorder
from bot.sender import Sender
from bot.serving import Serving
from bot.texts import Texts
from bot.training import ensure_model
from bot.turns import Turns
from data.clock import Now, system_now
from data.db import Database
from data.files import FileStore
from data.forget import citizen_of, forget
from data.library import Library
from data.migrations import upgrade
from data.people import prepare
from data.settings import Settings
from documents.content import load_all


@dataclass
class Built:
    """The app with what commands need of it."""

    app: App
    terminal: Terminal
    token: str
    inner: Serving
    web: Serving | None
    fresh: Callable[[str], Awaitable[None]]


def open_var(settings: Settings) -> Path:
    """The folder for all that is kept, for our user alone."""
    settings.var_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.var_dir.chmod(0o700)
    return settings.var_dir.absolute()


def open_database(settings: Settings) -> Database:
    """The database in its present shape, with the installation's own municipality."""
    open_var(settings)
    database = Database(settings.database_url)
    upgrade(database)
    with database.write() as session:
        prepare(session, settings.operator.municipality)
    return database


@loading()
def build_app(settings: Settings, *, web: bool, now: Now = system_now) -> Built:
    """Everything, connected but not started: all content is read and right before the core is trained."""
    load_all()
    var = open_var(settings)
    database = open_database(settings)
    files = FileStore(var / "files")
    texts = Texts(DOMAIN)
    library = Library.load(cache=var / "cache")
    library.warm()
    services = Services(database, files, library, settings, now)
    inner_app = Starlette(routes=action_routes(build(services)))
    inner = Serving(inner_app, "127.0.0.1", settings.core.actions_port)
    process, core = _core(settings, var, inner.port)
    inbox, rows = Inbox(database, now), OutgoingRows(database, files, now)
    webchat = Webchat()
    networks = [webchat, *_networks(settings, var, database, files, texts, now)] if web else []
    channels: dict[str, Channel] = {channel.name: channel for channel in networks}
    sender = Sender(rows, channels)
    turns = Turns(inbox, TurnRecorder(database, texts, now, settings.public_url), core, sender.wake)
    cleaner = Cleaner(database, files.folder, core, now)
    app = App(Parts(inbox, turns, rows, sender, channels, core, process, cleaner, [inner]))
    pages = _pages(Site(settings, texts, database, files, webchat, app, now)) if web else None
    terminal, token = Terminal(app, var / "terminal", texts.render("utter_not_saved_yet", {})), new_token()

    async def fresh(account: str) -> None:
        await asyncio.to_thread(forget_account, database, account)
        await cleaner.clean()

    if pages:
        app.parts.serving.append(pages)
    inner_app.router.routes.extend(control_routes(token, terminal.say, fresh))
    return Built(app, terminal, token, inner, pages, fresh)


def _networks(
    settings: Settings, var: Path, database: Database, files: FileStore, texts: Texts, now: Now
) -> list[Channel]:
    """The messengers that are set; their libraries cost time and memory only then."""
    found: list[Channel] = []
    if settings.telegram.token.get_secret_value():
        from bot.channels.telegram.channel import Telegram

        found.append(Telegram(settings.telegram, database, files, texts, now))
    if settings.matrix.homeserver:
        from bot.channels.matrix.channel import MatrixChannel

        found.append(MatrixChannel(settings.matrix, var, database, files, texts, now))
    return found


def _pages(site: Site) -> Serving:
    return Serving(site_app(site), site.settings.web.host, site.settings.web.port)


def forget_account(database: Database, account: str) -> None:
    """Delete the person behind a terminal account."""
    with database.write() as session:
        citizen = citizen_of(session, TERMINAL, account)
        if citizen:
            forget(session, citizen)


def _core(settings: Settings, var: Path, actions_port: int) -> tuple[CoreProcess | None, CoreClient]:
    if settings.core.url:
        return None, CoreClient(settings.core.url, settings.core.token.get_secret_value())
    process = CoreProcess(ROOT, var, ensure_model(), actions_port)
    return process, process.client
