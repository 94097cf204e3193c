"""Texts of the talk as HTML for the page: links to our own pages without our address, bare addresses as links."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup

from bot.markdown import to_html

LINK = re.compile(r"(<a [^>]*>.*?</a>)", re.DOTALL)
SHOWS_ADDRESS = re.compile(r"<a href=\"([^\"]*)\"([^>]*)>https?://[^<]*</a>")
ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)]")
LAST_PARAGRAPH = re.compile(r"<p>((?:(?!<p>).)*)</p>\s*\Z", re.DOTALL)


class Prose:
    """`html` gives safe HTML of a Markdown text. A last paragraph with addresses is the line of sources."""

    def __init__(self, own_address: str) -> None:
        self._own = f'href="{own_address}/'
        self.html = lru_cache(maxsize=2048)(self._html)

    def _html(self, text: str) -> Markup:
        html = to_html(text).replace(self._own, 'href="/')
        last = LAST_PARAGRAPH.search(html)
        if last and last.start() and ADDRESS.search(re.sub(r"<[^>]*>", "", last[1])):
            html = f'{html[: last.start()]}<p class="source">{last[1]}</p>'
        parts = LINK.split(html)
        parts[::2] = [ADDRESS.sub(_linked, part) for part in parts[::2]]
        return Markup(SHOWS_ADDRESS.sub(_short, "".join(parts)))


def _linked(found: re.Match[str]) -> str:
    """Both sides are escaped already: the address comes out of HTML."""
    return f'<a href="{found[0]}" rel="noopener noreferrer">{_host(found[0])}</a>'


def _short(found: re.Match[str]) -> str:
    """A link that shows its whole address shows the host."""
    return f'<a href="{found[1]}"{found[2]}>{_host(found[1])}</a>'


def _host(address: str) -> str:
    parts = urlsplit(address)
    return parts.netloc.removeprefix("www.") or parts.path
