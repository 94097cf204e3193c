"""The texts of the pages by name and tone: as plain words for labels, as HTML for prose."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup

from bot.markdown import to_html, to_plain
from bot.texts import Texts


class Words:
    """Wraps `bot.texts`. What has no parameters is rendered once."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._label = lru_cache(maxsize=1024)(self._plain)
        self._prose = lru_cache(maxsize=256)(self._html)

    def label(self, name: str, tone: str, /, **params: Any) -> str:
        """Plain words, for buttons, titles and attributes."""
        return to_plain(self._texts.render(name, params, tone)) if params else self._label(name, tone)

    def prose(self, name: str, tone: str, /, **params: Any) -> Markup:
        """Paragraphs, lists and links."""
        return Markup(to_html(self._texts.render(name, params, tone))) if params else self._prose(name, tone)

    def _plain(self, name: str, tone: str) -> str:
        return to_plain(self._texts.render(name, {}, tone))

    def _html(self, name: str, tone: str) -> Markup:
        return Markup(to_html(self._texts.render(name, {}, tone)))
