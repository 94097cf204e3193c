"""Turns names of texts into sentences, by tone; all wording stands in `domain/*.yml` under `responses`.

Knows no channel: what comes out is Markdown. Values put in are escaped, so nobody's text becomes formatting.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from bot.errors import TextError
from bot.german import FILTERS, escape
from data.content import ContentError, line_of, load
from data.reply import Button, Say
from data.suggestions import nearest

FALLBACK_TONE = "sie"
VARIANT_KEYS = {"text", "metadata"}


@dataclass(frozen=True)
class RenderedButton:
    """A choice as people see it, with what a press means."""

    title: str
    note: str
    payload: str
    aside: bool


@dataclass(frozen=True)
class Rendered:
    """One message as Markdown, with its buttons."""

    text: str
    buttons: tuple[RenderedButton, ...]


class Texts:
    """All texts of the bot. `render("utter_greet", {}, "du")` falls back to Sie where a tone has no variant."""

    def __init__(self, folder: Path) -> None:
        self._environment = SandboxedEnvironment(
            undefined=StrictUndefined, finalize=escape, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self._environment.filters.update(FILTERS)
        self._environment.globals["text"] = self._include
        self._found: dict[str, dict[str, str]] = {}
        self._files: dict[str, Path] = {}
        self._included: list[tuple[Path, int, str]] = []
        for file in sorted(folder.glob("*.yml")):
            self._read(file)
        self._check_included()
        self._templates: dict[tuple[str, str], Any] = {}

    def names(self) -> set[str]:
        """The names of all texts."""
        return set(self._found)

    def tones(self, name: str) -> set[str]:
        """The tones in which a text exists."""
        return set(self._found.get(name, {}))

    def source(self, name: str, tone: str = FALLBACK_TONE) -> str:
        """A text as it stands in its file."""
        return self._found[name].get(tone) or self._found[name][FALLBACK_TONE]

    def render(self, name: str, params: dict[str, Any], tone: str = FALLBACK_TONE) -> str:
        """One text, filled in. Raises TextError with the file when it is missing or lacks a parameter."""
        try:
            return str(self._template(name, tone).render({**params, "tone": tone})).strip()
        except TemplateError as error:
            raise TextError(f"{self._files.get(name, 'domain')}: {name} ({tone}): {error}") from error

    def render_say(self, say: Say, tone: str = FALLBACK_TONE) -> Rendered:
        """A reply with its buttons."""
        buttons = tuple(self._button(button, tone) for button in say.buttons)
        return Rendered(self.render(say.say, dict(say.with_), tone), buttons)

    def _button(self, button: Button, tone: str) -> RenderedButton:
        title = self.render(button.title, dict(button.params), tone) if button.title else button.label
        note = self.render(button.note, dict(button.params), tone) if button.note else ""
        return RenderedButton(title, note, button.payload, button.aside)

    @pass_context
    def _include(self, context: Context, name: str, **params: Any) -> Any:
        """`{{ text("utter_label_x") }}` in a text: another text in the same tone, not escaped again."""
        return Markdown(self.render(name, params, str(context["tone"])))

    def _template(self, name: str, tone: str) -> Any:
        variants = self._found.get(name)
        if variants is None:
            raise TextError(f"no text is named {name!r} in domain/*.yml")
        tone = tone if tone in variants else FALLBACK_TONE
        if (name, tone) not in self._templates:
            self._templates[name, tone] = self._environment.from_string(variants[tone])
        return self._templates[name, tone]

    def _read(self, file: Path) -> None:
        content = load(file) or {}
        responses = content.get("responses") or {}
        for name, variants in responses.items():
            if name in self._found:
                other = f"{name} stands in {self._files[name]} too"
                raise ContentError(file, line_of(responses, name), other, "keep one of the two")
            self._found[name] = self._variants(file, responses, name, variants)
            self._files[name] = file

    def _variants(self, file: Path, responses: Any, name: str, variants: Any) -> dict[str, str]:
        line = line_of(responses, name)
        try:
            if strange := {key for variant in variants for key in variant} - VARIANT_KEYS:
                hint = f"put the whole text in quotes; {min(strange)!r} was read as a key of its own"
                raise ContentError(file, line, f"{name} has more than a text", hint)
            found = {(v.get("metadata") or {}).get("tone", FALLBACK_TONE): v["text"] for v in reversed(variants)}
            for variant in variants:
                self._check(file, line_of(variant, "text") - ("\n" not in variant["text"]), name, variant["text"])
        except (AttributeError, KeyError, TypeError) as error:
            raise ContentError(file, line, f"{name}: {error}", "each variant needs `text:`") from error
        if FALLBACK_TONE not in found:
            raise ContentError(file, line, f"{name} lacks its formal variant", "add one without metadata")
        return found

    def _check(self, file: Path, above: int, name: str, text: str) -> None:
        """One wording, which begins below the line `above`; the texts that it takes in are kept for the end."""
        try:
            tree = self._environment.parse(text)
        except TemplateSyntaxError as error:
            reason, hint = f"{name}: {error.message}", "close every {{, {% if %} and {% for %}"
            raise ContentError(file, above + error.lineno, reason, hint) from error
        for used in tree.find_all(nodes.Filter):
            if used.name not in self._environment.filters:
                hint = nearest(used.name, self._environment.filters)
                raise ContentError(file, above + used.lineno, f"there is no filter {used.name!r}", hint)
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "text" and isinstance(call.args[0], nodes.Const):
                self._included.append((file, above + call.lineno, str(call.args[0].value)))

    def _check_included(self) -> None:
        for file, line, name in self._included:
            if name not in self._found:
                raise ContentError(file, line, f"no text is named {name!r}", nearest(name, self._found))


class Markdown(str):
    """Text that is Markdown already and must not be escaped again."""

    __slots__ = ()
