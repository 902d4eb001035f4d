"""content/site.yaml -> Config: every option of a site, documented and validated by one table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import yaml
from msgspec import Struct

from sitegen.content.fields import NO_MARK, Boolean, Choice, Field, Integer, ListOf, Reading, Record, Text, read_record
from sitegen.content.front_matter import SOCIAL
from sitegen.content.kinds import EmailAddress, Language, MediaPath, Pattern, SiteAddress, Slug, WebAddress, Zone
from sitegen.content.source import decode, read_bytes
from sitegen.content.yaml_nodes import Document
from sitegen.errors import Location, Problem, UsageError
from sitegen.site.slugs import is_reserved, slugify

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
    Field("url", Text(), "where it leads, if to no section: a path on the site or an https address"),
    shorthand="section",
)
FEEDS = Record(
    Field("items", Integer(1, 200), "how many articles a feed holds", default=20),
    Field("content", Choice("full", "summary"), "the whole text, or its summary", default="full"),
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
IMAGES = Record(
    Field("most_megabytes", Integer(1, 100), "the largest picture file that may be published", default=8),
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
    Field("sections", ListOf(SECTION), "the sections, in the order of the menu", required=True, example="[World]"),
    Field("desks", ListOf(DESK), "the desks", default=()),
    Field("menu", ListOf(MENU_ITEM), "the primary menu; all sections if absent"),
    Field("permalinks", PERMALINKS, "the patterns of the addresses"),
    Field("feeds", FEEDS, "the RSS feeds"),
    Field("comments", COMMENTS, "the reply form under articles"),
    Field("social", ListOf(SOCIAL), "the site's profiles elsewhere", default=()),
    Field("publisher", PUBLISHER, "who publishes the site"),
    Field("images", IMAGES, "pictures"),
    Field("policies", ListOf(Text()), "the plain pages of policies, by source path, last in the footer", default=()),
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


class Social(Struct, frozen=True):
    network: str
    url: str
    title: str


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
    sections: tuple[Section, ...]
    desks: tuple[Desk, ...]
    menu: tuple[MenuEntry, ...]
    permalinks: Permalinks
    feed_items: int
    full_feeds: bool
    reply_form: bool
    reply_action: str
    social: tuple[Social, ...]
    publisher: str
    publisher_email: str
    founded: int | None
    image_bytes: int
    policies: tuple[str, ...]
    per_page: int
    trusted_html: bool
    extra: dict[str, Any]
    places: dict[str, Location]
    """Where each value stands in site.yaml, by its dotted name."""

    @property
    def base_path(self) -> str:
        """The path of the site's address, decoded, with a slash at both ends."""
        return unquote(urlsplit(self.url).path)

    def place(self, name: str) -> Location:
        return self.places.get(name, Location(SITE_FILE))

    def section_terms(self) -> dict[str, str]:
        return {name: section.id for section in self.sections for name in (section.title, section.id)}

    def desk_terms(self) -> dict[str, str]:
        return {name: desk.id for desk in self.desks for name in (desk.title, desk.id)}


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
    sections = tuple(_sections(values["sections"] or (), reading))
    desks = tuple(_desks(values["desks"], reading))
    menu = tuple(_menu(values["menu"], sections, reading))
    if reading.problems:
        return None, tuple(reading.problems)
    feeds, comments = _group(values, "feeds", FEEDS), _group(values, "comments", COMMENTS)
    publisher = _group(values, "publisher", PUBLISHER)
    config = Config(
        title=values["title"],
        url=_base_url(base_url) if base_url else values["url"],
        tagline=values["tagline"],
        language=values["language"],
        zone=values["timezone"],
        logo=values["logo"],
        theme=values["theme"],
        sections=sections,
        desks=desks,
        menu=menu,
        permalinks=Permalinks(**_group(values, "permalinks", PERMALINKS)),
        feed_items=feeds["items"],
        full_feeds=feeds["content"] == "full",
        reply_form=comments["form"],
        reply_action=comments["action"] or "",
        social=tuple(Social(**social) for social in values["social"]),
        publisher=publisher["name"] or values["title"],
        publisher_email=publisher["email"],
        founded=publisher["founded"],
        image_bytes=_group(values, "images", IMAGES)["most_megabytes"] * 1024 * 1024,
        policies=values["policies"],
        per_page=values["per_page"],
        trusted_html=values["raw_html"] == "trusted",
        extra=values["extra"],
        places=reading.places,
    )
    return config, ()


