"""The Edition: a site in the words and addresses of its theme. Makes the views that several page kinds share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from sitegen.config import Config, Social
from sitegen.content.article import Article, Author
from sitegen.content.markdown.addresses import origin_of
from sitegen.errors import Location
from sitegen.pages.dates import date_view
from sitegen.pages.images import CARD, PORTRAIT, TEASER, Place, Shown, image_view, origins, whole_view
from sitegen.pages.letters import excerpt, initials
from sitegen.pages.locales import numerals, open_graph_locale
from sitegen.pages.views import (
    Alternate,
    AuthorBox,
    Card,
    DateView,
    FeedLink,
    HeadView,
    ImageView,
    Link,
    MenuItem,
    SettingPicture,
    SiteView,
    SocialLink,
    Teaser,
    TermLink,
)
from sitegen.site.site import Site
from sitegen.site.slugs import slugify
from sitegen.site.taxonomy import Term
from sitegen.site.urls import FEED_TYPES, SEARCH_PATH, feed_path, split_suffix
from sitegen.site.uses import Use
from sitegen.theme.theme import Theme

LATEST_PATH = "/fragments/latest.html"
FEEDS_PATH = "/feeds/"
"""The page that lists all feeds."""
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
_RIGHT_TO_LEFT_SCRIPTS = {"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}
_NETWORK_NAMES = {"linkedin": "LinkedIn", "whatsapp": "WhatsApp", "youtube": "YouTube"}


_ACCOUNT: Final = re.compile(r"https://([\w.-]+)/@(\w(?:[\w.-]*\w)?)/?")
"""The address of a profile on Mastodon."""
Made = TypeVar("Made")
_MOST_KEPT: Final = 20_000
"""Cards, teasers and the like of each kind that are kept for the next page."""


class Edition:
    """One build's site and theme. Each card and teaser is made once and shared by all the pages that show it."""

    def __init__(self, site: Site, theme: Theme) -> None:
        self.site = site
        self.theme = theme
        self.config: Config = site.config
        self.gettext = theme.gettext
        self._date_style: str = self.setting("date_style", "long")
        self._terms = site.taxonomy
        self._made: dict[str, dict[str, Any]] = {}
        self._lists: dict[str, Any] = {}
        self.view = self._site_view()
        settings = self.view.settings.values()
        pictures = (setting for setting in settings if isinstance(setting, SettingPicture))
        self._account = account_of(self.config.social)
        self._hosts = frozenset(origins((self.view.logo, *pictures)))

    def href(self, path: str) -> str:
        return self.site.addresses.href(path)

    def absolute(self, path: str) -> str:
        return self.site.addresses.absolute(path)

    def date(self, article: Article) -> DateView:
        return date_view(article.date, self.config.language, self._date_style)

    def setting(self, name: str, default: Any = None) -> Any:
        """Return a setting of the theme; `default` if the theme has none of that name, or none was given."""
        value = self.theme.settings.get(name)
        return default if value is None else value

    def number(self, number: int) -> str:
        """Return a number in the digits of the site's language."""
        return numerals(number, self.config.language)

    def foreign(self, lang: str | None) -> str:
        """Return the language (BCP 47) of an article, empty where it is the site's own, which needs no mark."""
        return lang if lang and lang.lower() != self.config.language.lower() else ""

    def term_link(self, term: Term) -> TermLink:
        return TermLink(id=term.id, text=term.title, url=self.href(term.path))

    def section_link(self, article: Article) -> TermLink:
        return self.term_link(self._terms.sections[article.section])

    def desk_link(self, article: Article) -> TermLink | None:
        return self.term_link(self._terms.desks[article.desk]) if article.desk else None

    def author_terms(self, article: Article) -> tuple[Term, ...]:
        ids = dict.fromkeys(map(self.site.rules.author_id, article.authors))
        return tuple(self._terms.authors[id_] for id_ in ids)

    def author_links(self, article: Article) -> tuple[TermLink, ...]:
        return tuple(self.term_link(term) for term in self.author_terms(article))

    def tag_terms(self, article: Article) -> tuple[Term, ...]:
        return tuple(self._terms.tags[id_] for id_ in dict.fromkeys(map(slugify, article.tags)))

    def once(self, kind: str, article: Article, make: Callable[[Edition, Article], Made]) -> Made:
        """Return what `make` gives for an article, made once while many pages in a row show it."""
        known = self._made.setdefault(kind, {})
        made: Made | None = known.get(article.source)
        if made is None:
            if len(known) >= _MOST_KEPT:
                known.clear()
            made = known[article.source] = make(self, article)
        return made

    def once_for(self, key: str, make: Callable[[Edition, str], Made]) -> Made:
        """Return what `make` gives for the key of a list, made once for all its pages."""
        if key not in self._lists:
            self._lists[key] = make(self, key)
        made: Made = self._lists[key]
        return made

    def uses(self, file: str) -> frozenset[Use]:
        """Return the ways in which what is out uses a file of content/: a picture of thousands is asked for once."""
        known = self._made.setdefault("uses", {})
        if file not in known:
            if len(known) >= _MOST_KEPT:
                known.clear()
            known[file] = self.site.uses(file)
        found: frozenset[Use] = known[file]
        return found

    def teaser(self, article: Article) -> Teaser:
        """What tiles and lists of headlines show."""
        return self.once("teaser", article, _teaser)

    def teasers(self, articles: Iterable[Article]) -> tuple[Teaser, ...]:
        return tuple(self.teaser(article) for article in articles)

    def card(self, article: Article) -> Card:
        """What rows and blocks show."""
        return self.once("card", article, _card)

    def cards(self, articles: Iterable[Article]) -> tuple[Card, ...]:
        return tuple(self.card(article) for article in articles)

    def image(self, item: Article | Author, place: Place) -> ImageView | None:
        """Return the featured picture of an article, or the photograph of an author, as a place shows it."""
        media, picture = self.site.picture(item), item.image
        if picture is None or media is None:
            return None
        return image_view(picture, media, place, self.site.addresses)

    def author_box(self, author: Author, term: Term, longest: int | None = None) -> AuthorBox:
        """Return the box of an author, with at most `longest` characters of the biography."""
        return AuthorBox(
            name=term.title,
            initials=initials(term.title, self.config.language),
            role=author.role,
            url=self.href(term.path),
            biography=excerpt(author.biography, longest) if longest else author.biography,
            image=self.image(author, PORTRAIT),
            links=self._profiles(author.links),
            extra=author.extra,
        )

    def _profiles(self, links: Iterable[Social]) -> tuple[SocialLink, ...]:
        names = _NETWORK_NAMES | {"website": self.gettext("Website")}
        return tuple(
            SocialLink(
                network=link.network,
                text=link.title or names.get(link.network, link.network.capitalize()),
                url=link.url,
            )
            for link in links
        )

    def breadcrumb(self, *trail: Link) -> tuple[Link, ...]:
        """Return Home and the trail; the last link is the page itself and gets no address."""
        last = Link(text=trail[-1].text, url="")
        return (Link(text=self.gettext("Home"), url=self.view.home_url), *trail[:-1], last)

    def head(
        self,
        title: str,
        path: str,
        *,
        description: str = "",
        kind: str = "website",
        image: str = "",
        index: bool = True,
        feed: Term | None = None,
        feeds: Iterable[tuple[str, str]] = (),
        canonical: str | None = None,
        frames: Sequence[str] = (),
        sounds: Sequence[str] = (),
        lang: str | None = None,
        shown: Iterable[Shown] = (),
        hosts: Iterable[str] = (),
        properties: Iterable[tuple[str, str]] = (),
        alternates: Iterable[Alternate] = (),
        creator: str = "",
        graph: str = "",
        scripts: Sequence[str] = (),
        forms: Iterable[str] = (),
    ) -> HeadView:
        """Return what goes into the <head> of the page at `path`; `feed` is a term whose feed it announces, `feeds`
        are the titles and fronts of others.

        `lang` is the language of what it holds, if that is not the site's; `shown` is what the page shows pictures of,
        `hosts` the origins of the pictures in its text, `sounds` those of its audio; `scripts` is what its scripts may
        do besides, `forms` the addresses that its forms are sent to.
        """
        others = [*([(feed.title, feed.path)] if feed else []), *feeds]
        announced = [(self.config.title, "/"), *((f"{text} – {self.config.title}", front) for text, front in others)]
        # One format of each is enough: a reader takes any, and the page that lists them all has the others.
        links = [
            FeedLink(title=text, url=self.href(feed_path(front, form)), type=FEED_TYPES[form])
            for text, front in announced
            for form in self.config.feed_formats[:1]
        ]
        return HeadView(
            title=f"{title} – {self.config.title}" if title else self.site_title(),
            description=excerpt(description, 160),
            canonical=canonical or self.absolute(path),
            kind=kind,
            image=image,
            index=index,
            feeds=tuple(links),
            frames=tuple(frames),
            sounds=tuple(sounds),
            locale=open_graph_locale(lang or self.config.language),
            pictures=tuple(sorted({*hosts, *self._hosts, *origins(shown)} - {""})),
            properties=tuple(properties),
            alternates=tuple(alternates),
            creator=creator or self._account,
            graph=graph,
            scripts=tuple(scripts),
            forms=tuple(sorted({origin_of(address) for address in forms})),
        )

    def feed_href(self, front: str) -> str:
        """Return the address of the feed, in the site's first format, of what is at `front`; empty without feeds."""
        return next((self.href(feed_path(front, form)) for form in self.config.feed_formats), "")

    def site_title(self) -> str:
        return f"{self.config.title} – {self.config.tagline}" if self.config.tagline else self.config.title

    def origin(self) -> Location:
        return self.config.place("title")

    def _site_view(self) -> SiteView:
        config, logo = self.config, self.site.logo
        founded = f"{self.number(config.founded)} " if config.founded else ""
        image = whole_view(logo, self.site.addresses) if logo else None
        sections = tuple(self.term_link(term) for term in self._terms.sections.values() if not term.parent)
        return SiteView(
            title=config.title,
            tagline=config.tagline,
            language=config.language,
            direction=direction(config.language),
            home_url=self.href("/"),
            logo=image,
            menu=tuple(self._menu()),
            sections=sections,
            pages=tuple(Link(text=page.title, url=self.href(self.site.path(page))) for page in self.site.pages),
            social=self._profiles(config.social),
            feeds_url=self.href(FEEDS_PATH) if config.feed_formats else "",
            latest_url=self.href(LATEST_PATH),
            search_url=self.href(SEARCH_PATH) if config.search else "",
            copyright=f"© {founded}{config.publisher}",
            reply_origin=_reply_origin(config),
            settings={name: self._setting_view(name, value) for name, value in self.theme.settings.items()},
            extra=config.extra,
        )

    def _setting_view(self, name: str, value: Any) -> Any:
        if name not in self.theme.pictures:
            return value
        media = self.site.pictures.get(name)
        if media is None:
            return None  # It is not there, which is told elsewhere.
        image = whole_view(media, self.site.addresses, value["alt"])
        return SettingPicture(image=image, url=value["url"] or "")

    def _menu(self) -> Iterable[MenuItem]:
        for entry, address in self.site.menu:
            if entry.section is None:
                url = self.site.addresses.href(*split_suffix(address)) if address else entry.url
                yield MenuItem(id="", text=entry.title, url=url)
                continue
            term = self._terms.sections[entry.section]
            children = [child for child in self._terms.sections.values() if child.parent == term.id]
            yield MenuItem(
                id=term.id,
                text=entry.title,
                url=self.href(term.path),
                children=tuple(
                    MenuItem(id=child.id, text=child.title, url=self.href(child.path)) for child in children
                ),
            )


