"""The article page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from sitegen.content.article import Article
from sitegen.content.moments import clock
from sitegen.pages.dates import date_view, day_view
from sitegen.pages.edition import Edition, account_of, direction
from sitegen.pages.images import FEATURED, shared_path
from sitegen.pages.locales import language_name
from sitegen.pages.page import Page
from sitegen.pages.reading_time import reading_minutes
from sitegen.pages.redirect import plan_redirects
from sitegen.pages.structured import article_graph
from sitegen.pages.views import (
    Alternate,
    AuthorBox,
    DateView,
    HeadView,
    ImageView,
    Link,
    ReplyForm,
    SiteView,
    SocialLink,
    Teaser,
    TermLink,
    TranslationLink,
    View,
)
from sitegen.site.urls import file_of

NETWORKS = ("facebook", "x", "linkedin", "whatsapp", "telegram", "email")
"""Where a story can be shared, in the order of the links."""
BIOGRAPHY = 160
"""Characters of a biography under a story; the author's own page has it whole."""


class CorrectionView(View, frozen=True, kw_only=True):
    date: DateView
    text: str


class UpdateView(View, frozen=True, kw_only=True):
    """An entry of live coverage; its HTML comes with the body's."""

    anchor: str
    time: DateView
    title: str


class BodyView(View, frozen=True, kw_only=True):
    """A body as its view holds it: what its HTML is a pure function of, not the HTML."""

    source: str
    digest: str
    resolved: tuple[str, ...]
    """What its references resolve to."""
    update: int = 0
    """1 for the text of the newest update of live coverage alone, 2 for the next; 0 for all that the body holds."""


class AudioView(View, frozen=True, kw_only=True):
    src: str
    duration: str
    """`12:34`"""


class ArticleView(View, frozen=True, kw_only=True):
    site: SiteView
    head: HeadView
    breadcrumb: tuple[Link, ...]
    lang: str
    """BCP 47; the article's own language."""
    direction: str
    """ltr or rtl: that of its language."""
    section: TermLink
    title: str
    subtitle: str
    desk: TermLink | None
    authors: tuple[TermLink, ...]
    date: DateView
    updated: DateView | None
    translations: tuple[TranslationLink, ...]
    """The story in other languages."""
    minutes: int
    """Reading time."""
    kind: str
    dateline: str
    image: ImageView | None
    audio: AudioView | None
    highlights: tuple[str, ...]
    updates: tuple[UpdateView, ...]
    """Of live coverage, the newest first."""
    live_feed: str
    """The address of the feed of these updates; empty where there is none."""
    corrections: tuple[CorrectionView, ...]
    source: str
    """The credit of a republished article."""
    tags: tuple[TermLink, ...]
    boxes: tuple[AuthorBox, ...]
    previous: Teaser | None
    """The article published before this one."""
    next: Teaser | None
    related: tuple[Teaser, ...]
    more: tuple[Teaser, ...]
    """More from the section."""
    share: tuple[SocialLink, ...]
    reply: ReplyForm | None
    body: BodyView
    extra: dict[str, Any]
    """The `x_` fields of the front matter."""


def plan_article(edition: Edition, row: int) -> Iterator[Page]:
    """Plan the page of the article at a row of the index, if it is out, and a redirect for each of its aliases."""
    if not edition.site.index.is_out(row):
        return
    article: Article = edition.site.shelf.record(row)
    path = edition.site.path(article)
    place = "url" if article.url else "slug" if "slug" in article.places else "title"
    yield Page(
        path=file_of(path),
        renderer="template",
        template="article.html",
        view=_view(edition, article, path),
        origin=article.place(place),
    )
    yield from plan_redirects(edition, article)


