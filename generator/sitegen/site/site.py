"""Articles, pages and authors -> Site: what is out, in which order, under which terms and addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from unicodedata import normalize

from msgspec import Struct

from sitegen.config import Config, MenuEntry
from sitegen.content.article import Article, Author, PlainPage
from sitegen.content.markdown.body import Body
from sitegen.errors import Location, Problem, suggest
from sitegen.site.identity import same_ids
from sitegen.site.index import ALL, Index, Rules, build_index, is_out, is_waiting
from sitegen.site.references import Measure, Measured, Media, ResolvedBody, Resolver, Target
from sitegen.site.related import more_from, related_to
from sitegen.site.shelf import MemoryShelf, Run, Shelf
from sitegen.site.slugs import slugify
from sitegen.site.taxonomy import Taxonomy, build_taxonomy
from sitegen.site.translations import translations, wrong_translations
from sitegen.site.urls import CORRECTIONS_PATH, Addresses, fill, linked_file, picture_file
from sitegen.site.uses import AS_IT_IS, Use, uses_of


class Content(Struct, frozen=True):
    """All that was read from content/ without a problem, and the names of what was not."""

    shelf: Shelf
    index: Index
    rules: Rules
    pages: tuple[PlainPage, ...]
    authors: tuple[Author, ...]
    assets: Collection[str]
    stamps: Mapping[str, str]
    """Of files that are copied: a text that changes with the file."""
    pictures: dict[str, tuple[str, Location]] = {}
    """Those that the theme's settings show, by the setting's name: as they are named, and where."""
    broken: Collection[str] = frozenset()
    """Sources that have problems of their own, so that links to them are not reported too."""
    broken_bodies: dict[str, Body] = {}
    """What could be read of them, by source, so that their own links are checked all the same."""


class Site(Struct, frozen=True):
    """Everything that is out; pages are planned from this alone. It can be sent to another process."""

    config: Config
    addresses: Addresses
    shelf: Shelf
    index: Index
    rules: Rules
    articles: Run
    """In the order of publication, the oldest first."""
    taxonomy: Taxonomy
    pages: tuple[PlainPage, ...]
    """In the order of the footer."""
    authors: dict[str, Author]
    """By the id of their term."""
    resolver: Resolver
    logo: Media | None
    pictures: dict[str, Media]
    """Those that the theme's settings show, by the setting's name."""
    feed_image: Media | None
    """A GIF, JPEG or PNG for the feeds."""
    stamps: Mapping[str, str]
    """Of files that are copied: a text that changes with the file."""
    named: frozenset[str]
    """The names of what the settings refer to, composed (NFC)."""
    menu: tuple[tuple[MenuEntry, str], ...]
    """The items of the menu that lead to something that is out; for a path on the site, what it resolves to."""
    elsewhere: frozenset[int]
    """The rows of the articles that give a `canonical` address, most often that of an original elsewhere."""

    @property
    def introduction(self) -> PlainPage | None:
        """The plain page that introduces the corrections page: the one at its address."""
        return next((page for page in self.pages if self.path(page) == CORRECTIONS_PATH), None)

    @property
    def has_corrections(self) -> bool:
        """Whether there is anything for a corrections page."""
        return bool(self.listed("corrected")) or self.introduction is not None

    def path(self, item: Article | PlainPage) -> str:
        """Return the address of an article or page."""
        return article_path(item, self.config) if isinstance(item, Article) else page_path(item, self.config)

    def resolved(self, item: Article | PlainPage) -> ResolvedBody:
        """Return what the holes in the text of an article or page are filled with."""
        return self.resolver.body(item.body, item.source)

    def picture(self, item: Article | Author) -> Media | None:
        """Return the featured picture of an article, or the photograph of an author."""
        return self.resolver.picture(item.image, item.source) if item.image else None

    def sound(self, article: Article) -> Media | None:
        """Return the audio file of an article."""
        return self.resolver.sound(article.audio, article.source) if article.audio else None

    def listed(self, key: str) -> Run:
        """Return the articles of one of the index's lists; none if there is no such list."""
        return Run(self.shelf, self.index.lists.get(key, self.index.lists[ALL][:0]))

    def months(self) -> list[tuple[int, int]]:
        """Return the year and number of each month with an article, on the site's clock, the oldest first."""
        keys = sorted(key for key in self.index.lists if key.startswith("month/"))
        return [(int(key[6:10]), int(key[11:13])) for key in keys]

    def month(self, first: date) -> Run:
        """Return the articles of the month that begins with `first`."""
        return self.listed(f"month/{first.year:04}-{first.month:02}")

    def chosen(self, article: Article) -> tuple[Article, ...]:
        """Return those of the related articles that an article names which are out."""
        return self._at(self._chosen_rows(article))

    def related(self, article: Article) -> tuple[Article, ...]:
        """Return the articles that an article's page shows as related."""
        row = self._row(article)
        tags = dict.fromkeys(f"tag/{slugify(tag)}" for tag in article.tags)
        rows = related_to(self.index, row, self._chosen_rows(article), tags, f"section/{article.section}")
        return self._at(rows)

    def translations(self, article: Article) -> tuple[Article, ...]:
        """Return the articles that are one story with an article, itself included; nothing if it is alone."""
        return translations(article, self.index, self.shelf, self.config)

    def more(self, article: Article) -> tuple[Article, ...]:
        """Return the articles that an article's page shows as more from its section."""
        key = f"section/{article.section}"
        return self._at(more_from(self.index.lists[key], self.index.position(key, self._row(article))))

    def beside(self, article: Article) -> tuple[Article | None, Article | None]:
        """Return the articles published before and after one."""
        place, rows = self.index.rank[self._row(article)], self.index.lists[ALL]
        before = self.shelf.record(rows[place - 1]) if place else None
        return before, self.shelf.record(rows[place + 1]) if place + 1 < len(rows) else None

    def next_change(self) -> datetime | None:
        """Return the next moment at which an article comes out or goes, or None; see pages/moments.py for the rest."""
        now, drafts = self.rules.as_of, self.rules.drafts
        timed: Iterable[Article] = map(self.shelf.record, self.index.timed)
        moments = (
            moment.instant
            for article in timed
            for moment in (article.date, article.embargo, article.expires)
            if moment is not None
            and moment.instant > now
            and is_out(article, moment.instant, drafts=drafts) != is_out(article, now, drafts=drafts)
        )
        return min(moments, default=None)

    def uses(self, file: str) -> frozenset[Use]:
        """Return the ways in which what is out shows, or leads to, a file of content/; none if nothing does."""
        name = normalize("NFC", file)
        rows = filter(self._is_shown, self.index.mentions.get(name, ()))
        uses = {use for row in rows for use in uses_of(self.shelf.record(row), name)}
        return frozenset(uses | {AS_IT_IS} if name in self.named else uses)

    def _is_shown(self, row: int) -> bool:
        if self.index.sources[row].startswith("articles/"):
            return self.index.is_out(row)
        record = self.shelf.record(row)
        if isinstance(record, Author):
            return record.slug in self.taxonomy.authors
        return self.rules.drafts or record.status == "published"

    def _row(self, article: Article) -> int:
        row = self.shelf.row(article.source)
        if row is None:
            raise LookupError(f"{article.source} is no article of this site")
        return row

    def _chosen_rows(self, article: Article) -> tuple[int, ...]:
        names = dict.fromkeys(name.removeprefix("/") for name in article.related)
        rows = map(self.shelf.row, names)
        return tuple(row for row in rows if row is not None and self.index.is_out(row))

    def _at(self, rows: Iterable[int]) -> tuple[Article, ...]:
        return tuple(map(self.shelf.record, rows))


