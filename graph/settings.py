"""Every setting, with its default and unit; the only module that reads the environment.

Flags win over the environment, the environment over the env file (`CLEW_HOME/.env` or `--env-file`), and that over
the default.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import ConfigurationError


class Settings(BaseSettings):
    """The settings of one run; `load_settings` makes them."""

    model_config = SettingsConfigDict(
        env_prefix="CLEW_",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        env_ignore_empty=True,
    )

    home: Path = Field(default_factory=lambda: user_data_path("clew", appauthor=False))
    """Folder that holds the cases and `.env`; `~` is the user's home."""
    case: str | None = None
    """The case to open; None = the one used last, `example` the first time."""
    host: str = "127.0.0.1"
    """Address that the HTTP server listens on."""
    port: int = Field(default=8000, ge=1, le=65535)
    """Port that the HTTP server listens on."""
    allowed_hosts: str = ""
    """Further `host:port` values that the HTTP server answers to, separated by commas."""
    no_browser: bool = False
    """Do not open a browser."""
    extractor: str = "rules"
    """Name of the extractor: a built-in one or one of the entry-point group `clew.extractors`."""
    spacy_model: str = "en_core_web_sm"
    """spaCy model that the rules parse with; the pinned one is checked against shipped hashes."""
    query_timeout_s: float = Field(default=10.0, gt=0, le=600)
    """Seconds that one statement may take."""
    console_timeout_s: float = Field(default=5.0, gt=0, le=600)
    """Seconds that one statement of the Cypher console may take."""
    console_rows: int = Field(default=1_000, ge=1, le=100_000)
    """Rows that the Cypher console answers with at most."""
    console_bytes: int = Field(default=5_000_000, ge=1_000, le=500_000_000)
    """Bytes of JSON that the Cypher console answers with at most."""
    console_procedures: str = ""
    """Further procedures and functions that the Cypher console may call, separated by commas."""
    max_document_bytes: int = Field(default=20_000_000, ge=1_000)
    """Bytes of the largest file that `ingest` reads."""
    engine_heap: str = Field(default="512m", pattern=r"^[1-9]\d*[mg]$")
    """Memory of the embedded engine, as Java writes it."""
    engine_start_timeout_s: float = Field(default=120.0, gt=0)
    """Seconds that the embedded engine may take to start."""
    neo4j_uri: str = Field(default="", validation_alias="NEO4J_URI")
    """Bolt address of a Neo4j; empty = the embedded engine."""
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME")
    """User of that Neo4j."""
    neo4j_password: SecretStr = Field(default=SecretStr(""), validation_alias="NEO4J_PASSWORD")
    """Password of that user."""
    neo4j_database: str = Field(default="neo4j", validation_alias="NEO4J_DATABASE")
    """Database of that Neo4j."""

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        # The supervisor runs in another working directory and must find the same folder.
        try:
            return home.expanduser().absolute()
        except RuntimeError as error:
            raise ValueError(f"the home folder of {home} is not known") from error


def load_settings(flags: Mapping[str, object] | None = None, *, env_file: Path | None = None) -> Settings:
    """Settings from flags (None values are no flags), environment, env file and defaults.

    Raises ConfigurationError that names the setting and says what it may be.
    """
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    make: Callable[..., Settings] = Settings  # mypy cannot match ** with the keywords of pydantic-settings
    try:
        if env_file is None:
            env_file = make(_env_file=None, **given).home / ".env"
        elif not env_file.is_file():
            raise ConfigurationError(f"no env file at {env_file}")
        return make(_env_file=env_file, **given)
    except ValidationError as error:
        problems = "; ".join(f"{_variable(str(e['loc'][0]))}: {e['msg']}" for e in error.errors())
        raise ConfigurationError(f"settings cannot be used: {problems}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"the env file {env_file} cannot be read: {error}") from error


def _variable(field: str) -> str:
    return field.upper() if field.upper().startswith("NEO4J_") else f"CLEW_{field.upper()}"
