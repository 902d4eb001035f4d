"""A loopback server that answers as GitHub Pages does, for whatever needs real HTTP: browsers, feed readers."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

COMPRESSED = (".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")
"""The kinds of file that GitHub Pages sends gzipped to whoever accepts that; pictures are packed already."""


@dataclass(frozen=True)
class Server:
    """A running server; `url` ends with a slash and holds the base path."""

    url: str
    requests: list[tuple[str, int]] = field(default_factory=list)
    """Path and status of each answer, in the order in which they went out."""


class PagesHandler(SimpleHTTPRequestHandler):
    """Serves a folder under a base path: index.html or index.xml for a folder, 404.html with status 404 for the rest.

    GitHub Pages takes index.xml as a folder's index too (jekyll/jekyll#2040), so WordPress's /feed/ works there. As
    there, text travels gzipped where the request accepts it.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body go out apart, and must not wait 40 ms for each other
    index_pages = ("index.html", "index.xml")
    extensions_map = {  # noqa: RUF012  # the parent declares it as an instance's
        "": "application/octet-stream",
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".ico": "image/vnd.microsoft.icon",
        ".jpg": "image/jpeg",
        ".js": "application/javascript; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".webmanifest": "application/manifest+json; charset=utf-8",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
    }

    def __init__(self, *args: object, folder: Path, base: str, requests: list[tuple[str, int]]) -> None:
        self.folder = folder
        self.base = base
        self.requests = requests
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]  # socketserver passes them on untyped

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if not urlsplit(self.path).path.startswith(self.base):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file() or "If-Modified-Since" in self.headers:
            return super().send_head()
        body = self.send_text(HTTPStatus.OK, path)
        return io.BytesIO(body)

    def send_text(self, code: int, path: Path) -> bytes:
        """Send the status and headers of a text file; the body that is to follow, gzipped if the request accepts it."""
        body = path.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Last-Modified", self.date_time_string(path.stat().st_mtime))
        self.send_header("Vary", "Accept-Encoding")
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return body

    def translate_path(self, path: str) -> str:
        """The file for a request; for a folder its index, which Python before 3.12 looks for as index.html only."""
        found = super().translate_path("/" + urlsplit(path).path.removeprefix(self.base))
        if found.endswith("/"):
            indexes = (Path(found, name) for name in self.index_pages)
            return next((str(index) for index in indexes if index.is_file()), found)
        return found

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.folder / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = self.send_text(code, page)
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self.requests.append((self.path, int(code)))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the parent's name for it
        """Say nothing: the requests are kept in the list."""


@contextmanager
def serve(folder: Path, base: str = "/") -> Iterator[Server]:
    """Serve `folder` on a free loopback port under the path `base`, which begins and ends with a slash."""
    requests: list[tuple[str, int]] = []
    handler = partial(PagesHandler, folder=folder, base=base, requests=requests)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Server(url=f"http://127.0.0.1:{httpd.server_port}{base}", requests=requests)
        finally:
            httpd.shutdown()
            thread.join()
