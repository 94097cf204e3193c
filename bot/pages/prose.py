"""Texts of the talk as HTML for the page: links to our own pages without our address, bare addresses as links."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup

from bot.markdown import to_html

LINK = re.compile(r"(<a [^>]*>.*?</a>)", re.DOTALL)
ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)]")
LAST_PARAGRAPH = re.compile(r"<p>((?:(?!<p>).)*)</p>\s*\Z", re.DOTALL)


class Prose:
    """`html` gives safe HTML of a Markdown text. A last paragraph with bare addresses is the line of sources."""

    def __init__(self, own_address: str) -> None:
        self._own = f'href="{own_address}/'
        self.html = lru_cache(maxsize=2048)(self._html)

    def _html(self, text: str) -> Markup:
        html = to_html(text).replace(self._own, 'href="/')
        last = LAST_PARAGRAPH.search(html)
        if last and any(ADDRESS.search(part) for part in LINK.split(last[1])[::2]):
            html = f'{html[: last.start()]}<p class="source">{last[1]}</p>'
        parts = LINK.split(html)
        parts[::2] = [ADDRESS.sub(_linked, part) for part in parts[::2]]
        return Markup("".join(parts))


def _linked(found: re.Match[str]) -> str:
    """Both sides are escaped already: the address comes out of HTML."""
    host = urlsplit(found[0]).netloc.removeprefix("www.")
    return f'<a href="{found[0]}" rel="noopener noreferrer">{host}</a>'
