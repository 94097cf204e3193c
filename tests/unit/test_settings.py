"""Settings: one table for code, example and docs; what is unknown is refused with a suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import SettingsError
from data.settings import option_names, read_settings


def test_the_environment_sets_every_option_by_its_name() -> None:
    settings = read_settings({"GEMEINWERK_WEB__PORT": "8090", "GEMEINWERK_VAR_DIR": "/tmp/x"})
    assert (settings.web.port, settings.var_dir) == (8090, Path("/tmp/x"))


def test_database_url_is_understood_as_is() -> None:
    assert read_settings({"DATABASE_URL": "postgresql://u@h/d"}).database_url == "postgresql://u@h/d"


def test_an_unknown_variable_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(SettingsError, match="did you mean GEMEINWERK_WEB__PORT"):
        read_settings({"GEMEINWERK_WEB__PROT": "1"})


def test_an_unknown_key_in_the_file_is_refused_with_line_and_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "settings.yml"
    path.write_text("web:\n  prot: 8080\n", "utf8")
    with pytest.raises(SettingsError, match=r"settings\.yml:2: .*did you mean 'port'"):
        read_settings({"GEMEINWERK_SETTINGS": str(path)})


def test_a_value_out_of_bounds_names_the_option() -> None:
    with pytest.raises(SettingsError, match=r"web\.port"):
        read_settings({"GEMEINWERK_WEB__PORT": "70000"})


def test_secrets_are_hidden_when_shown() -> None:
    settings = read_settings({"GEMEINWERK_CORE__TOKEN": "geheim"})
    assert "geheim" not in str(settings)


def test_every_setting_has_help() -> None:
    assert [name for name, help_text in option_names().items() if not help_text] == []
