"""The Jinja of the papers: strict about names, values inserted as tokens, mistakes reported with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, nodes, pass_context
from jinja2.environment import Template
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context

from data.content import ContentError
from data.suggestions import nearest
from documents.errors import DocumentsError
from documents.fields import SECTIONS, fields
from documents.papers.german import FILTERS
from documents.papers.lines import Marks
from documents.papers.sheet import markdown
from documents.papers.values import knows

ALWAYS = "true"
PARTS = {*SECTIONS, "events"} - {"persons"}


@pass_context
def _keep(context: Context, value: Any) -> Any:
    return context["sheet"].keep(value)


@cache
def environment() -> Environment:
    """Strict about unknown names; comments are written as in Markdown, because `{#` begins an anchor."""
    made = Environment(
        undefined=StrictUndefined,
        finalize=_keep,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="<!--",
        comment_end_string="-->",
        autoescape=False,  # nothing is HTML here; values never enter the text, see sheet.py
    )
    made.filters |= {**FILTERS, "markdown": markdown}
    return made


def condition_source(condition: str) -> str:
    """A condition as a template that writes a word when it holds."""
    return f"{{% if {condition} %}}yes{{% endif %}}"


@cache
def _condition(condition: str) -> Template:
    return environment().from_string(condition_source(condition))


def holds(condition: str, facts: Mapping[str, Any]) -> bool:
    """Whether the condition of a text holds for these facts."""
    if condition == ALWAYS:
        return True
    return bool(_condition(condition).render(facts))


@cache
def _line(source: str) -> Template:
    return environment().from_string(source)


def line(source: str, facts: Mapping[str, Any]) -> str:
    """A single line of Jinja (a header, who signs) with tokens."""
    return _line(source).render(facts)


def compiled(path: Path, tree: nodes.Template) -> Template:
    """The template of a body; its lines are the file's."""
    code = _marking().compile(tree, path.stem, str(path))
    return Template.from_code(_marking(), code, _marking().make_globals(None))


@cache
def _marking() -> Environment:
    """The environment of bodies: their lines stay known, see lines.py."""
    return environment().overlay(extensions=[Marks])


def parsed(path: Path, source: str) -> nodes.Template:
    """The syntax of a text; what Jinja cannot read, and a filter that is none, is an error with its line."""
    try:
        tree = _marking().parse(source, path.stem, str(path))
    except TemplateSyntaxError as error:
        hint = "close every {{, {% if %} and {% for %}"
        raise ContentError(path, error.lineno, str(error.message), hint) from error
    for used in tree.find_all(nodes.Filter):
        if used.name not in environment().filters:
            hint = nearest(used.name, FILTERS)
            raise ContentError(path, used.lineno, f"there is no filter {used.name!r}", hint)
    return tree


def answers_in(path: Path, tree: nodes.Template) -> tuple[str, ...]:
    """All answers named in a text; one that no field knows is an error with its line."""
    found = []
    for at, dotted in _dotted(tree):
        if not knows(dotted):
            raise ContentError(path, at, f"no field knows {dotted!r}", nearest(dotted, fields()))
        found.append(dotted)
    return tuple(dict.fromkeys(found))


def names_in(tree: nodes.Template) -> dict[str, int]:
    """Every name that a text expects to be given, with the first line that says it."""
    said = list(tree.find_all(nodes.Name))
    own = {name.name for name in said if name.ctx == "store"}  # also what is set in one branch only
    given = find_undeclared_variables(tree) - environment().globals.keys() - own
    return {name.name: name.lineno for name in reversed(said) if name.name in given}


def _dotted(node: nodes.Node) -> Iterator[tuple[int, str]]:
    """The longest chains of attributes that begin with a part of the record."""
    names = chain(node)
    if len(names) > 1 and names[0] in PARTS:
        yield node.lineno, ".".join(names)
        return
    for child in node.iter_child_nodes():
        yield from _dotted(child)


def chain(node: nodes.Node) -> list[str]:
    """The names of an attribute chain (`coop.name` → coop, name); empty where the node is none."""
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr) and (before := chain(node.node)):
        return [*before, node.attr]
    return []


def render(path: Path, template: Template, facts: Mapping[str, Any]) -> str:
    """The text of a template with tokens; a mistake in it is a ContentError with its line."""
    try:
        return template.render(facts)
    except (TemplateError, DocumentsError, TypeError) as error:
        hint = "the front matter and the fields of documents/founding/fields say what a text may read"
        raise ContentError(path, _line_of(error, path), str(error), hint) from error


def _line_of(error: BaseException, path: Path) -> int:
    """The line of the template in which it happened (Jinja puts it into the traceback)."""
    found, frame = 1, error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename == str(path):
            found = frame.tb_lineno
        frame = frame.tb_next
    return found
