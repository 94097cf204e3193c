"""Loads the texts of papers and clauses: YAML front matter, then Markdown with Jinja.

A broken text is a `ContentError` with file and line: front matter, Jinja syntax, a fact that no field knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import yaml
from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, nodes, pass_context
from jinja2.environment import Template
from jinja2.runtime import Context
from pydantic import BaseModel, ConfigDict

from data.content import ContentError, validate
from documents.errors import DocumentsError
from documents.fields import SECTIONS
from documents.papers.german import FILTERS
from documents.papers.sheet import markdown
from documents.papers.values import knows

FOUNDING = Path(__file__).parent.parent / "founding"
FRONT = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
PARTS = {*SECTIONS, "events"} - {"persons"}


class Meta(BaseModel):
    """The front matter of a paper. `signers`, `due` and `header` are Jinja; `condition` says when the case needs it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str
    name: str
    title: str
    header: str
    mark: str = ""
    law: date
    basis: tuple[str, ...]
    condition: str = "true"
    signers: str = ""
    due: str = ""
    court_copy: bool = False


class ClauseMeta(BaseModel):
    """The front matter of a clause. `status` as in geng.md 4; `condition` says when the record calls for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str
    title: str
    status: Literal["mandatory", "if_used", "default", "optional", "practice"]
    condition: str = "true"
    basis: tuple[str, ...]
    law: date
    note: str = ""


M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class SourceText(Generic[M]):
    """One text: its front matter, its compiled body, the answers that body and condition read."""

    path: Path
    meta: M
    body: Template
    fields: tuple[str, ...]

    def render(self, facts: Mapping[str, Any]) -> str:
        """The body as Markdown with tokens; a mistake in it is reported with its line."""
        return _guarded(self.path, self.body, facts)


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


@cache
def papers() -> tuple[SourceText[Meta], ...]:
    """All papers in the order of their file names."""
    return tuple(read(path, Meta) for path in sorted((FOUNDING / "papers").glob("*.md")))


@cache
def clauses() -> dict[str, SourceText[ClauseMeta]]:
    """All clauses by number."""
    found = (read(path, ClauseMeta) for path in sorted((FOUNDING / "clauses").glob("*.md")))
    return {text.meta.number: text for text in found}


def read(path: Path, model: type[M]) -> SourceText[M]:
    """One text from its file."""
    whole = path.read_text("utf8")
    match = FRONT.match(whole)
    if not match:
        raise ContentError(path, 1, "has no front matter", "begin the file with --- and end the front matter with ---")
    meta = _meta(path, match[1], model)
    body = "\n" * match[0].count("\n") + whole[match.end() :]
    compiled, used = _compile(path, body)
    condition = str(getattr(meta, "condition", "true"))
    return SourceText(path, meta, compiled, tuple(dict.fromkeys([*_paths(path, condition_source(condition)), *used])))


def condition_source(condition: str) -> str:
    """A condition as a template that writes a word when it holds."""
    return f"{{% if {condition} %}}yes{{% endif %}}"


@cache
def _condition(condition: str) -> Template:
    return environment().from_string(condition_source(condition))


def holds(condition: str, facts: Mapping[str, Any]) -> bool:
    """Whether the condition of a text holds for these facts."""
    return bool(_condition(condition).render(facts))


@cache
def _line(source: str) -> Template:
    return environment().from_string(source)


def line(source: str, facts: Mapping[str, Any]) -> str:
    """A single line of Jinja (a header, who signs) with tokens."""
    return _line(source).render(facts)


def _meta(path: Path, front: str, model: type[M]) -> M:
    try:
        return validate(path, yaml.safe_load(front), model)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ContentError(path, at, str(error.problem)) from error


def _compile(path: Path, body: str) -> tuple[Template, tuple[str, ...]]:
    """The compiled body (its lines are the file's) and the answers it reads."""
    used = _paths(path, body)
    code = environment().compile(body, path.stem, str(path))
    return Template.from_code(environment(), code, environment().make_globals(None)), used


def _paths(path: Path, source: str) -> tuple[str, ...]:
    """All answers named in a template; one that no field knows is an error with its line."""
    try:
        tree = environment().parse(source, path.stem, str(path))
    except TemplateSyntaxError as error:
        raise ContentError(path, error.lineno, str(error.message)) from error
    found = []
    for at, dotted in _dotted(tree):
        if not knows(dotted):
            raise ContentError(path, at, f"no field knows {dotted!r}", "see documents/founding/fields")
        found.append(dotted)
    return tuple(dict.fromkeys(found))


def _dotted(node: nodes.Node) -> Iterator[tuple[int, str]]:
    """The longest chains of attributes that begin with a part of the record."""
    chain = _chain(node)
    if chain and chain[0] in PARTS and len(chain) > 1:
        yield node.lineno, ".".join(chain)
        return
    for child in node.iter_child_nodes():
        yield from _dotted(child)


def _chain(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Name):
        return [node.name]
    if isinstance(node, nodes.Getattr) and (before := _chain(node.node)):
        return [*before, node.attr]
    return []


def _guarded(path: Path, template: Template, facts: Mapping[str, Any]) -> str:
    try:
        return template.render(facts)
    except (TemplateError, DocumentsError, TypeError) as error:
        raise ContentError(path, _line_of(error, path), str(error)) from error


def _line_of(error: BaseException, path: Path) -> int:
    """The line of the template in which it happened (Jinja puts it into the traceback)."""
    found, frame = 1, error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename == str(path):
            found = frame.tb_lineno
        frame = frame.tb_next
    return found
