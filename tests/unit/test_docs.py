"""The generated parts of the documentation are as fresh as the tables they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.operate.docs import generated
from data.errors import SettingsError
from data.settings import Settings, option_names, read_settings


def test_generated_pages_have_not_drifted() -> None:
    assert [path.name for path, text in generated().items() if path.read_text("utf8") != text] == []


def test_every_setting_stands_in_the_page(root: Path) -> None:
    page = (root / "docs/settings.md").read_text("utf8")
    assert [name for name in option_names() if f"`{name}`" not in page] == []


def test_the_example_can_be_used_as_it_is(root: Path) -> None:
    settings = read_settings({"GEMEINWERK_SETTINGS": str(root / "settings.example.yml")})
    assert settings == Settings()


def test_a_settings_file_that_is_named_must_be_there() -> None:
    with pytest.raises(SettingsError, match="is not there"):
        read_settings({"GEMEINWERK_SETTINGS": "/nowhere/settings.yml"})