def _group(values: dict[str, Any], name: str, record: Record) -> dict[str, Any]:
    return values[name] or {field.name: field.default for field in record.fields.values()}


def _base_url(text: str) -> str:
    reading = Reading(Document("--base-url", text))
    node = yaml.ScalarNode("tag:yaml.org,2002:str", text, NO_MARK, None, '"')
    address = SiteAddress().parse(text.strip(), node, "--base-url", reading)
    if address is None:
        raise UsageError(reading.problems[0].message + ". " + reading.problems[0].hint)
    return address


def _terms(values: tuple[dict[str, Any], ...], kind: str, reading: Reading) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each term's id and values; report ids that are empty, refused or taken."""
    taken: dict[str, str] = {}
    for number, value in enumerate(values):
        where = reading.places.get(f"{kind}s.{number}", Location(SITE_FILE))
        id_ = value["id"] or slugify(value["title"])
        if not id_ or is_reserved(id_):
            reading.report(where, "empty-slug", f"the {kind} `{value['title']}` needs an `id`", "Add `id: some-words`")
        elif id_ in taken:
            reading.report(where, f"duplicate-{kind}", f"`{value['title']}` has the id of `{taken[id_]}`: `{id_}`",
                           "Give it another `id`")  # fmt: skip
        else:
            taken[id_] = value["title"]
            yield id_, value


def _sections(values: tuple[dict[str, Any], ...], reading: Reading) -> Iterator[Section]:
    terms = list(_terms(values, "section", reading))
    known = {name.casefold(): id_ for id_, value in terms for name in (value["title"], id_)}
    top = {id_ for id_, value in terms if not value["parent"]}
    if not values and not reading.problems:
        where = reading.places.get("sections", Location(SITE_FILE))
        reading.report(where, "missing-field", "`sections` lists no section", "Add a line `- World`")
    for id_, value in terms:
        parent = known.get(value["parent"].casefold()) if value["parent"] else None
        if value["parent"] and parent not in top - {id_}:
            where = reading.places.get("sections", Location(SITE_FILE))
            message = f"the parent `{value['parent']}` of `{value['title']}` is no section of the first level"
            reading.report(where, "unknown-section", message, "Name one that has no parent itself")
        yield Section(id_, value["title"], value["description"], parent)


def _desks(values: tuple[dict[str, Any], ...], reading: Reading) -> Iterator[Desk]:
    for id_, value in _terms(values, "desk", reading):
        yield Desk(id_, value["title"], value["description"])


def _menu(
    values: tuple[dict[str, Any], ...] | None, sections: tuple[Section, ...], reading: Reading
) -> Iterator[MenuEntry]:
    if values is None:
        where = reading.places.get("sections", Location(SITE_FILE))
        yield from (MenuEntry(section.id, section.title, "", where) for section in sections if not section.parent)
        return
    known = {name.casefold(): section for section in sections for name in (section.title, section.id)}
    for number, value in enumerate(values):
        where = reading.places.get(f"menu.{number}", Location(SITE_FILE))
        if value["section"]:
            section = known.get(value["section"].casefold())
            if section is None:
                reading.report(where, "unknown-section", f"the site has no section `{value['section']}`",
                               "List it under `sections`")  # fmt: skip
            else:
                yield MenuEntry(section.id, value["title"] or section.title, "", where)
        elif value["title"] and value["url"]:
            yield MenuEntry(None, value["title"], value["url"], where)
        else:
            hint = "Give it a `section`, or a `title` and a `url`"
            reading.report(where, "missing-field", "the menu item leads nowhere", hint)
