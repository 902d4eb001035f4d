"""Structured data: one JSON-LD graph a page, in the terms of schema.org (https://schema.org/docs/schemas.html).

A node that stands on every page, the publisher or the site, has an `@id` by which the others name it. What is not known
is left out, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from sitegen.config import POLICIES
from sitegen.content.article import Article, Author, PlainPage
from sitegen.content.updates import Update
from sitegen.pages.images import shared_paths
from sitegen.pages.views import Card, Link, Teaser
from sitegen.site.taxonomy import Term
from sitegen.site.urls import CORRECTIONS_PATH, SEARCH_PATH

if TYPE_CHECKING:
    from sitegen.pages.edition import Edition

Node = dict[str, Any]
TYPES: Final = {
    "news": "NewsArticle",
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "review": "ReviewNewsArticle",
    "live": "LiveBlogPosting",
}
"""By an article's kind."""
SPEAKABLE: Final = ["h1", ".subtitle"]
"""CSS selectors of what a voice assistant may read aloud."""


def graph(*nodes: Node | msgspec.Raw) -> str:
    """Return a graph as the text of a script element: JSON in which no `<` can end the element."""
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": nodes}).decode()
    return text.replace("<", "\\u003c")


def article_graph(edition: Edition, article: Article, address: str, breadcrumb: Sequence[Link]) -> str:
    """Return the graph of an article's page, which is at the absolute `address`."""
    images = shared_paths(edition.site.picture(article), edition.absolute)
    node: Node = {
        "@type": TYPES[article.kind],
        "headline": article.title,
        "mainEntityOfPage": address,
        "datePublished": article.date.iso,
        "dateModified": (article.updated or article.date).iso,
        "inLanguage": article.lang or edition.config.language,
        "articleSection": edition.section_link(article).text,
        "author": _authors(edition, article),
        "publisher": {"@id": _publisher_id(edition)},
        "isPartOf": {"@id": _site_id(edition)},
        "speakable": {"@type": "SpeakableSpecification", "cssSelector": SPEAKABLE},
    }
    if article.kind == "live":
        updates = [_update(update, address) for update in article.updates]
        node |= {"coverageStartTime": article.date.iso, "liveBlogUpdate": updates}
    corrections = [
        {"@type": "CorrectionComment", "text": correction.text, "datePublished": correction.day.isoformat()}
        for correction in article.corrections
    ]
    node |= _known(
        alternativeHeadline=article.subtitle,
        description=article.summary,
        image=images,
        keywords=[term.title for term in edition.tag_terms(article)],
        dateline=article.dateline,
        correction=corrections,
        isBasedOn=article.canonical,
        creditText=article.credit,
    )
    return _inner_graph(edition, node, breadcrumb)


def _update(update: Update, address: str) -> Node:
    return {
        "@type": "BlogPosting",
        "headline": update.title,
        "url": f"{address}#{update.anchor}",
        "datePublished": update.time.iso,
    } | _known(articleBody=update.text)


def _common(edition: Edition, _key: str) -> tuple[msgspec.Raw, ...]:
    """Return the nodes that are the same on every page but the home page, encoded."""
    return tuple(msgspec.Raw(msgspec.json.encode(node)) for node in (publisher(edition), _site(edition)))


def _inner_graph(edition: Edition, node: Node, breadcrumb: Sequence[Link]) -> str:
    """Return the graph of any page but the home page, of which `node` is what the page is about."""
    return graph(node, _trail(edition, breadcrumb), *edition.once_for("publisher and site", _common))


def home_graph(edition: Edition) -> str:
    """Return the graph of the home page: the newsroom with its policies, the site, and how it is searched."""
    search = _search_action(edition) if edition.config.search else {}
    return graph(publisher(edition, whole=True), _site(edition) | _known(potentialAction=search))


def list_graph(
    edition: Edition,
    name: str,
    address: str,
    breadcrumb: Sequence[Link],
    rows: Iterable[Card | Teaser],
    description: str = "",
) -> str:
    """Return the graph of a page of a list."""
    origin = edition.site.addresses.origin()
    items = [{"@type": "ListItem", "position": place, "url": origin + row.url} for place, row in enumerate(rows, 1)]
    node = _page("CollectionPage", edition, name, address) | _known(description=description)
    node["mainEntity"] = {"@type": "ItemList", "itemListElement": items}
    return _inner_graph(edition, node, breadcrumb)


