"""The plain data that templates see: small frozen values shared by several page kinds.

A view holds text, numbers and other views, never an Article or the Site, so that a digest of a view is a digest of
all that its page can show. Every `url` is ready to print: root-relative and under the site's base path, unless it
leads to another host. A page kind's own view stands beside the function that plans it.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class View(Struct, frozen=True, kw_only=True):
    """Base of all views: immutable, compared by value, encoded canonically field by field."""


class Link(View, frozen=True, kw_only=True):
    text: str
    url: str
    """Empty where there is nothing to lead to; the template then prints the text alone."""


class TermLink(View, frozen=True, kw_only=True):
    """A link to a section, desk, author or tag; `id` is its slug, stable and safe as a CSS class or a fragment."""

    id: str
    text: str
    url: str


class MenuItem(View, frozen=True, kw_only=True):
    id: str
    """The section's id, or empty for any other link; marks the current item."""
    text: str
    url: str
    children: tuple[MenuItem, ...] = ()


class SocialLink(View, frozen=True, kw_only=True):
    network: str
    """One of facebook, instagram, linkedin, mastodon, telegram, threads, whatsapp, x, youtube: names an icon."""
    text: str
    url: str


class DateView(View, frozen=True, kw_only=True):
    """A moment, written out in the site's language and time zone."""

    iso: str
    """For the `datetime` attribute: `2025-02-27`, or `2025-02-27T09:30:00+05:30` where the time of day is known."""
    day: str
    """`27 February 2025`"""
    ordinal: str
    """`27th February 2025` in English; the locale's long form elsewhere."""
    time: str
    """`09:30`, or empty where only the day is known."""


class Crop(View, frozen=True, kw_only=True):
    """A picture in one shape, at several widths."""

    srcset: str
    """WebP, from the narrowest to the widest: `/media/a-w320.webp 320w, /media/a-w640.webp 640w`. Empty where the
    picture is shown as it is: a drawing, or one on another host."""
    src: str
    """For readers whose programs do not know WebP."""
    width: int
    """Of `src`, in pixels, for the ratio of its sides; 0 where unknown (a picture on another host)."""
    height: int


class ImageView(View, frozen=True, kw_only=True):
    """A picture, in the shapes that its page has a place for; those for which it has none are None."""

    alt: str
    caption: str = ""
    credit: str = ""
    tone: str = ""
    """The colour of its place while it loads, see pictures/tones.py; empty if unknown."""
    wide: Crop | None = None
    """16:9."""
    standard: Crop | None = None
    """4:3."""
    square: Crop | None = None
    full: Crop | None = None
    """Uncropped."""
    still: str = ""
    """The `srcset` of a picture in the shape of `wide` that does not move, if the others move; else empty."""


class SettingPicture(View, frozen=True, kw_only=True):
    """A picture that a setting of the theme shows."""

    image: ImageView
    url: str
    """Where it leads; empty if it leads nowhere."""


class Teaser(View, frozen=True, kw_only=True):
    """The least that can stand for an article: tiles, related articles, lists of headlines."""

    url: str
    title: str
    date: DateView
    image: ImageView | None
    section: TermLink
    lang: str = ""
    """BCP 47; empty where it is the site's language."""


class Card(View, frozen=True, kw_only=True):
    """An article in a list. It never holds a body, so an edited body changes no list."""

    url: str
    title: str
    date: DateView
    image: ImageView | None
    section: TermLink
    desk: TermLink | None
    authors: tuple[TermLink, ...]
    kind: str
    """news, opinion, analysis, review or live."""
    summary: str
    lang: str = ""
    """BCP 47; empty where it is the site's language."""


class AuthorBox(View, frozen=True, kw_only=True):
    name: str
    initials: str
    """One or two letters that stand in for a missing photograph."""
    role: str
    url: str
    biography: str
    """Plain text."""
    image: ImageView | None
    links: tuple[SocialLink, ...]
    extra: dict[str, Any]
    """The `x_` fields of the author's file."""


class SiteView(View, frozen=True, kw_only=True):
    """What is the same on every page of a build: masthead, menu, footer."""

    title: str
    tagline: str
    language: str
    """BCP 47."""
    direction: str
    """ltr or rtl."""
    home_url: str
    logo: ImageView | None
    menu: tuple[MenuItem, ...]
    sections: tuple[TermLink, ...]
    pages: tuple[Link, ...]
    """The plain pages, for the footer."""
    social: tuple[SocialLink, ...]
    feeds_url: str
    """Of the page that lists all feeds; empty where the site has none."""
    latest_url: str
    """The fragment that holds the ticker and the latest headlines."""
    search_url: str
    """Of the search page; empty where the site cannot be searched."""
    copyright: str
    reply_origin: str
    """Where forms may send replies besides the site itself: an origin, `mailto:`, or empty."""
    settings: dict[str, Any]
    """The theme's own settings, by name: a picture as a SettingPicture, all others as plain values."""
    extra: dict[str, Any]
    """The `x_` options of site.yaml."""


class FeedLink(View, frozen=True, kw_only=True):
    title: str
    url: str
    type: str
    """Media type."""


class Alternate(View, frozen=True, kw_only=True):
    """A page in one of its languages."""

    lang: str
    """BCP 47."""
    url: str
    """Absolute."""


class TranslationLink(View, frozen=True, kw_only=True):
    """A link to a story in another language."""

    lang: str
    """BCP 47."""
    text: str
    """The language's own name: `বাংলা`."""
    url: str


class HeadView(View, frozen=True, kw_only=True):
    """What goes into <head>."""

    title: str
    """The document's title, the site's name included."""
    description: str
    canonical: str
    """Absolute."""
    kind: str
    """Open Graph type: website or article."""
    image: str
    """Absolute URL of a picture for shared links, or empty."""
    index: bool
    """False asks search engines to leave the page out."""
    feeds: tuple[FeedLink, ...]
    frames: tuple[str, ...] = ()
    """Origins that the Content-Security-Policy must let a click load in a frame."""
    sounds: tuple[str, ...] = ()
    """Origins that it must let a player load, or `'self'`."""
    locale: str = ""
    """Of the page's text, as Open Graph writes it (`bn_BD`); empty where it need not be said."""
    pictures: tuple[str, ...] = ()
    """Origins of the pictures on other hosts that the page shows, which the policy must let it load."""
    properties: tuple[tuple[str, str], ...] = ()
    """What Open Graph says of an article, name and value: `article:section` is `World`."""
    alternates: tuple[Alternate, ...] = ()
    """The page in all the languages that there are of it, its own included; none if it has one."""
    creator: str = ""
    """The account of its first author, or of the site, in the Fediverse: `@name@host.example`."""
    graph: str = ""
    """The page's structured data, JSON-LD that can stand in a script element."""
    scripts: tuple[str, ...] = ()
    """What the policy must let the page's scripts do besides: `'wasm-unsafe-eval'`."""
    forms: tuple[str, ...] = ()
    """Origins that the page's own forms are sent to, which the policy must admit."""


class ReplyForm(View, frozen=True, kw_only=True):
    """Where a reader's reply goes."""

    action: str
    """An https or mailto address; empty while the newsroom takes no replies, and the form stands disabled."""
    encoding: str
    """The form's enctype."""
    subject: str
