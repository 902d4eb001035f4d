"""content/site.yaml -> Config: every option of a site, documented and validated by one table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import yaml
from msgspec import Struct

from sitegen.content.fields import (
    NO_MARK,
    Boolean,
    Choice,
    Field,
    Integer,
    ListOf,
    Reading,
    Record,
    Text,
    Unread,
    read_record,
)
from sitegen.content.front_matter import SOCIAL
from sitegen.content.kinds import (
    AdsLine,
    Authority,
    Day,
    Destination,
    EmailAddress,
    Language,
    MediaPath,
    Pattern,
    SiteAddress,
    Slug,
    WebAddress,
    Zone,
)
from sitegen.content.search_address import SearchAddress, SearchForm
from sitegen.content.source import decode, read_bytes
from sitegen.content.yaml_nodes import Document
from sitegen.errors import Location, Problem, UsageError, shorten, suggest
from sitegen.pictures.renditions import DEFAULT_QUALITY
from sitegen.site.slugs import is_reserved, slugify
from sitegen.site.urls import FEED_FORMATS

SITE_FILE: Final = "content/site.yaml"

_DATE_WORDS = ("year", "month", "day", "section", "slug")
PERMALINKS = Record(
    Field("article", Pattern(*_DATE_WORDS, needs=("slug",)), "articles", default="/{year}/{month}/{day}/{slug}/"),
    Field("section", Pattern("section", needs=("section",)), "sections", default="/category/{section}/"),
    Field("author", Pattern("author", needs=("author",)), "authors", default="/author/{author}/"),
    Field("desk", Pattern("desk", needs=("desk",)), "desks", default="/desk/{desk}/"),
    Field("tag", Pattern("tag", needs=("tag",)), "tags", default="/tag/{tag}/"),
    Field("year", Pattern("year", needs=("year",)), "years", default="/{year}/"),
    Field("month", Pattern("year", "month", needs=("year", "month")), "months", default="/{year}/{month}/"),
    Field("page", Pattern("path", needs=("path",)), "plain pages", default="/{path}/"),
)
SECTION = Record(
    Field("title", Text(), "the section's name", required=True, example="World"),
    Field("id", Slug(), "its part of the address; from the title if absent"),
    Field("description", Text(), "under the heading of the section's page", default=""),
    Field("parent", Text(), "the title or id of the section it belongs under"),
    shorthand="title",
)
DESK = Record(
    Field("title", Text(), "the desk's byline", required=True, example="News Mania Desk"),
    Field("id", Slug(), "its part of the address; from the title if absent"),
    Field("description", Text(), "under the heading of the desk's page", default=""),
    shorthand="title",
)
MENU_ITEM = Record(
    Field("section", Text(), "a section, by title or id"),
    Field("title", Text(), "the item's text; the section's title if absent"),
    Field("url", Destination(), "where it leads, if to no section"),
    shorthand="section",
)
FEEDS = Record(
    Field("items", Integer(1, 200), "how many articles a feed holds", default=20),
    Field("content", Choice("full", "summary"), "the whole text, or its summary", default="full"),
    Field("formats", ListOf(Choice(*FEED_FORMATS)), "which kinds are written; `[]` for none", default=FEED_FORMATS),
    Field("hub", WebAddress("https"), "a WebSub hub, which tells subscribers of news at once"),
    Field("image", MediaPath(), "their picture, a GIF, JPEG or PNG; the logo if it is one of these", default=""),
    Field(
        "authority",
        Authority(),
        "the host in the ids of articles: the former one, after the site has moved; that of `url` if absent",
    ),
)
COMMENTS = Record(
    Field("form", Boolean(), "whether articles have a reply form", default=True),
    Field("action", WebAddress("https", "mailto"), "where replies are sent; without it the form stands closed"),
)
PUBLISHER = Record(
    Field("name", Text(), "the publishing company, in the copyright line", default=""),
    Field("email", EmailAddress(), "the newsroom's address, in feeds", default=""),
    Field("founded", Integer(1600, 2200), "the first year of the copyright line"),
)
POLICIES: Final = {
    "principles": "publishingPrinciples",
    "corrections": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "diversity": "diversityPolicy",
    "ownership": "ownershipFundingInfo",
    "feedback": "actionableFeedbackPolicy",
    "fact-checking": "verificationFactCheckingPolicy",
    "sources": "unnamedSourcesPolicy",
    "masthead": "masthead",
    "mission": "missionCoveragePrioritiesPolicy",
}
"""What a page of `policies` may be about, and the property of a NewsMediaOrganization (schema.org) that it then is."""
POLICY = Record(
    Field("page", Text(), "the plain page, by source path", required=True, example="pages/editorial-policy.md"),
    Field("about", Choice(*POLICIES), "what it lays down, for search engines"),
    shorthand="page",
)
IMAGES = Record(
    Field("most_megabytes", Integer(1, 100), "the largest picture file that may be published", default=8),
    Field(
        "quality",
        Integer(1, 100),
        "of the pictures made from it: the higher, the finer and the heavier",
        default=DEFAULT_QUALITY,
    ),
)
ROBOTS = Record(
    Field("search", Choice("allow", "disallow"), "crawlers that make search results, and all that is not named below",
          default="allow"),
    Field("training", Choice("allow", "disallow"), "crawlers that gather text for training language models",
          default="disallow"),
    Field("user_fetch", Choice("allow", "disallow"), "assistants that open a page because a person asks them about it",
          default="allow"),
)  # fmt: skip
SECURITY = Record(
    Field("contact", ListOf(WebAddress("https", "mailto"), single=True), "where to report a weakness, the best first",
          required=True, example="mailto:security@news.example"),
    Field("expires", Day(), "the last day on which this holds; a year ahead at most is advised", required=True,
          example="2026-12-31"),
    Field("policy", WebAddress("https"), "the page that says how reports are dealt with"),
)  # fmt: skip
SEARCH = Record(
    Field("on", Boolean(), "whether the site can be searched; needs `pip install 'sitegen[search]'`", default=True),
    Field(
        "external",
        SearchAddress(),
        "a search engine for readers without script, with `{query}` where the words go: "
        "`https://engine.example/?site=news.example&q={query}`",
    ),
    shorthand="on",
)
SITE = Record(
    Field("title", Text(), "the site's name", required=True, example="News Mania"),
    Field("url", SiteAddress(), "where the site is published; its path is the base path", required=True,
          example="https://news.example/"),
    Field("tagline", Text(), "the line under the name", default=""),
    Field("language", Language(), "the language of the site", required=True, example="en"),
    Field("timezone", Zone(), "the clock that dates are read and shown by", required=True, example="Asia/Kolkata"),
    Field("logo", MediaPath(), "the picture beside the name", default=""),
    Field("theme", Slug(), "a folder of themes/, or a theme that comes with sitegen", default="newsmania"),
    Field("theme_settings", Unread("map"), "what the theme lets you choose, see The look"),
    Field("sections", ListOf(SECTION), "the sections, in the order of the menu", required=True, example="[World]"),
    Field("desks", ListOf(DESK), "the desks", default=()),
    Field("menu", ListOf(MENU_ITEM), "the primary menu; all sections if absent"),
    Field("permalinks", PERMALINKS, "the patterns of the addresses"),
    Field("feeds", FEEDS, "the feeds"),
    Field("comments", COMMENTS, "the reply form under articles"),
    Field("search", SEARCH, "the search page and the field for it on every page; the site has none if absent"),
    Field("social", ListOf(SOCIAL), "the site's profiles elsewhere", default=()),
    Field("publisher", PUBLISHER, "who publishes the site"),
    Field("images", IMAGES, "pictures"),
    Field("robots", ROBOTS, "who may read the site by machine, in robots.txt"),
    Field("ads", ListOf(AdsLine()), "the lines of ads.txt: who may sell the site's advertisements", default=()),
    Field("security", SECURITY, "whom to tell of a weakness, in /.well-known/security.txt"),
    Field("policies", ListOf(POLICY), "the plain pages of policies, last in the footer", default=()),
    Field("per_page", Integer(5, 200), "rows on a page of a list", default=20),
    Field("raw_html", Choice("sanitised", "trusted"),
          "whether HTML in Markdown is held to an allow-list, or printed as it is", default="sanitised"),
    title="site.yaml",
    free="x_",
)  # fmt: skip


class Section(Struct, frozen=True):
    id: str
    title: str
    description: str
    parent: str | None
    """The id of the section it belongs under."""


class Desk(Struct, frozen=True):
    id: str
    title: str
    description: str


class MenuEntry(Struct, frozen=True):
    section: str | None
    """A section's id; else `title` and `url` are given."""
    title: str
    url: str
    location: Location