def profile_graph(edition: Edition, term: Term, address: str, breadcrumb: Sequence[Link]) -> str:
    """Return the graph of the front page of an author or a desk."""
    author = edition.site.authors.get(term.id) if term.kind == "author" else None
    entity = _person(edition, term, author, whole=True) if term.kind == "author" else _desk(edition, term)
    node = _page("ProfilePage", edition, term.title, address) | {"mainEntity": entity}
    return _inner_graph(edition, node, breadcrumb)


def page_graph(edition: Edition, name: str, address: str, breadcrumb: Sequence[Link], page: PlainPage | None) -> str:
    """Return the graph of a plain page."""
    node = _page("WebPage", edition, name, address)
    if page is not None:
        node |= _known(description=page.summary, inLanguage=page.lang)
    return _inner_graph(edition, node, breadcrumb)


def publisher(edition: Edition, *, whole: bool = False) -> Node:
    """Return the newsroom; as a `whole` with its profiles and policies."""
    config, logo = edition.config, edition.site.logo
    node: Node = {
        "@type": "NewsMediaOrganization",
        "@id": _publisher_id(edition),
        "name": config.publisher,
        "url": edition.absolute("/"),
    }
    if logo is not None:
        node["logo"] = {"@type": "ImageObject", "url": logo.url or edition.absolute(logo.path)}
    if whole:
        founded = str(config.founded) if config.founded else ""
        profiles = [profile.url for profile in config.social]
        node |= _known(email=config.publisher_email, foundingDate=founded, sameAs=profiles, **_policies(edition))
    return node


def _policies(edition: Edition) -> dict[str, str]:
    pages = {page.source: edition.absolute(edition.site.path(page)) for page in edition.site.pages}
    found = {POLICIES["corrections"]: edition.absolute(CORRECTIONS_PATH)} if edition.site.has_corrections else {}
    for policy in edition.config.policies:
        address = pages.get(policy.page.removeprefix("/"))
        if address and policy.about:
            found[POLICIES[policy.about]] = address
    return found


def _site(edition: Edition) -> Node:
    node = {
        "@type": "WebSite",
        "@id": _site_id(edition),
        "name": edition.config.title,
        "url": edition.absolute("/"),
        "inLanguage": edition.config.language,
        "publisher": {"@id": _publisher_id(edition)},
    }
    return node | _known(description=edition.config.tagline)


def _search_action(edition: Edition) -> Node:
    return {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": edition.absolute(SEARCH_PATH) + "?q={search_term_string}",
        },
        "query-input": "required name=search_term_string",
    }


def _page(kind: str, edition: Edition, name: str, address: str) -> Node:
    return {"@type": kind, "@id": address, "url": address, "name": name, "isPartOf": {"@id": _site_id(edition)}}


def _trail(edition: Edition, breadcrumb: Sequence[Link]) -> Node:
    """Return the breadcrumb; its last link is the page itself, which needs no address."""
    origin = edition.site.addresses.origin()
    items = [
        {"@type": "ListItem", "position": place, "name": link.text} | _known(item=link.url and origin + link.url)
        for place, link in enumerate(breadcrumb, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _authors(edition: Edition, article: Article) -> list[Node]:
    authors = edition.site.authors
    found = [_person(edition, term, authors.get(term.id)) for term in edition.author_terms(article)]
    desk = edition.site.taxonomy.desks.get(article.desk) if article.desk else None
    return [*found, _desk(edition, desk)] if desk else found


def _person(edition: Edition, term: Term, author: Author | None, *, whole: bool = False) -> Node:
    node: Node = {"@type": "Person", "name": term.title, "url": edition.absolute(term.path)}
    if author is not None:
        node |= _known(jobTitle=author.role)
    if whole:
        node["worksFor"] = {"@id": _publisher_id(edition)}
        if author is not None:
            image = shared_paths(edition.site.picture(author), edition.absolute)
            links = [link.url for link in author.links]
            node |= _known(description=author.biography, image=image[-1:], sameAs=links)
    return node


def _desk(edition: Edition, term: Term) -> Node:
    return {
        "@type": "Organization",
        "name": term.title,
        "url": edition.absolute(term.path),
        "parentOrganization": {"@id": _publisher_id(edition)},
    }


def _publisher_id(edition: Edition) -> str:
    return edition.absolute("/") + "#publisher"


def _site_id(edition: Edition) -> str:
    return edition.absolute("/") + "#website"


def _known(**values: Any) -> Node:
    """Return the values that say something."""
    return {name: value for name, value in values.items() if value}
