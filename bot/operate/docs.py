"""Writes the parts of the documentation that come from tables, so that they cannot drift; a test compares them."""

from __future__ import annotations

from pathlib import Path

import typer
from pydantic import BaseModel

from bot.paths import ROOT
from data.settings import PREFIX, Settings

EXAMPLE_HEAD = """\
# All settings with their defaults. Copy to settings.yml and keep what you change; unknown keys are refused.
# Every key can also be set by environment: {prefix}<SECTION>__<KEY>. Written by `make docs`.
"""


def docs() -> int:
    """Write all generated files."""
    for path, text in generated().items():
        path.write_text(text, "utf8")
        print(path.relative_to(ROOT))
    return 0


def generated() -> dict[Path, str]:
    """Path → content of everything that is generated."""
    return {
        ROOT / "settings.example.yml": example_settings(),
        ROOT / "docs/settings.md": settings_page(),
        ROOT / "docs/command-line.md": command_page(),
    }


def example_settings() -> str:
    """The commented example that is also the default."""
    return EXAMPLE_HEAD.format(prefix=PREFIX) + "\n".join(_example_lines(Settings(), "")) + "\n"


def settings_page() -> str:
    """The table of settings."""
    rows = "\n".join(f"| `{name}` | `{shown}` | {text} |" for name, shown, text in _table(Settings(), ""))
    head = "# Settings\n\nWritten by `make docs` from `data/settings.py`. `settings.yml`, or the environment "
    head += f"(`{PREFIX}<SECTION>__<KEY>`).\n\n"
    return f"{head}| setting | default | meaning |\n|---|---|---|\n{rows}\n"


def command_page() -> str:
    """The commands with their options, as `--help` says them."""
    from bot.cli import cli

    lines = ["# The command line", "", "Written by `make docs` from `bot/cli.py`.", ""]
    lines += ["| command | does |", "|---|---|"]
    lines += [f"| `{name}` | {text} |" for name, text in _commands(typer.main.get_command(cli), "")]
    return "\n".join(lines) + "\n"


def _commands(command: object, before: str) -> list[tuple[str, str]]:
    found = []
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        if getattr(inner, "commands", None):
            found += _commands(inner, f"{before}{name} ")
        else:
            found.append((f"{before}{name}", (inner.help or "").strip().split("\n")[0]))
    return found


def _example_lines(settings: BaseModel, indent: str) -> list[str]:
    lines: list[str] = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            lines += [f"{indent}# {type(value).__doc__}", f"{indent}{name}:", *_example_lines(value, indent + "  ")]
        else:
            lines += [f"{indent}# {field.description}", f"{indent}{name}: {_yaml(value)}"]
    return lines


def _table(settings: BaseModel, before: str) -> list[tuple[str, str, str]]:
    rows = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            rows += _table(value, f"{before}{name}.")
        else:
            rows.append((before + name, _yaml(value), field.description or ""))
    return rows


def _yaml(value: object) -> str:
    text = "" if "Secret" in type(value).__name__ else str(value)
    return f'"{text}"' if not text or not text.replace(".", "").isalnum() else text
