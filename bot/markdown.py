"""Markdown of our texts as plain text (terminal) and as safe HTML (web page)."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "blockquote", "code", "hr"}
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True})


def to_html(text: str) -> str:
    """Safe HTML: our few tags, links to http(s), mailto and tel only."""
    return nh3.clean(
        _parser.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


def to_plain(text: str) -> str:
    """The same words without signs of formatting; links as "title (address)"."""
    lines: list[str] = []
    _plain_blocks(_parser.parse(text), lines)
    return "\n".join(lines).strip("\n")


def _plain_blocks(tokens: list[Token], lines: list[str]) -> None:
    counters: list[int | None] = []
    prefix = ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            counters.append(None if token.type.startswith("bullet") else int(token.attrGet("start") or 1))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            counters.pop()
            if not counters:
                lines.append("")
        elif token.type == "list_item_open":
            prefix = "  " * (len(counters) - 1) + _marker(counters)
        elif token.type == "inline":
            lines.extend((prefix + _plain_inline(token.children or [])).split("\n"))
            prefix = ""
        elif token.type in ("paragraph_close", "heading_close") and not counters:
            lines.append("")
        elif token.type in ("fence", "code_block"):
            lines.extend([*token.content.rstrip("\n").split("\n"), ""])


def _marker(counters: list[int | None]) -> str:
    current = counters[-1]
    if current is None:
        return "• "
    counters[-1] = current + 1
    return f"{current}. "


def _plain_inline(tokens: list[Token]) -> str:
    parts: list[str] = []
    address = ""
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "link_open":
            address = str(token.attrGet("href") or "")
        elif token.type == "link_close" and address and address not in "".join(parts[-1:]):
            parts.append(f" ({address})")
    return "".join(parts)
