"""Articles, pages and authors -> Site: what is out, in which order, under which terms and addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from sitegen.config import Config, MenuEntry
from sitegen.content.article import Article, Author, PlainPage
from sitegen.content.markdown.body import Body
from sitegen.errors import Location, Problem, suggest
from sitegen.site.references import Measure, Media, ResolvedBody, Resolver, Target
from sitegen.site.taxonomy import Taxonomy, build_taxonomy
from sitegen.site.urls import Addresses, fill


class Content(Struct, frozen=True):
    """All that was read from content/ without a problem, and the names of what was not."""

    articles: tuple[Article, ...]
    pages: tuple[PlainPage, ...]
    authors: tuple[Author, ...]
    assets: frozenset[str]
    broken: frozenset[str]
    """Sources that have problems of their own, so that links to them are not reported too."""
    broken_bodies: dict[str, Body] = {}
    """What could be read of them, by source, so that their own links are checked all the same."""


class Site(Struct, frozen=True):
    """Everything that is out, resolved; pages are planned from this alone."""

    config: Config
    addresses: Addresses
    articles: tuple[Article, ...]
    """In the order of publication, the oldest first."""
    taxonomy: Taxonomy
    pages: tuple[PlainPage, ...]
    """In the order of the footer."""
    authors: dict[str, Author]
    """By the id of their term."""
    paths: dict[str, str]
    """The address of every source that is out."""
    bodies: dict[str, ResolvedBody]
    """By source."""
    pictures: dict[str, Media]
    """The featured picture of an article, or the photograph of an author, by source."""
    logo: Media | None
    published: dict[str, tuple[str, Location]]
    """Files of content/ to copy -> their path on the site, and who asked first."""
    expected: tuple[tuple[str, Location], ...]
    """Paths on the site that must turn out to exist, and who links there."""
    menu: tuple[tuple[MenuEntry, str], ...]
    """The items of the menu that lead to something that is out; for a path on the site, what it resolves to."""
    chosen: dict[str, tuple[Article, ...]]
    """The related articles that an article names, by source."""


def assemble(
    content: Content, config: Config, measure: Measure, as_of: datetime, *, drafts: bool = False
) -> tuple[Site, tuple[Problem, ...]]:
    """Return the Site of all that is out at `as_of`, and the Problems of how its parts fit together.

    `drafts` lets drafts and what is not out yet in, for a preview.
    """
    out = [article for article in content.articles if is_out(article, as_of, drafts=drafts)]
    articles = tuple(sorted(out, key=order))
    pages = tuple(page for page in content.pages if page.status == "published" or drafts)
    problems = [*_author_problems(content.authors), *_id_problems(content.articles)]
    authors = {author.slug: author for author in content.authors}
    taxonomy = build_taxonomy(articles, authors, config)
    paths = dict(_paths(articles, pages, taxonomy, authors, config))
    addresses = Addresses(config.url, config.base_path)
    targets = _targets(content, paths)
    resolver = Resolver(targets, content.broken, content.assets, addresses, measure)
    texts: tuple[Article | PlainPage, ...] = (*articles, *pages)
    bodies = {item.source: resolver.body(item.body, item.source) for item in texts}
    known = [author for author in content.authors if author.source in paths]
    pictured: tuple[Article | Author, ...] = (*articles, *known)
    found = {item.source: resolver.picture(item.image, item.source) for item in pictured if item.image}
    pictures = {source: media for source, media in found.items() if media}
    logo = resolver.media(config.logo, "site.yaml", config.place("logo")) if config.logo else None
    menu = tuple(_menu(config, resolver))
    waiting = Resolver(targets, content.broken, content.assets, addresses, measure)
    _check_waiting(content, paths, as_of, waiting)
    problems.extend(_waiting_clashes(content, config, paths, as_of))
    chosen = dict(_chosen(content, articles, problems))
    problems.extend(_policy_problems(config, content))
    problems.extend([*resolver.problems, *waiting.problems])
    site = Site(
        config=config,
        addresses=addresses,
        articles=articles,
        taxonomy=taxonomy,
        pages=_in_footer_order(pages, config),
        authors=authors,
        paths=paths,
        bodies=bodies,
        pictures=pictures,
        logo=logo,
        published=resolver.published,
        expected=tuple(resolver.expected),
        menu=menu,
        chosen=chosen,
    )
    return site, tuple(problems)


def is_out(article: Article, as_of: datetime, *, drafts: bool = False) -> bool:
    """Tell whether readers may see the article at `as_of` (promise 4)."""
    if article.status == "withdrawn" or _has_expired(article, as_of):
        return False
    if drafts:
        return True
    starts = [article.date, article.embargo] if article.embargo else [article.date]
    return article.status == "published" and all(moment.instant <= as_of for moment in starts)


def _has_expired(article: Article, as_of: datetime) -> bool:
    return article.expires is not None and article.expires.instant <= as_of


def order(article: Article) -> tuple[float, str]:
    """The order of publication; articles of one moment stand in the order of their files' paths."""
    return article.date.instant.timestamp(), article.source


def article_path(article: Article, config: Config) -> str:
    """Return the article's address: its own `url`, or the permalink pattern filled with the day on the site's clock."""
    if article.url:
        return article.url
    day = article.date.instant.astimezone(config.zone)
    return fill(
        config.permalinks.article,
        year=f"{day.year:04}",
        month=f"{day.month:02}",
        day=f"{day.day:02}",
        section=article.section,
        slug=article.slug,
    )


