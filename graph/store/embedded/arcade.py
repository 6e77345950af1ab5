"""ArcadeDB inside this process, through JPype: start, users, database, limits. Only the engine child uses it.

Everything said about ArcadeDB here was measured on 26.10.2.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import EngineFailed
from graph.store.embedded.limits import PREFIX, differences, wanted_limits
from graph.store.embedded.records import Credentials, EngineOptions

if TYPE_CHECKING:
    import jpype

    JavaObject: TypeAlias = jpype.JObject

DATABASE = "clew"
SCHEMA = (
    "CREATE VERTEX TYPE Entity IF NOT EXISTS",
    "CREATE PROPERTY Entity.search IF NOT EXISTS STRING",
    "CREATE INDEX entity_search IF NOT EXISTS ON Entity (search) FULL_TEXT",
)
"""What Cypher cannot say on ArcadeDB; the index answers `db.index.fulltext.queryNodes` under its name."""

JVM_OPTIONS = (
    "-XX:+UseSerialGC",
    # Late optimisation: a start costs a third less processor time, long scans end up as fast.
    "-XX:Tier4InvocationThreshold=50000",
    "-XX:Tier4MinInvocationThreshold=20000",
    "-XX:Tier4CompileThreshold=100000",
    "-XX:Tier4BackEdgeThreshold=400000",
    # Out of memory, the engine limps on and answers nobody; dead, it is started anew.
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-CreateCoredumpOnCrash",
    "-Djava.util.logging.config.file=config/logging.properties",
)
LOGGING = """\
handlers = java.util.logging.FileHandler
.level = INFO
io.undertow.level = WARNING
org.xnio.level = WARNING
org.jboss.level = WARNING
# It writes the text of every failed statement, names of people included.
com.arcadedb.bolt.level = OFF
java.util.logging.FileHandler.pattern = log/arcadedb.log
java.util.logging.FileHandler.formatter = com.arcadedb.log.LogFormatter
java.util.logging.FileHandler.limit = 2000000
java.util.logging.FileHandler.count = 2
java.util.logging.FileHandler.append = true
"""
READ = ("readRecord",)
WRITE = ("createRecord", "readRecord", "updateRecord", "deleteRecord")


@dataclass(frozen=True, slots=True)
class Arcade:
    """A running ArcadeDB with its database open."""

    server: "JavaObject"
    database: "JavaObject"
    bolt_port: int
    limits: Mapping[str, str]


def start_arcade(root: Path, options: EngineOptions, *, admin: Credentials, reader: Credentials) -> Arcade:
    """ArcadeDB at work in `root` (the working directory from now on), Bolt on a free loopback port, limits read back.

    Raises EngineFailed if ArcadeDB is not installed for this platform, does not start or does not keep a limit.
    """
    try:
        import jpype
        from arcadedb_embedded.exceptions import ArcadeDBError
        from arcadedb_embedded.jvm import start_jvm
    except ImportError as exc:
        raise EngineFailed(f"no embedded engine for this platform ({exc}); set NEO4J_URI to use a Neo4j") from exc
    os.chdir(root)
    _write_configuration(Path("config"))
    try:
        start_jvm(heap_size=options.heap, jvm_args=JVM_OPTIONS)
        return _start(root, wanted_limits(query_timeout_s=options.query_timeout_s), admin=admin, reader=reader)
    except (jpype.JException, ArcadeDBError) as exc:
        raise EngineFailed(f"ArcadeDB does not start: {exc}") from exc


def apply_limits(server: "JavaObject", database: "JavaObject", wanted: Mapping[str, str]) -> Mapping[str, str]:
    """The limits as the open database answers, after those that it remembers differently were altered.

    Raises EngineFailed if one is still not as wanted.
    """
    found = _read_limits(server, database, wanted)
    for name, value in wanted.items():
        if found[name] != value and str(_setting(name).getScope()) == "DATABASE":
            database.command("sql", f"ALTER DATABASE `{PREFIX}{name}` {value}")
    found = _read_limits(server, database, wanted)
    wrong = differences(wanted, found)
    if wrong:
        raise EngineFailed(f"the engine does not keep its limits: {wrong}")
    return found


def _write_configuration(folder: Path) -> None:
    """Users are made anew at each start, so that no old password works; of the diaries of old starts three are kept."""
    folder.mkdir(exist_ok=True)
    for old in sorted(Path("log").glob("server-event-log-*.jsonl"))[:-3]:
        old.unlink()
    (folder / "logging.properties").write_text(LOGGING, encoding="utf-8")
    (folder / "server-users.jsonl").unlink(missing_ok=True)
    groups = {
        "admin": _group(access=("updateSecurity", "updateSchema", "updateDatabaseSettings"), records=WRITE),
        "reader": _group(access=(), records=READ),
        "*": _group(access=(), records=()),
    }
    (folder / "server-groups.json").write_text(
        json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}), encoding="utf-8"
    )


def _group(*, access: tuple[str, ...], records: tuple[str, ...]) -> Mapping[str, object]:
    # A resultSetLimit would cut scans without a word, a readTimeout does not bind: both stay off.
    return {
        "access": list(access),
        "types": {"*": {"access": list(records)}},
        "resultSetLimit": -1,
        "readTimeout": -1,
    }


def _start(root: Path, limits: Mapping[str, str], *, admin: Credentials, reader: Credentials) -> Arcade:
    for name, value in limits.items():
        _setting(name).setValue(value)
    server = _start_server(root, admin)
    _create_user(server, reader, group="reader")
    database = server.getDatabase(DATABASE, True, True)
    for statement in SCHEMA:
        database.command("sql", statement)
    found = apply_limits(server, database, limits)
    return Arcade(server=server, database=database, bolt_port=_bolt_port(server), limits=found)


def _start_server(root: Path, admin: Credentials) -> "JavaObject":
    configuration = _java("com.arcadedb.ContextConfiguration")()
    for name, value in (
        ("server.rootPath", str(root)),
        ("server.rootPassword", admin.password),
        ("server.plugins", "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"),
        ("server.httpIncomingPort", "0"),
        ("bolt.port", "0"),
    ):
        configuration.setValue(PREFIX + name, value)
    server = _java("com.arcadedb.server.ArcadeDBServer")(configuration)
    server.start()
    # Nothing here speaks HTTP; without its listener the MCP door behind it is shut too.
    server.getHttpServer().stopService()
    return server


def _create_user(server: "JavaObject", user: Credentials, *, group: str) -> None:
    security = server.getSecurity()
    description = {
        "name": user.user,
        "password": str(security.encodePassword(user.password)),
        "databases": {DATABASE: [group]},
    }
    security.createUser(_java("com.arcadedb.serializer.json.JSONObject")(json.dumps(description)))


def _bolt_port(server: "JavaObject") -> int:
    for plugin in server.getPlugins():
        if plugin.getClass().getSimpleName() == "BoltProtocolPlugin":
            return int(plugin.getPort())
    raise EngineFailed("the engine started without its Bolt listener")


def _read_limits(server: "JavaObject", database: "JavaObject", names: Mapping[str, str]) -> dict[str, str]:
    sources = {"DATABASE": database.getConfiguration(), "SERVER": server.getConfiguration()}
    found = {}
    for name in names:
        setting = _setting(name)
        source = sources.get(str(setting.getScope()))
        found[name] = str(setting.getValueAsString() if source is None else source.getValueAsString(setting))
    return found


def _setting(name: str) -> "JavaObject":
    setting = _java("com.arcadedb.GlobalConfiguration").findByKey(PREFIX + name)
    if setting is None:
        raise EngineFailed(f"this version of the engine has no setting {PREFIX}{name}")
    return setting


def _java(name: str) -> "JavaObject":
    import jpype

    return jpype.JClass(name)
