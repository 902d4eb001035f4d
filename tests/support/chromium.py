"""Headless Chromium, started so that it is quiet, isolated and the same everywhere."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-blink-features=PrefersReducedData",
]
"""No sandbox, because CI runs as root; no network of its own, because a request of its own would hide one of ours. The
media feature prefers-reduced-data is known but not yet switched on; a page sees it only after save_data."""


def launch_chromium(playwright: Playwright, executable: Path) -> Browser:
    """Start the Chromium at `executable`; Playwright's own download is never used."""
    return playwright.chromium.launch(executable_path=str(executable), args=FLAGS)


def save_data(page: Page) -> None:
    """Let the page see a reader who asks for less data (Media Queries 5, prefers-reduced-data)."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-data", "value": "reduce"}]})
