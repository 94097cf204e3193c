"""Publishes the commands for everybody, so that Telegram shows them behind "/"; groups get a shorter list."""

from __future__ import annotations

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.menu import Command, commands
from bot.texts import Texts

log = structlog.get_logger(__name__)


async def publish(bot: Bot, texts: Texts) -> None:
    """Both lists. Where Telegram refuses, the old lists stay; typed commands work all the same."""
    listed = [command for command in commands() if command.listed]
    try:
        await bot.set_my_commands(_shown(listed, texts), scope=BotCommandScopeAllPrivateChats())
        rooms = [command for command in listed if command.room]
        await bot.set_my_commands(_shown(rooms, texts), scope=BotCommandScopeAllGroupChats())
    except TelegramError as error:
        log.warning("commands_not_published", error=str(error))


def _shown(listed: list[Command], texts: Texts) -> list[BotCommand]:
    return [BotCommand(command.name, texts.render(command.about, {})) for command in listed]