class Findings(Struct, frozen=True):
    """What came to light when the parts of a site were fitted together."""

    problems: tuple[Problem, ...]
    published: dict[str, tuple[str, Location]]
    """Files of content/ that something shows -> their path on the site, and who asked first."""
    expected: tuple[tuple[str, Location], ...]
    """Paths on the site that must turn out to exist, and who links there."""
    pictures: frozenset[str] = frozenset()
    """The digests of the originals of which something shows renditions."""


class _Targets(Mapping[str, Target]):
    """Every source as something to link to, made as it is asked for."""

    def __init__(self, shelf: Shelf, index: Index, config: Config, taxonomy: Taxonomy, *, drafts: bool) -> None:
        self._shelf, self._index, self._config, self._drafts = shelf, index, config, drafts
        self._bylines = {id_: term.path for id_, term in taxonomy.authors.items()}

    def __getitem__(self, source: str) -> Target:
        row = self._shelf.row(source)
        if row is None:
            raise KeyError(source)
        record = self._shelf.record(row)
        if isinstance(record, Author):
            return Target(self._bylines.get(record.slug, ""), False, ())
        if isinstance(record, Article):
            path = article_path(record, self._config) if self._index.is_out(row) else ""
        else:
            path = page_path(record, self._config) if record.status == "published" or self._drafts else ""
        return Target(path, record.status == "draft" and not path, record.body.anchors)

    def __contains__(self, source: object) -> bool:
        return isinstance(source, str) and self._shelf.row(source) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.sources())

    def __len__(self) -> int:
        return sum(1 for _ in self)