def _view(edition: Edition, article: Article, path: str) -> ArticleView:
    site, config = edition.site, edition.config
    lang = article.lang or config.language
    section = site.taxonomy.sections[article.section]
    section_link = edition.term_link(section)
    image = edition.image(article, FEATURED)
    audio, translations = _audio(edition, article), site.translations(article)
    address = edition.absolute(path)
    before, after = site.beside(article)
    previous, following = edition.teaser(before) if before else None, edition.teaser(after) if after else None
    related, more = edition.teasers(site.related(article)), edition.teasers(site.more(article))
    boxes = tuple(
        edition.author_box(site.authors[term.id], term, longest=BIOGRAPHY)
        for term in edition.author_terms(article)
        if term.id in site.authors
    )
    trail = [Link(text=section.title, url=section_link.url)]
    if section.parent:
        parent = site.taxonomy.sections[section.parent]
        trail.insert(0, Link(text=parent.title, url=edition.href(parent.path)))
    breadcrumb = edition.breadcrumb(*trail, Link(text=article.title, url=path))
    return ArticleView(
        site=edition.view,
        head=edition.head(
            article.title,
            path,
            description=article.summary,
            kind="article",
            image=_absolute_image(edition, article),
            feed=section,
            feeds=[(article.title, path)] if article.updates else (),
            canonical=article.canonical,
            frames=article.body.frames,
            sounds=[_origin(audio.src)] if audio else (),
            lang=lang,
            shown=(image, previous, following, *related, *more, *boxes),
            hosts=article.body.hosts,
            properties=_properties(edition, article),
            alternates=tuple(_alternates(edition, article, translations)),
            creator=_creator(edition, article),
            graph=article_graph(edition, article, address, breadcrumb),
        ),
        breadcrumb=breadcrumb,
        lang=lang,
        direction=direction(lang),
        section=section_link,
        title=article.title,
        subtitle=article.subtitle,
        desk=edition.desk_link(article),
        authors=edition.author_links(article),
        date=edition.date(article),
        updated=date_view(article.updated, config.language) if article.updated else None,
        translations=tuple(_translation(edition, other) for other in translations if other.source != article.source),
        minutes=reading_minutes(article.body.words, lang),
        kind=article.kind,
        dateline=article.dateline,
        image=image,
        audio=audio,
        highlights=article.highlights,
        updates=tuple(
            UpdateView(anchor=update.anchor, time=date_view(update.time, config.language), title=update.title)
            for update in article.updates
        ),
        live_feed=edition.feed_href(path) if article.updates else "",
        corrections=tuple(
            CorrectionView(date=day_view(correction.day, config.language), text=correction.text)
            for correction in article.corrections
        ),
        source=article.credit,
        tags=tuple(edition.term_link(term) for term in edition.tag_terms(article)),
        boxes=boxes,
        previous=previous,
        next=following,
        related=related,
        more=more,
        share=share_links(address, edition.setting("share", NETWORKS)),
        reply=_reply_form(edition, article) if config.reply_form and article.comments else None,
        body=BodyView(source=article.source, digest=article.body.digest, resolved=site.resolved(article).page),
        extra=article.extra,
    )


def _properties(edition: Edition, article: Article) -> Iterator[tuple[str, str]]:
    """Yield what Open Graph says of an article (https://ogp.me/#type_article)."""
    yield "article:published_time", article.date.iso
    if article.updated:
        yield "article:modified_time", article.updated.iso
    yield "article:section", edition.section_link(article).text
    for tag in edition.tag_terms(article):
        yield "article:tag", tag.title


def _alternates(edition: Edition, article: Article, translations: Iterable[Article]) -> Iterator[Alternate]:
    """Yield the addresses of a story in each language, its own included, but for what is an original elsewhere."""
    ours = [each for each in translations if not each.canonical]
    for each in ours if len(ours) > 1 and not article.canonical else ():
        address = edition.absolute(edition.site.path(each))
        yield Alternate(lang=each.lang or edition.config.language, url=address)


def _translation(edition: Edition, article: Article) -> TranslationLink:
    lang = article.lang or edition.config.language
    return TranslationLink(lang=lang, text=language_name(lang), url=edition.href(edition.site.path(article)))


def _creator(edition: Edition, article: Article) -> str:
    authors = (edition.site.authors.get(term.id) for term in edition.author_terms(article))
    return next(filter(None, (account_of(author.links) for author in authors if author)), "")


def _audio(edition: Edition, article: Article) -> AudioView | None:
    media = edition.site.sound(article)
    if media is None or article.audio is None:
        return None
    return AudioView(src=media.url or edition.href(media.path), duration=clock(article.audio.seconds))


def _origin(address: str) -> str:
    """Return what a Content-Security-Policy calls the host of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"


def share_links(address: str, networks: Sequence[str] = NETWORKS) -> tuple[SocialLink, ...]:
    """Return plain links that hand an address to each network: no script, no request before the click.

    The networks read the title off the page; a theme's script may add it, which would stand six times in the page.
    """
    link = quote(address, safe="/:")
    targets = {
        "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u="),
        "x": ("X", "https://x.com/intent/post?url="),
        "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url="),
        "whatsapp": ("WhatsApp", "https://wa.me/?text="),
        "telegram": ("Telegram", "https://t.me/share/url?url="),
        "email": ("Email", "mailto:?body="),
    }
    found = ((network, *targets[network]) for network in networks if network in targets)
    return tuple(SocialLink(network=network, text=name, url=url + link) for network, name, url in found)


def _absolute_image(edition: Edition, article: Article) -> str:
    media = edition.site.picture(article)
    if media is None:
        return ""
    return media.url or edition.absolute(shared_path(media))


def _reply_form(edition: Edition, article: Article) -> ReplyForm:
    action = edition.config.reply_action
    subject = edition.gettext("Reply to: %(title)s") % {"title": article.title}
    if action.startswith("mailto:"):
        separator = "&" if "?" in action else "?"
        return ReplyForm(action=f"{action}{separator}subject={quote(subject)}", encoding="text/plain", subject=subject)
    return ReplyForm(action=action, encoding="application/x-www-form-urlencoded", subject=subject)
