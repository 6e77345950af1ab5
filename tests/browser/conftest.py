"""A real browser, if the machine has one; pages watched for what no page of ours may do; a small case to look at."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from api.app import create_app
from graph.ingest import Ingester, Outcome, Source
from graph.model import Attributed, Digested, Document, Extraction, Mention, Modality, Span, Statement
from graph.ontology import Ontology, load_ontology
from graph.read.text import Imprint, make_document
from graph.settings import Settings

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

COUNT_PIXELS = """([red, green, blue]) => {
    const canvas = document.querySelector("#network canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4)
        if (data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255) count += 1;
    return count;
}"""
FIND_TIP = """(wanted) => {
    const tip = document.getElementById("tip");
    const target = document.querySelector("#network canvas");
    const frame = target.getBoundingClientRect();
    for (let y = frame.top + 12; y < frame.bottom - 8; y += 9)
        for (let x = frame.left + 12; x < frame.right - 8; x += 7) {
            target.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true }));
            const free = document.elementFromPoint(x, y)?.tagName === "CANVAS";
            if (free && !tip.hidden && tip.textContent.includes(wanted)) return [x, y];
        }
    return null;
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def find_browser() -> str | None:
    """CLEW_TEST_BROWSER, else a Chromium, Chrome or Edge on PATH or in a usual place."""
    given = os.environ.get("CLEW_TEST_BROWSER")
    if given:
        return given
    on_path = (shutil.which(name) for name in NAMES)
    return next((found for found in (*on_path, *filter(os.path.exists, PLACES)) if found), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless browser for a module's tests."""
    path = find_browser()
    if path is None:
        pytest.skip("no browser: install Chromium, Chrome or Edge, or set CLEW_TEST_BROWSER to one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


class Watch:
    """A page, and all that happened on it that should not have."""

    def __init__(self, context: BrowserContext) -> None:
        self.mishaps: list[str] = []
        self.requests: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda m: self.mishaps.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.mishaps.append(f"uncaught: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _dialog(self, dialog) -> None:
        self.mishaps.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, address: str) -> Page:
        """The page at rest: the network is laid out and drawn."""
        self.page.goto(address)
        self.page.locator("body[data-state=ready]").wait_for()
        return self.page

    def pixels(self, colour: str) -> int:
        """How many pixels of the canvas have exactly this colour (#rrggbb)."""
        wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        return int(self.page.evaluate(COUNT_PIXELS, wanted))

    def point(self, tip: str) -> tuple[float, float]:
        """Where the pointer meets something on the canvas whose tip says `tip`; looks line by line, as an eye would."""
        found = self.page.evaluate(FIND_TIP, tip)
        assert found is not None, f"nothing on the canvas is called {tip!r}"
        return found[0], found[1]

    def verify(self, origin: str) -> None:
        """Nothing was reported, nothing ran that must not, no request left `origin`."""
        assert self.mishaps == []
        assert self.page.evaluate("() => window.__pwned") is None
        assert [url for url in self.requests if not url.startswith(origin)] == []


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    """A page of 1280 × 800 in light colours."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce"
    )
    yield Watch(context)
    context.close()


@pytest.fixture
def offline(browser: Browser) -> Iterator[Watch]:
    """The same without any network."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, reduced_motion="reduce")
    yield Watch(context)
    context.close()


HOSTILE = "<img src=x onerror=window.__pwned=1> Trust"
LABELS = {
    "Inés López Obregón": "Person",
    "Ida Holm": "Person",
    "Karl Brandt": "Person",
    "Örebro Timber": "Organization",
    HOSTILE: "Organization",
    "Lund": "Place",
}


@dataclass(frozen=True)
class Says:
    """One sentence of a document and the one statement it makes."""

    sentence: str
    subject: str
    relation: str
    object: str
    modality: Modality = Modality.ASSERTED
    speaker: str | None = None
    explicit: bool = True


POST = (
    Says(
        "🪵 Prosecutor Ida Holm said Inés López Obregón had paid Örebro Timber.",
        "Inés López Obregón",
        "PAID",
        "Örebro Timber",
        Modality.ALLEGED,
        speaker="Ida Holm",
    ),
    Says("Karl Brandt leads Örebro Timber.", "Karl Brandt", "LEADS", "Örebro Timber"),
    Says("Örebro Timber is based in Lund.", "Örebro Timber", "LOCATED_IN", "Lund"),
    Says("Karl Brandt may know Ida Holm.", "Karl Brandt", "OPPOSED_TO", "Ida Holm", explicit=False),
)
ECHO = (
    Says(
        "Inés López Obregón denied that she had paid Örebro Timber.",
        "Inés López Obregón",
        "PAID",
        "Örebro Timber",
        Modality.DENIED,
        speaker="Inés López Obregón",
    ),
    Says(f"Karl Brandt owns {HOSTILE}.", "Karl Brandt", "OWNS", HOSTILE),
)
DIGESTED = Digested(publisher="The Harbour Post", title="The mill", published=date(2020, 11, 18))


class Scripted:
    """An extractor that finds in a text what its script says stands there."""

    id = "scripted-1"

    def extract(self, document: Document, ontology: Ontology) -> Extraction:
        said = [one for one in (*POST, *ECHO) if one.sentence in document.text]
        mentions = [
            Mention(span=span, text=name, label=LABELS[name])
            for name in LABELS
            for one in said
            if (span := find(document.text, one.sentence, name)) is not None
        ]
        mentions.sort(key=lambda mention: mention.span)
        first = {}
        for index, mention in enumerate(mentions):
            if mention.text in first:
                mentions[index] = replace(mention, antecedent=first[mention.text])
            first.setdefault(mention.text, index)
        return Extraction(
            document=document.id,
            extractor=self.id,
            mentions=tuple(mentions),
            statements=tuple(self._statement(document.text, one, mentions) for one in said),
        )

    def _statement(self, text: str, one: Says, mentions: list[Mention]) -> Statement:
        start = text.index(one.sentence)
        sentence = Span(start, start + len(one.sentence))
        at = {mention.text: index for index, mention in enumerate(mentions) if sentence.covers(mention.span)}
        speaker = None if one.speaker is None else Attributed(span=sentence, speaker=at[one.speaker])
        return Statement(
            relation=one.relation,
            subject=at[one.subject],
            object=at[one.object],
            modality=one.modality,
            span=sentence,
            rule="script",
            confidence=0.9,
            attribution=speaker,
            explicit=one.explicit,
        )


def find(text: str, sentence: str, name: str) -> Span | None:
    place = sentence.find(name)
    start = text.index(sentence) + place
    return None if place < 0 else Span(start, start + len(name))


def document(title: str, said: tuple[Says, ...], **imprint: object) -> Document:
    text = " ".join(one.sentence for one in said)
    return make_document(text, Imprint(title=title, published=date(2020, 11, 19), **imprint))


@pytest.fixture
def timber(store):
    """The store with two documents: a digest of one outlet's report, and an article of another."""
    texts = [
        document("A digest of the mill", POST, publisher="Example digest", digest_of=DIGESTED),
        document("The mill, again", ECHO, publisher="The Echo", url="https://echo.example/mill"),
    ]
    sources = [Source(text.title, lambda text=text: text) for text in texts]
    report = Ingester(store, Scripted(), load_ontology()).ingest(sources)
    assert [entry.outcome for entry in report.entries] == [Outcome.WRITTEN] * 2, report
    return store


def serve(store) -> Iterator[str]:
    """The application on a free port of this machine, until the test is over."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    settings = Settings(_env_file=None, port=port)
    app = create_app(settings, store, case="timber")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture
def site(timber) -> Iterator[str]:
    """The address of the page over the two documents."""
    yield from serve(timber)


@pytest.fixture
def empty_site(store) -> Iterator[str]:
    """The address of the page over a store without documents."""
    yield from serve(store)