def _reply_origin(config: Config) -> str:
    parts = urlsplit(config.reply_action if config.reply_form else "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:" if parts.scheme else ""


def _teaser(edition: Edition, article: Article) -> Teaser:
    return Teaser(
        url=edition.href(edition.site.path(article)),
        title=article.title,
        date=edition.date(article),
        image=edition.image(article, TEASER),
        section=edition.section_link(article),
        lang=edition.foreign(article.lang),
    )


def _card(edition: Edition, article: Article) -> Card:
    teaser = edition.teaser(article)
    return Card(
        url=teaser.url,
        title=teaser.title,
        date=teaser.date,
        image=edition.image(article, CARD),
        section=teaser.section,
        desk=edition.desk_link(article),
        authors=edition.author_links(article),
        kind=article.kind,
        summary=excerpt(article.summary, 200),
        lang=teaser.lang,
    )


def account_of(profiles: Iterable[Social]) -> str:
    """Return the account in the Fediverse of the first profile on Mastodon: `@name@host.example`; empty without one."""
    found = (_ACCOUNT.fullmatch(profile.url) for profile in profiles if profile.network == "mastodon")
    return next((f"@{match[2]}@{match[1]}" for match in found if match), "")


def direction(language: str) -> str:
    """Return rtl or ltr for a BCP 47 tag: its script decides if it names one (`az-Arab`), else its language."""
    words = language.split("-")
    if len(words) > 1 and len(words[1]) == 4:
        return "rtl" if words[1].capitalize() in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if words[0].lower() in _RIGHT_TO_LEFT else "ltr"
