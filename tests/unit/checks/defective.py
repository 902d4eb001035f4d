"""A site with one of each defect that only a built site shows: in articles, files of static/, a theme, the settings.

It builds without a problem: what the build refuses is no concern of the checks. Where each defect stands is told by the
text that stands there, so that a person can read it off and a changed line mends itself.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import ExifTags, Image
from tests.unit.output.pixel import PNG
from tests.unit.site.newsroom import source, story, write_site

AS_OF = "2026-01-01"
BASE_URL = "https://newsmania.example/repo/"
SECRET = "Two old banks agree to become one"
NOTE = "the source asked not to be named"

FEED = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>Old feed</title>
<link>https://newsmania.example/repo/</link>
<description>Of another program</description>
<item>
<title>One</title>
<link>https://newsmania.example/repo/2025/02/27/right/</link>
<guid isPermaLink="false">the-same</guid>
<pubDate>yesterday evening</pubDate>
</item>
<item>
<title>Two</title>
<link>/repo/2025/02/27/right/</link>
<guid isPermaLink="false">the-same</guid>
<enclosure url="https://newsmania.example/repo/heavy.png" length="12" type="image/png"/>
</item>
</channel></rss>
"""
ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:newsmania.example,2025:old</id><title>Old</title>
<updated>2025-02-27T10:00:00Z</updated><author><name>Ann</name></author>
<entry><id>tag:newsmania.example,2025:one</id><title>One</title><updated>27 February 2025</updated>
<link href="https://newsmania.example/repo/2025/02/27/right/"/></entry>
<entry><title>Two</title><updated>2025-02-27T10:00:00Z</updated>
<link href="https://newsmania.example/repo/2025/02/27/never/"/></entry>
</feed>
"""
JSON_FEED = """\
{"version": "https://jsonfeed.org/version/1.1", "title": "Old", "items": [{"url": "https://newsmania.example/repo/"}]}
"""
SITEMAP = """\
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://newsmania.example/repo/</loc><lastmod>27.2.2025</lastmod></url>
<url><loc>https://elsewhere.example/</loc></url>
<url><loc>https://newsmania.example/repo/no-page/</loc></url>
<url><loc>https://newsmania.example/repo/</loc></url>
</urlset>
"""
PAGE = """\
<!doctype html>
<html lang="en"><head><title>Old page</title></head>
<body><h1>Old page</h1>
<h3>Too deep</h3>
<p><a href="missing.html">Gone</a> <a href='/about/'>Outside</a> <a href="#nowhere">Nowhere</a></p>
<img src="small.png">
<!-- <a href="commented-out.html">not a link</a> -->
<script>document.write('<a href="in-a-script.html">');</script>
</body></html>
"""
RAW = """\
A [right link](/category/world/) and <a href="/repo/lost/">a typed one</a>, then [a whole one](https://newsmania.example/repo/gone/).

See [the part](/2025/02/27/right/#no-such-part), and again <a href="/repo/lost/">the typed one</a>.

<img src="/repo/small.png">

<img src="/repo/small.png" alt="small.png">

<p><a href="/repo/about/"><img src="/repo/small.png" alt=""></a></p>

## A part

#### Far *too* deep

Text.
"""
TELLTALE = f"""\
We will soon tell that {SECRET}.

It will be at <a href="/repo/2025/02/27/two-old-banks-agree-to-become-one/">this address</a>.
"""
FOLLOW = """\
<section class="part">
<h2>{{ _("Follow us") }}</h2>
<p><a class="plain" href="/repo/nowhere/">{{ site.title }}</a></p>
<p><img class="{% if site.title %}wide{% else %}narrow{% endif %}" src="{{ site.home_url }}small.png"></p>
</section>
"""
LOST = """\
{% extends "base.html" %}
{% block breadcrumb %}
{% endblock %}
{% block main %}
<h2>{{ _("404 :(") }}</h2>
<p><a href="about/">{{ view.site.title }}</a></p>
{% endblock %}
"""
NOTES = """\
{% for value in view.extra.values() %}
<p>{{ value }}</p>
{% endfor %}
"""


class Defect(NamedTuple):
    """What is found, and where."""

    check: str
    level: str
    path: str
    at: str
    """The text that begins at the place; empty for the beginning of the file."""
    times: int = 1
    """Which of the equal texts of the file it is, counted from 1."""


RAW_FILE, STATIC = "content/articles/raw.md", "content/static"
OURS = "themes/ours/templates/partials"
DEFECTS = (
    Defect("broken-link", "error", RAW_FILE, '<a href="/repo/lost/">'),
    Defect("broken-link", "error", RAW_FILE, '<a href="/repo/lost/">', 2),
    Defect("broken-link", "error", RAW_FILE, "https://newsmania.example/repo/gone/"),
    Defect("broken-link", "error", "content/authors/piyal.md", "https://newsmania.example/repo/piyal/"),
    Defect("broken-link", "error", f"{OURS}/follow.html", '<a class="plain"'),
    Defect("broken-link", "error", "themes/ours/templates/404.html", '<a href="about/">'),
    Defect("broken-link", "error", f"{STATIC}/old-page.html", '<a href="missing.html">'),
    Defect("broken-link", "error", f"{STATIC}/old-page.html", "<a href='/about/'>"),
    Defect("broken-link", "error", f"{STATIC}/old-sitemap.xml", "<url><loc>https://newsmania.example/repo/no-page/"),
    Defect("broken-link", "error", f"{STATIC}/old-atom.xml", "<entry><title>Two"),
    Defect("broken-fragment", "error", RAW_FILE, "/2025/02/27/right/#no-such-part"),
    Defect("broken-fragment", "error", f"{STATIC}/old-page.html", '<a href="#nowhere">'),
    Defect("missing-alt", "error", RAW_FILE, '<img src="/repo/small.png">'),
    Defect("missing-alt", "error", RAW_FILE, '<img src="/repo/small.png" alt="small.png">'),
    Defect("missing-alt", "error", RAW_FILE, '<a href="/repo/about/">'),
    Defect("missing-alt", "error", f"{OURS}/follow.html", '<img class="'),
    Defect("missing-alt", "error", f"{STATIC}/old-page.html", '<img src="small.png">'),
    Defect("heading-order", "warning", RAW_FILE, "#### Far *too* deep"),
    Defect("heading-order", "warning", f"{STATIC}/old-page.html", "<h3>Too deep</h3>"),
    Defect("heading-order", "warning", "themes/ours/templates/404.html", ""),
    Defect("invalid-feed", "error", f"{STATIC}/old-feed.xml", "<pubDate>yesterday"),
    Defect("invalid-feed", "error", f"{STATIC}/old-feed.xml", "<item>", 2),
    Defect("invalid-feed", "error", f"{STATIC}/old-atom.xml", "<entry><id>"),
    Defect("invalid-feed", "error", f"{STATIC}/old-atom.xml", "<entry><title>Two"),
    Defect("invalid-feed", "error", f"{STATIC}/old-feed.json", ""),
    Defect("invalid-feed", "error", f"{STATIC}/old-feed.json", "https://newsmania.example/repo/"),
    Defect("invalid-feed", "error", f"{STATIC}/torn-feed.xml", ""),
    Defect("invalid-sitemap", "error", f"{STATIC}/old-sitemap.xml", "<url><loc>https://newsmania.example/repo/</loc><last"),
    Defect("invalid-sitemap", "error", f"{STATIC}/old-sitemap.xml", "<url><loc>https://elsewhere"),
    Defect("invalid-sitemap", "error", f"{STATIC}/old-sitemap.xml", "<url><loc>https://newsmania.example/repo/</loc></url>"),
    Defect("unpublished", "error", "content/articles/telltale.md", SECRET),
    Defect("unpublished", "error", "content/articles/telltale.md", '<a href="/repo/2025'),
    Defect("private-field", "error", "content/articles/noted.md", NOTE),
    Defect("private-field", "error", f"{STATIC}/holiday.jpg", ""),
    Defect("file-name", "error", "themes/ours/assets/con.txt", ""),
    Defect("heavy-page", "warning", "content/articles/heavy.md", '<img src="/repo/heavy.png"'),
    Defect("orphan-media", "warning", "content/media/orphan.png", ""),
    Defect("orphan-media", "warning", "content/articles/beside.png", ""),
    Defect("similar-name", "warning", "content/articles/typos.md", '"Piyal Chaterjee"'),
    Defect("similar-name", "warning", "content/articles/typos.md", '"CAFE"'),
    Defect("similar-name", "warning", "content/articles/typos.md", '"Istambul"'),
    Defect("unseen-files", "warning", "content/site.yaml", '"https://newsmania.example/repo/"'),
)  # fmt: skip
"""All that is wrong with the site, and nothing else is."""


def photograph(form: str = "JPEG", *, told: bool = True) -> bytes:
    """Return a picture as a phone writes it; it says where it was taken, if that is `told`."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Phone"
    if told:
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        place |= {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (22.0, 34.0, 0.0)}
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, form, exif=exif)
    return file.getvalue()


def write_defective_site(root: Path) -> Path:
    """Write the site into `root`."""
    right = {"author": "Piyal Chatterjee", "tags": ["Istanbul", "Café", "Election", "Iran", "Summit 2024"]}
    files: dict[str, str | bytes] = {
        "articles/right.md": story("Text.\n\n## A part\n\n### Within it\n\nText.", title="Right", **right),
        "articles/right-too.md": story("Text.", title="Right too", date="2025-02-26", **right),
        "articles/right-again.md": story("Text.", title="Right again", date="2025-02-25", **right),
        "articles/typos.md": story(
            title="Typos", author="Piyal Chaterjee", tags=["Istambul", "CAFE", "Elections", "Iraq", "Summit 2025"]
        ),
        "articles/raw.md": story(RAW, title="Raw"),
        "articles/telltale.md": story(TELLTALE, title="Telltale"),
        "articles/secret.md": story(title=SECRET, status="draft"),
        "articles/noted.md": story(title="Noted", x_private_note=NOTE),
        "articles/heavy.md": story('<img src="/repo/heavy.png" alt="A heavy picture">', title="Heavy"),
        "articles/beside.png": PNG,
        "media/orphan.png": PNG,
        "media/README.md": "Notes on the pictures.",
        "pages/about.md": source(title="About"),
        "authors/piyal.md": source(
            name="Piyal Chatterjee", links=[{"network": "website", "url": "https://newsmania.example/repo/piyal/"}]
        ),
        "static/small.png": PNG,
        "static/holiday.jpg": photograph(),
        "static/heavy.png": PNG + bytes(2_100_000),
        "static/old-page.html": PAGE,
        "static/old-feed.xml": FEED,
        "static/old-atom.xml": ATOM,
        "static/old-feed.json": JSON_FEED,
        "static/torn-feed.xml": '<rss version="2.0"><channel></rss>',
        "static/old-sitemap.xml": SITEMAP,
    }
    write_site(root, files, url=BASE_URL, theme="ours", raw_html="trusted")
    theme = {
        "theme.yaml": "name: ours\nparent: newsmania\nset: {list_sidebar: [follow], article_sidebar: [follow]}\n",
        "assets/con.txt": "A name that Windows keeps for itself.\n",
        "templates/partials/follow.html": FOLLOW,
        "templates/partials/reading.html": NOTES,
        "templates/404.html": LOST,
    }
    for path, text in theme.items():
        file = root / "themes" / "ours" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def place(root: Path, defect: Defect) -> tuple[int, int]:
    """Return the line and column, from 1, at which the text of a defect stands."""
    if not defect.at:
        return 1, 1
    text = (root / defect.path).read_text(encoding="utf-8")
    start = -1
    for _ in range(defect.times):
        start = text.index(defect.at, start + 1)
    before = text[:start]
    return before.count("\n") + 1, start - before.rfind("\n")