def content_of(
    articles: Iterable[Article],
    config: Config,
    as_of: datetime,
    *,
    pages: Iterable[PlainPage] = (),
    authors: Iterable[Author] = (),
    assets: Collection[str] = (),
    drafts: bool = False,
) -> Content:
    """Return the Content of records in memory."""
    pages, authors = tuple(pages), tuple(authors)
    records: tuple[Article | PlainPage | Author, ...] = (*articles, *pages, *authors)
    shelf = MemoryShelf(records)
    rules = Rules.of(config, authors, as_of, drafts=drafts)
    items = list(enumerate(records))
    index = build_index(
        ((row, record) for row, record in items if isinstance(record, Article)),
        ((row, record) for row, record in items if not isinstance(record, Article)),
        [record.source for record in records],
        rules,
    )
    return Content(shelf, index, rules, pages, authors, assets, dict.fromkeys(assets, ""))


def assemble(content: Content, measure: Measure, measured: Measured | None = None) -> tuple[Site, Findings]:
    """Return the Site of all that is out, and what its settings, pages and authors brought to light.

    `measured` is what is known of pictures already. What the articles bring to light, `check_articles` tells.
    """
    rules, config = content.rules, content.rules.config
    authors = {author.slug: author for author in content.authors}
    taxonomy = build_taxonomy(content.index, content.shelf, authors, config)
    addresses = Addresses(config.url, config.base_path)
    targets = _Targets(content.shelf, content.index, config, taxonomy, drafts=rules.drafts)
    resolver = Resolver(targets, content.broken, content.assets, addresses, measure, measured, config.image_quality)
    pages = tuple(page for page in content.pages if page.status == "published" or rules.drafts)
    for page in pages:
        resolver.body(page.body, page.source)
    waiting = resolver.twin()
    for author in content.authors:
        if author.image:
            (resolver if author.slug in taxonomy.authors else waiting).picture(author.image, author.source)
    where = config.place("logo")
    logo = resolver.media(config.logo, "site.yaml", where, as_it_is=True) if config.logo else None
    feed_image = _feed_image(config, resolver, logo)
    shown = {
        name: resolver.media(src, "site.yaml", where, as_it_is=True) for name, (src, where) in content.pictures.items()
    }
    menu = tuple(_menu(config, resolver))
    for source, body in content.broken_bodies.items():
        waiting.body(body, source)
    site = Site(
        config=config,
        addresses=addresses,
        shelf=content.shelf,
        index=content.index,
        rules=rules,
        articles=Run(content.shelf, content.index.lists[ALL]),
        taxonomy=taxonomy,
        pages=_in_footer_order(pages, config),
        authors=authors,
        resolver=resolver.twin(),
        logo=logo,
        pictures={name: media for name, media in shown.items() if media is not None},
        feed_image=feed_image,
        stamps=content.stamps,
        named=_named(config, [src for src, _ in content.pictures.values()]),
        menu=menu,
        elsewhere=frozenset(content.index.lists.get("canonical", ())),
    )
    problems = [*_author_problems(content.authors), *_policy_problems(config, content)]
    problems += [*resolver.problems, *waiting.problems]
    pictures = frozenset(resolver.pictures)
    return site, Findings(tuple(problems), resolver.published, tuple(resolver.expected), pictures)


