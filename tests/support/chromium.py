"""Headless Chromium, started so that it is quiet, isolated and the same everywhere."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""No sandbox, because CI runs as root; no network of its own, because a request of its own would hide one of ours."""


def launch_chromium(playwright: Playwright, executable: Path) -> Browser:
    """Start the Chromium at `executable`; Playwright's own download is never used."""
    return playwright.chromium.launch(executable_path=str(executable), args=FLAGS)
