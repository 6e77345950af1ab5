"""Takes the README's picture: the sentences behind one contested edge (`make picture`; needs a Chromium)."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

TARGET = Path(__file__).parent / "picture.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def take(url: str) -> None:
    """Writes the picture of the running server at `url`: a contested edge of the person searched for."""
    executable = next(path for name in BROWSERS if (path := shutil.which(name)) is not None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=1.5)
        page.goto(url)
        page.wait_for_function("document.querySelectorAll('canvas').length > 0")
        page.wait_for_timeout(4000)
        search = page.get_by_role("combobox").or_(page.get_by_role("searchbox")).first
        search.fill("cienfuegos")
        page.wait_for_timeout(1000)
        search.press("Enter")
        page.wait_for_timeout(2500)
        page.get_by_text("contested", exact=True).first.click()
        page.wait_for_timeout(2500)
        page.screenshot(path=str(TARGET))
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1])