def check_articles(site: Site, content: Content, rows: Collection[int]) -> Findings:
    """Return what the articles of some rows bring to light: where they lead, and what they claim twice.

    An article that is not out yet is resolved too, so that its mistakes are known before its day; its files are not
    published: a picture of what is not out would tell of it.
    """
    out, waiting = site.resolver.twin(), site.resolver.twin()
    problems: list[Problem] = []
    for row in rows:
        article: Article = site.shelf.record(row)
        is_out = site.index.is_out(row)
        if is_out or is_waiting(article, site.rules.as_of):
            resolver = out if is_out else waiting
            resolver.body(article.body, article.source)
            if article.image:
                resolver.picture(article.image, article.source)
            if article.audio:
                resolver.sound(article.audio, article.source)
            problems += wrong_translations(article, site.index, site.shelf, site.rules, content.broken)
        if is_out:
            problems += [*_related_problems(article, site, content), *_early_updates(article, site.rules)]
        owner = site.index.ids.get(article.id, row) if article.id is not None else row
        if owner != row:
            # A feed reader shows only one of two items with one id.
            message = f"this is the id of content/{site.index.sources[owner]} too"
            problems.append(
                Problem(article.place("id"), "duplicate-id", message, "Give each article an `id` of its own")
            )
    timed = (row for row in site.index.timed if not site.index.is_out(row))
    hidden = [row for row in timed if is_waiting(site.shelf.record(row), site.rules.as_of)]
    problems += [*_waiting_clashes(site, rows, hidden), *same_ids(rows, hidden, site.index, site.shelf, site.config)]
    problems += [*out.problems, *waiting.problems]
    return Findings(tuple(problems), out.published, tuple(out.expected), frozenset(out.pictures))


def _early_updates(article: Article, rules: Rules) -> Iterator[Problem]:
    """Report the updates of live coverage that is out which would be shown before their time.

    Of coverage that is yet to come none is: seen from a moment before it, all of an archive's is, and rightly later.
    """
    for update in article.updates:
        if update.time.instant > rules.as_of and not rules.drafts:
            message = f"the update of {update.time.iso} would be shown before its time"
            where = article.place(f"updates.{update.number}.time")
            yield Problem(where, "early-update", message, "Mend its time, or write it when it is due")


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


def _named(config: Config, pictures: Iterable[str]) -> frozenset[str]:
    """Return the names of all that the settings refer to, those of the theme included."""
    names = [
        linked_file(target, "site.yaml")
        for target in (*(entry.url for entry in config.menu), *(policy.page for policy in config.policies))
    ]
    names += [picture_file(src, "site.yaml") for src in (config.logo, config.feed_image, *pictures) if src]
    return frozenset(normalize("NFC", name) for name in names)


def _feed_image(config: Config, resolver: Resolver, logo: Media | None) -> Media | None:
    """Return the picture of the feeds, which readers want as GIF, JPEG or PNG; None where there is none."""
    if not config.feed_image:
        return logo if logo and is_feed_image(logo.path or logo.url) else None
    where = config.place("feeds.image")
    if is_feed_image(config.feed_image):
        return resolver.media(config.feed_image, "site.yaml", where, as_it_is=True)
    message = f"feed readers show no `{PurePosixPath(config.feed_image).suffix}` as a feed's picture"
    resolver.problems.append(Problem(where, "bad-image", message, "Export it as .png, .jpg or .gif"))
    return None


