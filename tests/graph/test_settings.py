"""Settings: flags over environment over env file over default, and a clear word when one cannot be used."""

import os
from pathlib import Path

import pytest

from graph.errors import ConfigurationError
from graph.settings import load_settings


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch, tmp_path):
    for name in [n for n in os.environ if n.startswith(("CLEW_", "NEO4J_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CLEW_HOME", str(tmp_path))


def test_there_is_a_default_for_everything():
    settings = load_settings()
    assert (settings.host, settings.port, settings.case) == ("127.0.0.1", 8000, None)
    assert settings.neo4j_uri == ""


def test_a_flag_wins_over_the_environment_and_that_over_the_env_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("CLEW_PORT=8001\nCLEW_CASE=file\nNEO4J_USERNAME=file\n")
    monkeypatch.setenv("CLEW_PORT", "8002")
    monkeypatch.setenv("CLEW_CASE", "environment")
    settings = load_settings({"port": 8003, "case": None})
    assert (settings.port, settings.case, settings.neo4j_username) == (8003, "environment", "file")


def test_the_working_directorys_env_file_is_never_read(monkeypatch, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".env").write_text("CLEW_PORT=8001\nNEO4J_URI=bolt://stranger\n")
    monkeypatch.chdir(elsewhere)
    settings = load_settings()
    assert (settings.port, settings.neo4j_uri) == (8000, "")


def test_an_env_file_that_is_named_replaces_the_one_at_home(tmp_path):
    (tmp_path / ".env").write_text("CLEW_PORT=8001\n")
    (tmp_path / "other.env").write_text("CLEW_CASE=named\n")
    settings = load_settings(env_file=tmp_path / "other.env")
    assert (settings.port, settings.case) == (8000, "named")


def test_an_env_file_that_is_named_must_be_there(tmp_path):
    with pytest.raises(ConfigurationError, match=r"no env file at .*gone\.env"):
        load_settings(env_file=tmp_path / "gone.env")


def test_an_env_file_that_is_no_text_is_said_so(tmp_path):
    (tmp_path / ".env").write_bytes(b"CLEW_CASE=\xff\xfe\n")
    with pytest.raises(ConfigurationError, match=r"\.env"):
        load_settings()


def test_an_empty_variable_is_none(monkeypatch):
    monkeypatch.setenv("CLEW_PORT", "")
    assert load_settings().port == 8000


def test_home_is_absolute_and_knows_the_tilde(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLEW_HOME", "~/clew")
    assert load_settings().home == tmp_path / "clew"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEW_HOME", "here")
    assert load_settings().home == Path(os.getcwd()) / "here"


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("CLEW_PORT", "eighty", "CLEW_PORT: .*integer"),
        ("CLEW_PORT", "65536", "CLEW_PORT: .*65535"),
        ("CLEW_QUERY_TIMEOUT_S", "0", "CLEW_QUERY_TIMEOUT_S: .*greater than 0"),
        ("CLEW_ENGINE_HEAP", "lots", "CLEW_ENGINE_HEAP"),
        ("CLEW_NO_BROWSER", "perhaps", "CLEW_NO_BROWSER: .*boolean"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(monkeypatch, variable, value, said):
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError, match=said):
        load_settings()


def test_a_password_is_not_shown():
    settings = load_settings({"neo4j_password": "pssst"})
    assert "pssst" not in repr(settings)
    assert settings.neo4j_password.get_secret_value() == "pssst"