class Social(Struct, frozen=True, array_like=True):
    network: str
    url: str
    title: str


class Policy(Struct, frozen=True):
    page: str
    """The source path of a plain page."""
    about: str | None
    """One of POLICIES."""


class Permalinks(Struct, frozen=True):
    """Patterns of addresses below the base path, by kind of page."""

    article: str
    section: str
    author: str
    desk: str
    tag: str
    year: str
    month: str
    page: str


class Robots(Struct, frozen=True):
    """Whether each kind of crawler may read the site."""

    search: bool
    training: bool
    user_fetch: bool


class Security(Struct, frozen=True):
    """Whom to tell of a weakness."""

    contacts: tuple[str, ...]
    expires: datetime
    """Aware, on the site's clock: the last moment at which this holds."""
    policy: str


class Config(Struct, frozen=True):
    """The settings of one site, checked. Fields are those of content/site.yaml, see SITE."""

    title: str
    url: str
    """Absolute, with a slash at its end."""
    tagline: str
    language: str
    zone: ZoneInfo
    logo: str
    theme: str
    theme_settings: str
    """The text of site.yaml where it has settings for the theme, which only the theme can read; else empty."""
    sections: tuple[Section, ...]
    desks: tuple[Desk, ...]
    menu: tuple[MenuEntry, ...]
    permalinks: Permalinks
    feed_items: int
    full_feeds: bool
    feed_formats: tuple[str, ...]
    feed_hub: str
    feed_image: str
    feed_authority: str
    """The host in the ids of articles, with a path after it or not."""
    reply_form: bool
    reply_action: str
    search: bool
    """Whether the site can be searched."""
    search_form: SearchForm | None
    """Of another engine, for readers without script."""
    social: tuple[Social, ...]
    publisher: str
    publisher_email: str
    founded: int | None
    image_bytes: int
    image_quality: int
    robots: Robots
    ads: tuple[str, ...]
    security: Security | None
    policies: tuple[Policy, ...]
    per_page: int
    trusted_html: bool
    extra: dict[str, Any]
    terms: dict[str, dict[str, str]]
    """The id of each section and desk, by kind and by every name that it may be called."""
    places: dict[str, Location]
    """Where each value stands in site.yaml, by its dotted name."""

    @property
    def base_path(self) -> str:
        """The path of the site's address, decoded, with a slash at both ends."""
        return unquote(urlsplit(self.url).path)

    def place(self, name: str) -> Location:
        return self.places.get(name, Location(SITE_FILE))


