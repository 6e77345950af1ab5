"""The engine's limits: what is asked of it, and whether its open database says the same."""

from collections.abc import Mapping

PREFIX = "arcadedb."


def wanted_limits(*, query_timeout_s: float) -> dict[str, str]:
    """Setting of ArcadeDB (without its prefix) -> value, as ArcadeDB writes it; times in milliseconds."""
    return {
        "command.timeout": milliseconds(query_timeout_s),
        "command.regexTimeout": "1000",
        "queryMaxRangeSize": "1000000",
        "queryQueueTimeout": "10000",
        # Statements that nothing can stop keep their place until the watchdog kills the engine; two of
        # them must not shut out everybody else, as they do with the default of 4 on two cores.
        "queryMaxConcurrent": "16",
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "polyglotEngineEnabled": "false",
        # 1 = a commit reaches the disk before it is acknowledged; the default 0 leaves it to the system.
        "txWalFlush": "1",
        "bolt.host": "127.0.0.1",
        "bolt.maxConnections": "256",
        "server.httpIncomingHost": "127.0.0.1",
        # `production` hides the text of every error, syntax errors too; what it closes is closed one by one here.
        "server.mode": "development",
        # Stretching is for passwords that a person thought up; ours are 32 random bytes.
        "server.saltIterations": "1000",
        "serverMetrics": "false",
        "support.autoRegister": "false",
    }


def milliseconds(seconds: float) -> str:
    """At least one, because ArcadeDB takes 0 for no limit."""
    return str(max(1, round(seconds * 1000)))


def differences(wanted: Mapping[str, str], found: Mapping[str, str]) -> str:
    """The settings that are not as wanted, for an error message; empty if all are."""
    return ", ".join(
        f"{name} is {found.get(name)!r}, not {value!r}" for name, value in wanted.items() if found.get(name) != value
    )
