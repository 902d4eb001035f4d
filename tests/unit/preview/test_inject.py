"""The client is added to pages as they are served, and a page's own policy lets in nothing more than that."""

from __future__ import annotations

import pytest

from sitegen.preview.inject import is_document, with_client

ORIGIN = "http://127.0.0.1:8000"
SCRIPT = '<script src="/__sitegen/client.js" data-built="1-2" defer></script>\n'


def served(page: str, notice: str = "") -> str:
    return with_client(page.encode(), ORIGIN, "1-2", notice).decode()


def test_the_client_stands_at_the_end_of_the_body() -> None:
    """Behind all that the page has, once, before the body ends; a `</body>` in its text is none of it."""
    page = "<!doctype html>\n<html>\n<body>\n<pre>&lt;/body></pre><!-- </body> -->\n</BODY >\n</html>\n"
    assert served(page) == page.replace("</BODY >", f"{SCRIPT}</BODY >")


def test_a_page_without_an_end_of_its_body_gets_it_at_its_own() -> None:
    """HTML leaves out what is understood."""
    assert served("<!doctype html><p>Moved") == f"<!doctype html><p>Moved{SCRIPT}"


def test_a_notice_cannot_leave_its_attribute() -> None:
    """Whatever a banner says stays text."""
    assert 'data-notice="&lt;b&gt; &quot;quoted&quot;"' in served("<html>", '<b> "quoted"')


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
        ),
        (
            "default-src 'none'; base-uri 'none'",
            "default-src 'none'; base-uri 'none'; script-src {0}; style-src {0}; connect-src {0}",
        ),
        (
            "default-src https://cdn.example; script-src 'none'",
            "default-src https://cdn.example; script-src {0}; style-src https://cdn.example {0}; "
            "connect-src https://cdn.example {0}",
        ),
        ("img-src 'self'", "img-src 'self'"),
        ("default-src *", "default-src *"),
    ],
)
def test_a_policy_admits_the_preview_and_nothing_else(policy: str, expected: str) -> None:
    """Only what the policy would refuse is added, by its full address, so that all else fails as it will when live."""
    meta = '<meta http-equiv="Content-Security-Policy" content="{}">'
    page = "<html><head>" + meta.format(policy) + "</head><body></body></html>"
    own = f"{ORIGIN}/__sitegen/"
    assert meta.format(expected.format(own)) in served(page)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<!DOCTYPE html>\n<p>A page", True),
        (b"<html lang=en>", True),
        (b"google-site-verification: google0123456789abcdef.html", False),
        (b"<p>A piece of a page</p>", False),
        (b"", False),
    ],
)
def test_only_whole_pages_get_something_added(content: bytes, expected: bool) -> None:
    """A file by which a search engine knows its owner is served as it is."""
    assert is_document(content) is expected