def load_config(root: Path, base_url: str | None = None) -> tuple[Config | None, tuple[Problem, ...]]:
    """Read ROOT/content/site.yaml; `base_url` takes the place of its `url`.

    Returns the Config, or None with the Problems that keep it from being one. Raises UsageError if there is no
    site.yaml or `base_url` is no address.
    """
    if not (root / SITE_FILE).is_file():
        raise UsageError(f"{root} is no site: it has no {SITE_FILE}. Name the folder that holds content/")
    text, problems = decode(read_bytes(root, "site.yaml"), SITE_FILE)
    if problems:
        return None, problems
    return parse_config(text, base_url)


def parse_config(text: str, base_url: str | None = None) -> tuple[Config | None, tuple[Problem, ...]]:
    """Return the Config of the YAML in `text`, or None with its Problems. Raises UsageError for a bad `base_url`."""
    document = Document(SITE_FILE, text)
    node = document.compose()
    if isinstance(node, Problem):
        return None, (node,)
    reading = Reading(document)
    values = read_record(SITE, reading, node)
    sections = tuple(_sections(values, reading))
    desks = tuple(Desk(id_, value["title"], value["description"]) for _, id_, value in _terms(values, "desk", reading))
    menu = tuple(_menu(values, sections, reading))
    if reading.problems:
        return None, tuple(reading.problems)
    feeds, comments = _group(values, "feeds", FEEDS), _group(values, "comments", COMMENTS)
    publisher, images = _group(values, "publisher", PUBLISHER), _group(values, "images", IMAGES)
    url = _base_url(base_url) if base_url is not None else values["url"]
    config = Config(
        title=values["title"],
        url=url,
        tagline=values["tagline"],
        language=values["language"],
        zone=values["timezone"],
        logo=values["logo"],
        theme=values["theme"],
        theme_settings=text if values["theme_settings"] is not None else "",
        sections=sections,
        desks=desks,
        menu=menu,
        permalinks=Permalinks(**_group(values, "permalinks", PERMALINKS)),
        feed_items=feeds["items"],
        full_feeds=feeds["content"] == "full",
        feed_formats=tuple(name for name in FEED_FORMATS if name in feeds["formats"]),
        feed_hub=feeds["hub"] or "",
        feed_image=feeds["image"],
        feed_authority=feeds["authority"] or _authority(url),
        reply_form=comments["form"],
        reply_action=comments["action"] or "",
        search=values["search"] is not None and values["search"]["on"],
        search_form=values["search"] and values["search"]["external"],
        social=tuple(Social(**social) for social in values["social"]),
        publisher=publisher["name"] or values["title"],
        publisher_email=publisher["email"],
        founded=publisher["founded"],
        image_bytes=images["most_megabytes"] * 1024 * 1024,
        image_quality=images["quality"],
        robots=Robots(**{kind: choice == "allow" for kind, choice in _group(values, "robots", ROBOTS).items()}),
        ads=values["ads"],
        security=_security(values["security"], values["timezone"]),
        policies=tuple(Policy(**policy) for policy in values["policies"]),
        per_page=values["per_page"],
        trusted_html=values["raw_html"] == "trusted",
        extra=values["extra"],
        terms={
            "section": {name: section.id for section in sections for name in (section.title, section.id)},
            "desk": {name: desk.id for desk in desks for name in (desk.title, desk.id)},
        },
        places=reading.places,
    )
    return config, ()


