"""Feeds: the newest articles of the site and of each section, desk, author and tag, in each of the site's formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Final

from sitegen.content.article import Article
from sitegen.content.moments import clock
from sitegen.errors import Location
from sitegen.pages.article import BodyView
from sitegen.pages.dates import date_view, day_view
from sitegen.pages.edition import FEEDS_PATH, Edition, direction
from sitegen.pages.images import shared_path
from sitegen.pages.page import Page
from sitegen.pages.picture import PictureView, picture_view
from sitegen.pages.views import Link, View
from sitegen.pictures.measuring import Original
from sitegen.pictures.renditions import MEDIA_TYPES, Rendition
from sitegen.site.identity import atom_id, feed_id
from sitegen.site.index import ALL
from sitegen.site.urls import feed_folder, feed_path, file_of

STYLE: Final = "feed.css"
"""The theme's asset that dresses a feed which is opened in a browser."""


class FeedPicture(View, frozen=True, kw_only=True):
    url: str
    type: str
    """Media type; empty where it is not known (an image on another host)."""
    length: int
    """Bytes; 0 where unknown, and for a rendition, whose length is known once it is made."""
    width: int
    """Pixels; 0 where unknown."""
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    made: PictureView | None = None
    """The rendition, if it is one."""


class FeedSound(View, frozen=True, kw_only=True):
    url: str
    type: str
    length: int
    """Bytes; 0 where unknown, as the RSS profile wants it."""
    seconds: int
    text: str
    """For a link to it."""


class Note(View, frozen=True, kw_only=True):
    """What stands under the text: a correction, or where a republished article comes from."""

    label: str
    text: str


class FeedItem(View, frozen=True, kw_only=True):
    id: str
    """See site/identity.py."""
    atom_id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    """The last change that matters, a correction included."""
    creators: tuple[Link, ...]
    """Authors, then the desk."""
    categories: tuple[str, ...]
    """The section, then tags."""
    summary: str
    language: str
    """BCP 47; empty where it is the feed's."""
    direction: str
    """rtl or ltr."""
    picture: FeedPicture | None
    sound: FeedSound | None
    notes: tuple[Note, ...]
    updates: tuple[Link, ...]
    """Of live coverage: what stands above each update in the body, and its address."""
    body: BodyView | None
    """None where the site's feeds hold summaries only."""


class FeedView(View, frozen=True, kw_only=True):
    format: str
    """rss, atom or json."""
    title: str
    description: str
    language: str
    url: str
    """Of the page that the feed follows."""
    self_url: str
    copyright: str
    publisher: str
    email: str
    hub: str
    """A WebSub hub's address, or empty."""
    picture: FeedPicture | None
    style: str
    """Address of a style sheet for browsers, or empty."""
    explanation: str
    """For people who open the feed in a browser."""
    guide: Link
    """Leads them to the page that lists all feeds."""
    updated: datetime | None
    """The newest moment of its articles; None while it has none."""
    items: tuple[FeedItem, ...]
    """The newest first."""


def feed_keys(edition: Edition) -> Iterator[str]:
    """Yield the key of every list that has feeds: all articles, then each term."""
    if edition.config.feed_formats:
        yield ALL
        yield from (term.key for term in edition.site.taxonomy.all())


def plan_feed(edition: Edition, key: str) -> Iterator[Page]:
    """Plan the feeds of a list, and a second copy of RSS where WordPress has it, for those who subscribed there."""
    config = edition.config
    path, title, description = "/", config.title, config.tagline or config.title
    if key != ALL:
        term = edition.site.taxonomy.term(key)
        if term is None:
            return
        path, title = term.path, f"{term.title} – {config.title}"
        description = term.description or title
    newest = edition.site.listed(key)[: -config.feed_items - 1 : -1]
    items = [edition.once("feed item", article, feed_item) for article in newest]
    yield from feed_pages(edition, path, title, description, items, config.place("feeds"))


def feed_pages(
    edition: Edition, path: str, title: str, description: str, items: Sequence[FeedItem], origin: Location
) -> Iterator[Page]:
    """Yield the feeds of what is at `path`, one in each of the site's formats; `origin` is who asks for them."""
    config, shown = edition.config, tuple(items)
    picture, style = edition.once_for("feed picture", _picture_of_feeds), edition.theme.assets.get(STYLE)
    for form in config.feed_formats:
        view = FeedView(
            format=form,
            title=title,
            description=description,
            language=config.language,
            url=edition.absolute(path),
            self_url=edition.absolute(feed_path(path, form)),
            copyright=edition.view.copyright,
            publisher=config.publisher,
            email=config.publisher_email,
            hub=config.feed_hub,
            picture=picture,
            style=edition.href(style.path) if style else "",
            explanation=edition.gettext("This is a feed: an address that feed readers follow for news."),
            guide=Link(text=edition.gettext("How to subscribe"), url=edition.absolute(FEEDS_PATH)),
            updated=max((item.updated for item in shown), default=None),
            items=shown,
        )
        files = [feed_path(path, form), *([f"{feed_folder(path)}feed/index.xml"] if form == "rss" else [])]
        for file in files:
            yield Page(path=file_of(file), renderer="feed", view=view, origin=origin)