def is_feed_image(address: str) -> bool:
    """Tell whether a picture is of a kind that RSS 2.0 admits as a channel's."""
    return PurePosixPath(address).suffix.lower() in (".gif", ".jpeg", ".jpg", ".png")


def _menu(config: Config, resolver: Resolver) -> Iterator[tuple[MenuEntry, str]]:
    for entry in config.menu:
        if entry.section is not None or entry.url.startswith(("https://", "http://", "mailto:")):
            yield entry, ""
            continue
        address = resolver.link(entry.url, "site.yaml", entry.location)
        if address:
            yield entry, address


def _related_problems(article: Article, site: Site, content: Content) -> Iterator[Problem]:
    for number, name in enumerate(source.removeprefix("/") for source in article.related):
        is_known = name.startswith("articles/") and site.shelf.row(name) is not None
        if name == article.source or (not is_known and name not in content.broken):
            where = article.place(f"related.{number}")
            what = "itself" if name == article.source else f"content/{name}, which does not exist"
            known = [source for source in site.shelf.sources() if source.startswith("articles/")]
            hint = suggest(name, sorted(set(known) - {article.source}))
            yield Problem(where, "broken-link", f"`related` names {what}", hint)


def _waiting_clashes(site: Site, rows: Collection[int], hidden: Collection[int]) -> Iterator[Problem]:
    """Report articles that are not out yet and will claim another's address, before the day on which they fail.

    Of two articles one is at one of `rows`; `hidden` are the rows of those that are not out yet.
    """
    if not hidden:
        return
    if set(hidden).isdisjoint(rows):
        out: Iterable[Article] = (site.shelf.record(row) for row in rows if site.index.is_out(row))
    else:
        out = site.articles
    waiting = sorted((site.shelf.record(row) for row in hidden), key=lambda article: article.source)
    wanted = {article_path(article, site.config).casefold() for article in waiting}
    taken: dict[str, Article] = {}
    for article in (*sorted(out, key=lambda article: article.source), *waiting):
        path = article_path(article, site.config)
        if path.casefold() not in wanted:
            continue
        other = taken.setdefault(path.casefold(), article)
        if other is not article and article in waiting:
            message = f"the address {path} is claimed by content/{other.source} too"
            hint = "Give one of them another `slug` or `url`"
            yield Problem(article.place("title"), "address-taken", message, hint)


def _author_problems(authors: Iterable[Author]) -> Iterator[Problem]:
    taken: dict[str, Author] = {}
    for author in authors:
        for key in (author.slug, author.name.casefold()):
            if taken.get(key, author) is not author:
                message = f"this is the author of content/{taken[key].source} too"
                where = author.place("name")
                yield Problem(where, "duplicate-author", message, "Keep one file, or give them a `slug` each")
                break
            taken[key] = author


def _policy_problems(config: Config, content: Content) -> Iterator[Problem]:
    known = {*(page.source for page in content.pages), *content.broken}
    for number, policy in enumerate(config.policies):
        source = policy.page.removeprefix("/")
        if source not in known:
            where = config.places.get(f"policies.{number}.page", config.place(f"policies.{number}"))
            hint = suggest(policy.page, [page.source for page in content.pages])
            yield Problem(where, "broken-link", f"there is no page content/{source}", hint)


def _in_footer_order(pages: Iterable[PlainPage], config: Config) -> tuple[PlainPage, ...]:
    policies = [policy.page.removeprefix("/") for policy in config.policies]

    def place(page: PlainPage) -> tuple[int, int, str]:
        policy = policies.index(page.source) + 1 if page.source in policies else 0
        return policy, page.order, page.source

    return tuple(sorted(pages, key=place))