def _group(values: dict[str, Any], name: str, record: Record) -> dict[str, Any]:
    return values[name] or {field.name: field.default for field in record.fields.values()}


def _security(values: dict[str, Any] | None, zone: ZoneInfo) -> Security | None:
    if values is None:
        return None
    last: date = values["expires"]
    expires = datetime.combine(last, time(23, 59, 59), zone)
    return Security(values["contact"], expires, values["policy"] or "")


def _authority(url: str) -> str:
    """Return the host of the site's address, and its base path if it has one."""
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path}".rstrip("/")


def _base_url(text: str) -> str:
    reading = Reading(Document("--base-url", text))
    node = yaml.ScalarNode("tag:yaml.org,2002:str", text, NO_MARK, None, '"')
    address = SiteAddress().parse(text.strip(), node, "--base-url", reading)
    if address is None:
        problem = reading.problems[0]
        raise UsageError(f"{problem.message}. {problem.hint or 'Begin it with `https://`'}")
    return address


def _terms(values: dict[str, Any], kind: str, reading: Reading) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield each section's or desk's number in its list, id and values; report ids and titles that cannot be."""
    owners: dict[str, str] = {}
    for number, value in enumerate(values[f"{kind}s"] or ()):
        if value is None:
            continue
        where, title = reading.places.get(f"{kind}s.{number}", Location(SITE_FILE)), value["title"]
        id_ = value["id"] or slugify(title)
        owner = owners.get(id_) or owners.get(title.casefold())
        if not id_ or is_reserved(id_):
            hint = "Write it as `{title: ..., id: some-words}`"
            reading.report(where, "empty-slug", f"no address can be made from `{shorten(title)}`", hint)
        elif owner is not None:
            message = f"`{shorten(title)}` has the title or the id of another {kind}, `{shorten(owner)}`"
            hint = "Articles name it by either, so give it a title and an `id` of its own"
            reading.report(where, f"duplicate-{kind}", message, hint)
        else:
            owners |= {id_: title, title.casefold(): title}
            yield number, id_, value


def _sections(values: dict[str, Any], reading: Reading) -> Iterator[Section]:
    if values["sections"] == ():
        where = reading.places.get("sections", Location(SITE_FILE))
        reading.report(where, "missing-field", "`sections` lists no section", "Write `sections: [World]`")
    terms = list(_terms(values, "section", reading))
    known = {name.casefold(): id_ for _, id_, value in terms for name in (value["title"], id_)}
    top = {id_: value["title"] for _, id_, value in terms if not value["parent"]}
    for number, id_, value in terms:
        typed = value["parent"]
        parent = known.get(typed.casefold()) if typed else None
        where = reading.places.get(f"sections.{number}.parent", Location(SITE_FILE))
        if typed and parent is None and len(terms) == len(values["sections"]):
            message = f"the site has no section `{shorten(typed)}`"
            reading.report(where, "unknown-section", message, suggest(typed, top.values()))
        elif typed and parent is not None and parent not in top:
            what = "itself" if parent == id_ else f"`{shorten(typed)}`, which has a parent too"
            message = f"the parent of `{shorten(value['title'])}` is {what}"
            reading.report(where, "unknown-section", message, "Sections have two levels: name one without a parent")
        yield Section(id_, value["title"], value["description"], parent)


def _menu(values: dict[str, Any], sections: tuple[Section, ...], reading: Reading) -> Iterator[MenuEntry]:
    if values["menu"] is None:
        where = reading.places.get("sections", Location(SITE_FILE))
        yield from (MenuEntry(section.id, section.title, "", where) for section in sections if not section.parent)
        return
    if not values["menu"]:
        where = reading.places.get("menu", Location(SITE_FILE))
        reading.report(where, "missing-field", "`menu` lists nothing", "Delete it, and the menu has all sections")
    known = {name.casefold(): section for section in sections for name in (section.title, section.id)}
    for number, value in enumerate(values["menu"]):
        if value is None:
            continue
        where = reading.places.get(f"menu.{number}", Location(SITE_FILE))
        if value["section"] and value["url"]:
            reading.report(where, "menu-item", "the menu item has a `section` and a `url`", "Keep one of them")
        elif value["section"]:
            section = known.get(value["section"].casefold())
            if section is not None:
                yield MenuEntry(section.id, value["title"] or section.title, "", where)
            elif len(sections) == len(values["sections"] or ()):
                message = f"the site has no section `{shorten(value['section'])}`"
                hint = suggest(value["section"], [section.title for section in sections])
                where = reading.places.get(f"menu.{number}.section", where)
                reading.report(where, "unknown-section", message, hint)
        elif value["title"] and value["url"]:
            yield MenuEntry(None, value["title"], value["url"], reading.places.get(f"menu.{number}.url", where))
        else:
            hint = "Give it a `section`, or a `title` and a `url`"
            reading.report(where, "menu-item", "the menu item leads nowhere", hint)
