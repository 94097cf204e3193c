"""Loads the texts of papers and clauses: YAML front matter, then Markdown with Jinja.

A broken text is a `ContentError` with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import yaml
from jinja2 import nodes
from jinja2.environment import Template
from pydantic import BaseModel, ConfigDict

from data.content import ContentError, syntax_error, text_of, validate
from documents.fields import PhaseName
from documents.papers import templates

FOUNDING = Path(__file__).parent.parent / "founding"
JINJA = ("condition", "header", "signers", "where", "due")
FRONT = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)


class Meta(BaseModel):
    """The front matter of a paper. `condition` says when the case needs it, `phase` in which phase it is used.

    `signers`, `where`, `due` and `header` are Jinja. `court_copy`: it is filed and becomes public. `confidential`: it
    holds private data beyond names. `precheck`: before the invitation it goes to the audit association as a draft.
    `lists`: it lists the other papers and is made after them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str
    name: str
    title: str
    header: str
    mark: str = ""
    law: date
    basis: tuple[str, ...]
    phase: PhaseName
    condition: str = templates.ALWAYS
    signers: str = ""
    where: str = ""
    due: str = ""
    court_copy: bool = False
    confidential: bool = False
    precheck: bool = False
    lists: bool = False


class ClauseMeta(BaseModel):
    """The front matter of a clause. `status` as in geng.md 4; `condition` says when the record calls for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str
    title: str
    status: Literal["mandatory", "if_used", "default", "optional", "practice"]
    condition: str = templates.ALWAYS
    basis: tuple[str, ...]
    law: date
    note: str = ""


M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class SourceText(Generic[M]):
    """One text: its front matter, its compiled body, the answers that body and condition read.

    `names`: what it expects to be given, with the first line that says it.
    """

    path: Path
    meta: M
    body: Template
    fields: tuple[str, ...]
    names: Mapping[str, int]

    def render(self, facts: Mapping[str, Any]) -> str:
        """The body as Markdown with tokens; a mistake in it is reported with its line."""
        return templates.render(self.path, self.body, facts)


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
    whole = text_of(path)
    match = FRONT.match(whole)
    if not match:
        raise ContentError(path, 1, "has no front matter", "begin the file with --- and end the front matter with ---")
    meta = _meta(path, match[1], model)
    body = templates.parsed(path, "\n" * match[0].count("\n") + whole[match.end() :])
    front = _front_trees(path, match[1], meta)
    used = [*templates.answers_in(path, front["condition"]), *templates.answers_in(path, body)]
    names = {name: line for tree in (body, *front.values()) for name, line in templates.names_in(tree).items()}
    return SourceText(path, meta, templates.compiled(path, body), tuple(dict.fromkeys(used)), names)


def _front_trees(path: Path, front: str, meta: BaseModel) -> dict[str, nodes.Template]:
    """The syntax of what is Jinja in the front matter, on its lines of the file."""
    said = {key: str(getattr(meta, key, "")) for key in JINJA}
    said["condition"] = templates.condition_source(said["condition"])
    return {key: templates.parsed(path, "\n" * (_line_of(front, key) - 1) + source) for key, source in said.items()}


def _meta(path: Path, front: str, model: type[M]) -> M:
    try:
        return validate(path, yaml.load(front, Loader=yaml.CSafeLoader), model)
    except yaml.YAMLError as error:
        raise syntax_error(path, error, before=1) from error
    except ContentError as error:
        raise ContentError(path, _line_of(front, error.reason), error.reason, error.suggestion) from error


def _line_of(front: str, reason: str) -> int:
    """The line of the key that a reason begins with; the front matter stands from the second line on."""
    key = reason.partition(":")[0].partition(".")[0]
    return next((at for at, line in enumerate(front.split("\n"), 2) if line.startswith(f"{key}:")), 1)