def feed_item(edition: Edition, article: Article) -> FeedItem:
    """Return an article as its feeds show it."""
    config = edition.config
    desk, section = edition.desk_link(article), edition.section_link(article)
    authors = edition.author_terms(article)
    return FeedItem(
        id=feed_id(article, config),
        atom_id=atom_id(article, config),
        url=edition.absolute(edition.site.path(article)),
        title=article.title,
        published=article.date.instant.astimezone(UTC),
        updated=_updated(edition, article),
        creators=(
            *(Link(text=author.title, url=edition.absolute(author.path)) for author in authors),
            *([Link(text=desk.text, url=edition.site.addresses.origin() + desk.url)] if desk else []),
        ),
        categories=(section.text, *(tag.title for tag in edition.tag_terms(article))),
        summary=article.summary,
        language=edition.foreign(article.lang),
        direction=direction(article.lang or config.language),
        picture=_picture(edition, article),
        sound=_sound(edition, article),
        notes=tuple(_notes(edition, article)),
        updates=tuple(_updates(edition, article)) if config.full_feeds else (),
        body=_body(edition, article) if config.full_feeds else None,
    )


def _updates(edition: Edition, article: Article) -> Iterator[Link]:
    address = edition.absolute(edition.site.path(article))
    for update in article.updates:
        when = date_view(update.time, edition.config.language)
        yield Link(text=f"{when.day}, {when.time}: {update.title}", url=f"{address}#{update.anchor}")


def _updated(edition: Edition, article: Article) -> datetime:
    """A correction is a change that matters, at the beginning of its day: no more of its moment is known."""
    moments = [article.date.instant, *([article.updated.instant] if article.updated else [])]
    moments += [datetime.combine(fix.day, time(), edition.config.zone) for fix in article.corrections]
    return max(moments).astimezone(UTC)


def _notes(edition: Edition, article: Article) -> Iterator[Note]:
    for correction in article.corrections:
        day = day_view(correction.day, edition.config.language).ordinal
        yield Note(label=edition.gettext("Correction, %(date)s:") % {"date": day}, text=correction.text)
    if article.credit:
        yield Note(label="", text=edition.gettext("Source: %(name)s") % {"name": article.credit})


def _body(edition: Edition, article: Article) -> BodyView:
    resolved = edition.site.resolved(article).feed
    return BodyView(source=article.source, digest=article.body.digest, resolved=resolved)


def _picture(edition: Edition, article: Article) -> FeedPicture | None:
    media, image = edition.site.picture(article), article.image
    if media is None or image is None:
        return None
    url, kind, made = media.url, "", None
    length = width = height = 0
    if media.look:
        path = shared_path(media)
        url, kind = edition.absolute(path), MEDIA_TYPES[path.rpartition(".")[2].lower()]
        shown: Original | Rendition = media.look.original if media.path else media.look.fallback("wide")
        width, height = shown.width, shown.height
        if isinstance(shown, Rendition):
            made = picture_view(media.look, shown)
        else:
            length = shown.size
    return FeedPicture(
        url=url,
        type=kind,
        length=length,
        width=width,
        height=height,
        alt=image.alt,
        caption=image.caption,
        credit=image.credit,
        made=made,
    )


def _sound(edition: Edition, article: Article) -> FeedSound | None:
    media, audio = edition.site.sound(article), article.audio
    if media is None or audio is None:
        return None
    return FeedSound(
        url=media.url or edition.absolute(media.path),
        type=audio.type,
        length=media.size,
        seconds=audio.seconds,
        text=edition.gettext("Listen: %(duration)s") % {"duration": clock(audio.seconds)},
    )


def _picture_of_feeds(edition: Edition, _: str) -> FeedPicture | None:
    media = edition.site.feed_image
    if media is None:
        return None
    if media.look is None:
        return FeedPicture(url=media.url, type="", length=0, width=0, height=0)
    original = media.look.original
    return FeedPicture(
        url=edition.absolute(media.path),
        type=MEDIA_TYPES[media.path.rpartition(".")[2].lower()],
        length=original.size,
        width=original.width,
        height=original.height,
    )