def page_path(page: PlainPage, config: Config) -> str:
    """Return the page's address: its own `url`, or the path of its file under pages/."""
    inner = page.source.removeprefix("pages/").removesuffix(".md")
    return page.url or fill(config.permalinks.page, path=inner.removesuffix("/index"))


def _paths(
    articles: Sequence[Article],
    pages: Sequence[PlainPage],
    taxonomy: Taxonomy,
    authors: Mapping[str, Author],
    config: Config,
) -> Iterator[tuple[str, str]]:
    yield from ((article.source, article_path(article, config)) for article in articles)
    yield from ((page.source, page_path(page, config)) for page in pages)
    for id_, author in authors.items():
        if id_ in taxonomy.authors:
            yield author.source, taxonomy.authors[id_].path


def _targets(content: Content, paths: Mapping[str, str]) -> dict[str, Target]:
    targets: dict[str, Target] = {
        author.source: Target(paths.get(author.source, ""), False, ()) for author in content.authors
    }
    texts: tuple[Article | PlainPage, ...] = (*content.articles, *content.pages)
    for item in texts:
        path = paths.get(item.source, "")
        targets[item.source] = Target(path, item.status == "draft" and not path, item.body.anchors)
    return targets


def _menu(config: Config, resolver: Resolver) -> Iterator[tuple[MenuEntry, str]]:
    for entry in config.menu:
        if entry.section is not None or entry.url.startswith(("https://", "http://", "mailto:")):
            yield entry, ""
            continue
        address = resolver.link(entry.url, "site.yaml", entry.location)
        if address:
            yield entry, address


def _check_waiting(content: Content, out: Collection[str], as_of: datetime, resolver: Resolver) -> None:
    """Resolve what is not out yet, with a resolver of its own, so that its mistakes are known before its day.

    That resolver's files are not published: a picture of what is not out would tell of it.
    """
    for article in content.articles:
        if article.source not in out and article.status == "published" and not _has_expired(article, as_of):
            resolver.body(article.body, article.source)
            if article.image:
                resolver.picture(article.image, article.source)
    for source, body in content.broken_bodies.items():
        resolver.body(body, source)
    for author in content.authors:
        if author.source not in out and author.image:
            resolver.picture(author.image, author.source)


def _waiting_clashes(content: Content, config: Config, out: Collection[str], as_of: datetime) -> Iterator[Problem]:
    """Report an article that is not out yet and will claim another's address, before the day on which it fails."""
    taken: dict[str, Article] = {}
    articles = [item for item in content.articles if item.status == "published" and not _has_expired(item, as_of)]
    for article in sorted(articles, key=lambda article: (article.source not in out, article.source)):
        path = article_path(article, config)
        other = taken.setdefault(path.casefold(), article)
        if other is not article and article.source not in out:
            message = f"the address {path} is claimed by content/{other.source} too"
            hint = "Give one of them another `slug` or `url`"
            yield Problem(article.place("title"), "address-taken", message, hint)


def _chosen(
    content: Content, out: Collection[Article], problems: list[Problem]
) -> Iterator[tuple[str, tuple[Article, ...]]]:
    """Yield each article that is out with those of its chosen related articles that are."""
    known = {article.source for article in content.articles}
    shown = {article.source: article for article in out}
    for article in out:
        names = [source.removeprefix("/") for source in article.related]
        for number, name in enumerate(names):
            if name == article.source or (name not in known and name not in content.broken):
                where = article.place(f"related.{number}")
                what = "itself" if name == article.source else f"content/{name}, which does not exist"
                hint = suggest(name, sorted(known - {article.source}))
                problems.append(Problem(where, "broken-link", f"`related` names {what}", hint))
        yield article.source, tuple(shown[name] for name in dict.fromkeys(names) if name in shown)


def _author_problems(authors: Iterable[Author]) -> Iterator[Problem]:
    taken: dict[str, Author] = {}
    for author in authors:
        for key in (author.slug, author.name.casefold()):
            if taken.get(key, author) is not author:
                message = f"this is the author of content/{taken[key].source} too"
                where = author.places.get("name", author.location)
                yield Problem(where, "duplicate-author", message, "Keep one file, or give them a `slug` each")
                break
            taken[key] = author


def _id_problems(articles: Iterable[Article]) -> Iterator[Problem]:
    """A feed reader shows only one of two items with one id."""
    taken: dict[str, Article] = {}
    for article in articles:
        if article.id is not None and taken.setdefault(article.id, article) is not article:
            message = f"this is the id of content/{taken[article.id].source} too"
            yield Problem(article.place("id"), "duplicate-id", message, "Give each article an `id` of its own")


def _policy_problems(config: Config, content: Content) -> Iterator[Problem]:
    known = {page.source for page in content.pages} | content.broken
    for number, source in enumerate(config.policies):
        if source.removeprefix("/") not in known:
            where = config.place(f"policies.{number}")
            message = f"there is no page content/{source.removeprefix('/')}"
            yield Problem(where, "broken-link", message, suggest(source, [page.source for page in content.pages]))


def _in_footer_order(pages: Iterable[PlainPage], config: Config) -> tuple[PlainPage, ...]:
    policies = [source.removeprefix("/") for source in config.policies]

    def place(page: PlainPage) -> tuple[int, int, str]:
        policy = policies.index(page.source) + 1 if page.source in policies else 0
        return policy, page.order, page.source

    return tuple(sorted(pages, key=place))
