"""Which line of its file each line of a rendered text came from, so that every sentence can be traced.

A Jinja extension leaves a mark behind the text of each line; `unmarked` takes the marks out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

OPEN, CLOSE = "\ue002", "\ue003"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")


class Marks(Extension):
    """Marks the text of a template, not its tags."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens, those of text marked."""
        for token in stream:
            yield Token(token.lineno, "data", _marked(token)) if token.type == "data" else token


def _marked(token: Token) -> str:
    parts = enumerate(token.value.split("\n"), token.lineno)
    return "\n".join(f"{part}{OPEN}{line}{CLOSE}" if part.strip() else part for line, part in parts)


def unmarked(text: str) -> tuple[str, list[int]]:
    """The text without marks, and for each of its lines the line of the template (0 where it has none of its own)."""
    lines = text.split("\n")
    found = (MARK.search(line) for line in lines)
    return MARK.sub("", text), [int(mark[1]) if mark else 0 for mark in found]
