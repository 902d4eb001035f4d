"""Requests to the application of a preview, without a network between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from starlette.types import Message
from tests.support.loops import run_apart

from sitegen.preview.app import App
from sitegen.preview.ports import names_of
from sitegen.preview.reload import Stage


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Site:
    """A folder of files as it is shown."""

    folder: Path
    base: str | None
    names: frozenset[str] | None = field(default_factory=lambda: names_of("127.0.0.1"))

    async def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        host: str = "127.0.0.1:8000",
        query: str = "",
        headers: Mapping[str, str] | None = None,
        at_start: Callable[[], object] = lambda: None,
    ) -> Answer:
        """Ask for a path, decoded already; `at_start` is called when the headers of the answer have come."""
        self.stage = Stage()
        answer = Answer()
        asked = {"host": host, **(headers or {})}
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": method,
            "scheme": "http", "path": path, "query_string": query.encode(), "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in asked.items()],
        }  # fmt: skip

        async def receive() -> Message:
            await asyncio.Event().wait()
            raise AssertionError("no request has a body")

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
                at_start()
            else:
                answer.body += message.get("body", b"")

        await App(self, self.names)(scope, receive, send)
        return answer

    def notice(self, file: str) -> str:
        """Say nothing."""
        return ""


def ask(site: Site, path: str, *, method: str = "GET", host: str = "127.0.0.1:8000", query: str = "", headers: Mapping[str, str] | None = None) -> Answer:  # fmt: skip  # noqa: E501
    """Ask for a path of a site, as `Site.ask` does."""
    return run_apart(site.ask(path, method=method, host=host, query=query, headers=headers))
