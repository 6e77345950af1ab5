"""`clew explore`: opens a case and serves it to the browser until Ctrl-C."""

import socket
import threading
import webbrowser
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from api.commands.terminal import say, settings_of
from api.session import CaseSession, open_session
from graph.cases import EXAMPLE, last_case, remember_case
from graph.errors import ConfigurationError
from graph.ingest import Outcome
from graph.settings import Settings
from seeds.load import example_sources

MAX_REQUEST_LINE_BYTES = 131_072
"""A page saved with 2,000 nodes names each of them in its address."""


def explore(
    context: typer.Context,
    case: Annotated[
        str | None, typer.Option(help=f"The case to open; by default the one used last, or {EXAMPLE!r}.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port to serve on (default 8000).")] = None,
    uri: Annotated[str | None, typer.Option(help="Bolt address of a Neo4j to open instead of a case.")] = None,
    database: Annotated[str | None, typer.Option(help="Database of that Neo4j (default neo4j).")] = None,
    no_browser: Annotated[bool | None, typer.Option("--no-browser", help="Do not open a browser.")] = None,
) -> None:
    """Open a case and explore it in the browser. Ctrl-C stops everything."""
    flags = {"case": case, "port": port, "neo4j_uri": uri, "neo4j_database": database, "no_browser": no_browser}
    settings = settings_of(context, flags)
    with (
        _listen(settings) as listener,
        open_session(settings, otherwise=last_case(settings), on_progress=say) as session,
    ):
        if session.case is not None:
            remember_case(settings, session.case)
            if session.case.name == EXAMPLE:
                _fill_example(session)
        info = session.store.info()
        say(f"{info.name} {info.version} answers: {info.documents} documents")
        _serve(session, listener)
    say("stopped")


def _listen(settings: Settings) -> socket.socket:
    """The socket to serve on, taken before anything is started, so that a port in use is said at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise ConfigurationError(
            f"port {settings.port} of {settings.host} cannot be used ({error.strerror}); choose another one:"
            f" CLEW_PORT={settings.port + 1} make run, or clew explore --port {settings.port + 1}"
        ) from error
    return listener


def _fill_example(session: CaseSession) -> None:
    """Reads the shipped documents into the example case; those that are there already cost nothing."""
    for entry in session.ingest_each(example_sources()):
        if entry.outcome is Outcome.WRITTEN:
            say(f"read {entry.source}: {entry.claims} claims")
        elif entry.outcome is Outcome.FAILED:
            say(f"could not read {entry.source}: {entry.error}")


def _serve(session: CaseSession, listener: socket.socket) -> None:
    settings = session.settings
    app = create_app(settings, session.store, case=session.case.name if session.case is not None else None)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=MAX_REQUEST_LINE_BYTES,
    )
    server = uvicorn.Server(config)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    url = f"http://{host}:{settings.port}"
    say(f"Clew is at {url} — Ctrl-C stops it")
    if not settings.no_browser:
        threading.Thread(target=_open_browser, args=(url,), daemon=True).start()
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        # uvicorn raises the signal again after it has shut down; what it asked for has happened.
        say("stopping")


def _open_browser(url: str) -> None:
    """Opens the page when the machine has a graphical browser; a text browser would take the terminal."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(url)
