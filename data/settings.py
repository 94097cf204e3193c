"""All settings: name, type, default, help. This table feeds the code, `settings.example.yml`, the docs and a test.

Read from `settings.yml` in the working folder (another by GEMEINWERK_SETTINGS) and from the environment
(GEMEINWERK_<SECTION>__<KEY>; DATABASE_URL too). Unknown keys are refused with a suggestion.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from data.content import ContentError, load, validate
from data.errors import SettingsError

PREFIX = "GEMEINWERK_"


class Section(BaseModel):
    """A group of settings; what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid")


class DatabaseSettings(Section):
    """Where the data that lasts is kept."""

    url: str = Field("", description="SQLAlchemy address; empty: SQLite in var_dir. DATABASE_URL sets it too.")


class WebSettings(Section):
    """The web page."""

    host: str = Field("127.0.0.1", description="Address to listen on; behind a proxy keep 127.0.0.1.")
    port: int = Field(8080, ge=0, le=65535, description="Port of the web page; 0 takes a free one.")
    public_url: str = Field("", description="Address that people type, for links; empty: http://host:port.")


class CoreSettings(Section):
    """The conversation core (Rasa). Empty: `serve` starts its own."""

    url: str = Field("", description="Address of a core that runs elsewhere.")
    token: SecretStr = Field(SecretStr(""), description="Token of that core.")
    actions_port: int = Field(0, ge=0, le=65535, description="Loopback port of our actions; 0 takes a free one.")


class TelegramSettings(Section):
    """The Telegram bot; runs where a token is set (docs/operators.md)."""

    token: SecretStr = Field(SecretStr(""), description="Token that @BotFather gave; empty: no Telegram.")
    api_url: str = Field("https://api.telegram.org", description="Address of the Bot API; another for an own server.")
    per_second: float = Field(30, gt=0, description="Messages a second to all chats together, as Telegram allows.")
    chat_per_second: float = Field(1, gt=0, description="Messages a second to one private chat; up to three at once.")


class MatrixSettings(Section):
    """The Matrix account; runs where a homeserver is set (docs/operators.md)."""

    homeserver: str = Field("", description="Address of the homeserver, https://…; empty: no Matrix.")
    user_id: str = Field("", description="Our account, @name:server.")
    password: SecretStr = Field(SecretStr(""), description="Its password; used once, then the login is kept.")
    access_token: SecretStr = Field(SecretStr(""), description="A token instead of the password.")
    pickle_key: SecretStr = Field(SecretStr(""), description="Long random text that locks the store of keys; keep it.")


class ChainSettings(Section):
    """The chain that anchors the ledger. Empty: none; the signed list of roots is the anchor."""

    rpc_url: str = Field("", description="Address of an EVM node; empty: no chain.")
    contract: str = Field("", description="Address of our contract, with checksum.")
    id: int = Field(0, ge=0, description="Chain id that must answer; 0 takes the node's.")
    confirmations: int = Field(3, ge=1, le=1000, description="Blocks after which an epoch counts as anchored.")
    fee_cap_gwei: float = Field(100, gt=0, description="Most that a transaction may offer per gas.")
    keystore: str = Field("", description="Keystore file of the key that sends; it can do nothing but pay.")
    witness: str = Field("", description="Keystore file of a witness on this machine; empty: witnesses sign elsewhere.")
    passphrase: SecretStr = Field(SecretStr(""), description="Passphrase of these files; best by environment.")


class BackupSettings(Section):
    """The sealed backup."""

    passphrase: SecretStr = Field(SecretStr(""), description="Opens backups; by environment, never beside them.")


class OperatorSettings(Section):
    """Who runs this installation; shown in the imprint and on the privacy page."""

    municipality: str = Field("Musterhausen", description="Name of the installation's own municipality.")
    name: str = Field("", description="Who is responsible (imprint, § 5 DDG).")
    address: str = Field("", description="Postal address for the imprint.")
    email: str = Field("", description="Contact for the imprint and for data protection.")
    phone: str = Field("", description="Telephone for the imprint.")
    coach_contact: str = Field("", description="How people reach a human helper (shown after two misses).")
    letterhead: str = Field("", description="On the cover of founding papers: municipality or coach, line by line.")


class Settings(Section):
    """Everything that an operator may set."""

    var_dir: Path = Field(Path("var"), description="Folder for everything that is kept; readable by us alone.")
    log_level: str = Field("warning", pattern="^(debug|info|warning|error)$", description="What is logged to stderr.")
    database: DatabaseSettings = Field(default_factory=DatabaseSettings)
    web: WebSettings = Field(default_factory=WebSettings)
    core: CoreSettings = Field(default_factory=CoreSettings)
    telegram: TelegramSettings = Field(default_factory=TelegramSettings)
    matrix: MatrixSettings = Field(default_factory=MatrixSettings)
    chain: ChainSettings = Field(default_factory=ChainSettings)
    backup: BackupSettings = Field(default_factory=BackupSettings)
    operator: OperatorSettings = Field(default_factory=OperatorSettings)

    @property
    def database_url(self) -> str:
        """The address in force."""
        return self.database.url or f"sqlite:///{(self.var_dir / 'gemeinwerk.db').absolute()}"

    @property
    def public_url(self) -> str:
        """The address for links."""
        return (self.web.public_url or f"http://{self.web.host}:{self.web.port}").rstrip("/")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force. Raises SettingsError with file or variable, reason and suggestion."""
    given = os.environ if environment is None else environment
    path = Path(given.get(f"{PREFIX}SETTINGS", "settings.yml"))
    content: dict[str, Any] = {}
    try:
        if not path.exists() and f"{PREFIX}SETTINGS" in given:
            raise SettingsError(f"{PREFIX}SETTINGS: {path} is not there")
        if path.exists():
            content = load(path) or {}
            validate(path, content, Settings)
        return Settings.model_validate(_with_environment(content, given))
    except ContentError as error:
        raise SettingsError(str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def option_names() -> dict[str, str]:
    """Dotted name of every setting with its help."""
    return dict(_options(Settings, ""))


def _options(model: type[BaseModel], before: str) -> list[tuple[str, str]]:
    found = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += _options(inner, f"{before}{name}.")
        else:
            found.append((before + name, field.description or ""))
    return found


def _with_environment(content: dict[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    merged = {key: dict(value) if isinstance(value, dict) else value for key, value in content.items()}
    if environment.get("DATABASE_URL"):
        merged.setdefault("database", {})["url"] = environment["DATABASE_URL"]
    known = {name.upper().replace(".", "__"): name for name in option_names()}
    for variable, value in environment.items():
        if not variable.startswith(PREFIX) or variable == f"{PREFIX}SETTINGS":
            continue
        name = known.get(variable.removeprefix(PREFIX))
        if name is None:
            raise SettingsError(f"{variable}: no such setting{_close(variable, known)}")
        section, _, key = name.rpartition(".")
        (merged.setdefault(section, {}) if section else merged)[key] = value
    return merged


def _close(variable: str, known: Mapping[str, str]) -> str:
    close = difflib.get_close_matches(variable, [PREFIX + name for name in known], n=1)
    return f" (did you mean {close[0]}?)" if close else ""
