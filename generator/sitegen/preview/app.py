"""Answers requests: the site's files as GitHub Pages would, and below /__sitegen/ what the preview itself needs.

Whatever is asked for, it reads only: GET and HEAD, from the site's folder and from this package.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Final, Protocol

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from sitegen.preview.answers import FRESH, NEVER_KEPT, answer, read_whole
from sitegen.preview.files import LONGEST_PATH, Moved, Served, content_type, find
from sitegen.preview.inject import RESERVED, is_document, with_client
from sitegen.preview.reload import Stage

_PACKAGE: Final = Path(__file__).parent
_OWN_FILES: Final = ("client.js", "overlay.css")
_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d+))?", re.ASCII | re.IGNORECASE)
_EMPTY_PAGE: Final = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>sitegen</title>
</head>
<body>
</body>
</html>
"""
"""Stands for every page as long as there is none: the client in it shows what is wrong, and loads what comes."""


class PreviewedSite(Protocol):
    """The site that is shown."""

    folder: Path
    base: str | None
    """None where nothing of a site has been built yet."""
    stage: Stage

    def notice(self, file: str) -> str:
        """Return what the banner on a page says; nothing for no banner."""


class App:
    """The application (ASGI 3) of one preview."""

    def __init__(self, site: PreviewedSite, names: Collection[str] | None) -> None:
        """`names` are the host names that it answers to, in lower case; None for any."""
        self._site, self._names = site, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        await self._respond(Request(scope, receive))(scope, receive, send)

    def _respond(self, request: Request) -> Response:
        host = _HOST.fullmatch(request.headers.get("host", ""))
        if not host:
            return _said(400, "The request names no host.")
        if self._names is not None and host[1].lower() not in self._names:
            return _said(421, f"This preview does not answer to {host[1]}. sitegen serve --host names another address.")
        if request.method not in ("GET", "HEAD"):
            return _said(405, "This preview answers GET and HEAD.", Allow="GET, HEAD")
        path: str = request.scope["path"]
        if len(path) > LONGEST_PATH:
            return _said(414, "The address is too long.")
        if not path.startswith("/"):
            return _said(400, "The address is no path.")
        if path.startswith(RESERVED):
            return self._own(request, path.removeprefix(RESERVED))
        return self._page(request, path, f"http://{host[0]}")

    def _page(self, request: Request, path: str, origin: str) -> Response:
        site, built = self._site, self._site.stage.built
        if site.base is None:
            page = with_client(_EMPTY_PAGE, origin, built)
            return Response(page, 503, {"Content-Type": "text/html; charset=utf-8", **NEVER_KEPT})
        sheet = site.stage.sheet(path) if path.endswith(".css") else None
        if sheet is not None:
            return Response(sheet.content, headers={"Content-Type": content_type(path), **FRESH})
        found = find(site.folder, site.base, path)
        if isinstance(found, Moved):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(found.location + query, 301, NEVER_KEPT)
        response = self._file(request, found, origin, built) if found else None
        return response or _said(404, f"There is nothing here. The site is at {site.base}")

    def _file(self, request: Request, found: Served, origin: str, built: str) -> Response | None:
        kind = content_type(found.file)
        if not kind.startswith("text/html"):
            return answer(self._site.folder, found.file, request.headers)
        content = read_whole(self._site.folder, found.file)
        if content is None:
            return None
        # A browser says what it wants a page for; a script that fetches one gets it as it is.
        if request.headers.get("sec-fetch-dest", "document") == "document" and is_document(content):
            content = with_client(content, origin, built, self._site.notice(found.file))
        return Response(content, found.status, {"Content-Type": kind, **NEVER_KEPT})

    def _own(self, request: Request, name: str) -> Response:
        if name == "events":
            kind = "text/event-stream; charset=utf-8"
            stream = self._site.stage.stream(request.query_params.get("built", ""))
            return StreamingResponse(stream if request.method == "GET" else (), headers=NEVER_KEPT, media_type=kind)
        if name in _OWN_FILES:
            content = read_whole(_PACKAGE, name)
            if content is not None:
                return Response(content, headers={"Content-Type": content_type(name), **FRESH})
        return _said(404, "There is nothing here.")


def _said(status: int, text: str, **headers: str) -> Response:
    return PlainTextResponse(f"{text}\n", status, {**headers, **NEVER_KEPT})
