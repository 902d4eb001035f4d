"""An eye on a page in the browser: what it says in the console, what it asks for, and when it has come to rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

LOAD_LAZY_IMAGES = """async () => {
  const images = [...document.images];
  const settle = (image) => image.complete || new Promise((done) => (image.onload = image.onerror = done));
  images.forEach((image) => (image.loading = "eager"));
  await Promise.all(images.map(settle));
}"""

FAVICON = "/favicon.ico"
"""What Chromium asks the host's root for, unasked, where a page names no icon."""

SILENCE = 60
"""Milliseconds without a request under way after which a page is at rest; everything comes from loopback."""


@dataclass
class Watch:
    """What one page said and did; `complaints` is empty for a faultless one."""

    page: Page
    missing: str = ""
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    under_way: set[Request] = field(default_factory=set)

    def visit(self, address: str, *, missing: bool = False) -> None:
        """Go to an address with a clean slate, and wait until all that the page asks for has come.

        The images below the fold count too. `missing` says that the address is meant to answer 404, which Chromium
        otherwise reports as an error.
        """
        self.complaints.clear()
        self.requests.clear()
        self.missing = address if missing else ""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is on its way to the page."""
        self.page.wait_for_load_state("load")
        self.page.evaluate(LOAD_LAZY_IMAGES)
        self.page.wait_for_timeout(SILENCE)
        while self.under_way:
            self.page.wait_for_timeout(SILENCE)

    def start(self, request: Request) -> None:
        self.requests.append(request.url)
        self.under_way.add(request)

    def end(self, request: Request) -> None:
        self.under_way.discard(request)

    def fail(self, request: Request) -> None:
        self.end(request)
        self.complaints.append(f"failed: {request.url}: {request.failure}")

    def hear(self, message: ConsoleMessage) -> None:
        source = message.location["url"]
        is_expected = source == self.missing and "404" in message.text
        if not is_expected and urlsplit(source).path != FAVICON:
            self.complaints.append(f"{message.type}: {message.text} {source}:{message.location['lineNumber']}")


def watch(page: Page) -> Watch:
    """Watch a page from now on; call it before the page is sent anywhere."""
    log = Watch(page)
    page.on("request", log.start)
    page.on("requestfinished", log.end)
    page.on("requestfailed", log.fail)
    page.on("console", log.hear)
    page.on("pageerror", lambda error: log.complaints.append(f"error: {error}"))
    return log
