"""The texts that machines look for under names known beforehand: robots.txt, ads.txt and security.txt.

A file of that name in content/static/ is published instead; one beside an option that says the same is a mistake, since
either would be lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sitegen.errors import Caution
from sitegen.pages.crawlers import TRAINING, USER_FETCH
from sitegen.pages.edition import Edition
from sitegen.pages.page import Page
from sitegen.pages.sitemap import INDEX
from sitegen.pages.static import TextView
from sitegen.site.site import Site

NAMES: Final = {"robots": "robots.txt", "ads": "ads.txt", "security": ".well-known/security.txt"}
"""The file that each option makes."""


def plan_well_known(edition: Edition) -> Iterator[Page]:
    """Plan each of the files that the site has: robots.txt always, the others where their options are set."""
    texts = {"robots": _robots(edition), "ads": _ads(edition), "security": _security(edition)}
    for option, name in NAMES.items():
        is_asked_for = option in edition.config.places
        if texts[option] and (is_asked_for or not _is_static(edition.site, name)):
            origin = edition.config.place(option)
            yield Page(path=name, renderer="text", view=TextView(text=texts[option]), origin=origin)


def cautions(site: Site) -> Iterator[Caution]:
    """Yield what crawlers will never see, and what counts no more."""
    config, origin = site.config, site.addresses.origin()
    security = config.security
    is_stale = security is not None and security.expires <= site.rules.as_of
    if security is not None and is_stale:
        message = f"`security` held until {security.expires:%Y-%m-%d}, so security.txt is left out"
        hint = "See whether the contacts are right, and set `expires` anew"
        yield Caution(config.place("security.expires"), "stale-security", message, hint)
    if config.base_path != "/":
        made = {"robots": True, "ads": bool(config.ads), "security": security is not None and not is_stale}
        unseen = [name for option, name in NAMES.items() if made[option] or _is_static(site, name)]
        message = f"crawlers look for {_listed(unseen)} at {origin}/ alone, never below {site.addresses.href('/')}"
        hint = "Publish the site at the root of a host, or ask whoever has that root to publish them there"
        yield Caution(config.place("url"), "unseen-files", message, hint)


def _is_static(site: Site, name: str) -> bool:
    return f"static/{name}" in site.stamps


def _robots(edition: Edition) -> str:
    """Return robots.txt (RFC 9309): a group for all, and one for each kind of crawler that is named."""
    choice, top = edition.config.robots, edition.href("/")
    groups = (
        ("Search, and whatever is not named below", ("*",), choice.search),
        ("Training of language models", TRAINING, choice.training),
        ("Assistants that open a page because a person asks about it", USER_FETCH, choice.user_fetch),
    )
    lines: list[str] = []
    for meaning, tokens, is_allowed in groups:
        lines += [f"# {meaning}", *(f"User-agent: {token}" for token in tokens)]
        lines += [f"{'Allow' if is_allowed else 'Disallow'}: {top}", ""]
    return "\n".join([*lines, f"Sitemap: {edition.absolute(INDEX)}", ""])


def _ads(edition: Edition) -> str:
    return "".join(f"{line}\n" for line in edition.config.ads)


def _security(edition: Edition) -> str:
    """Return security.txt (RFC 9116); nothing once it has expired, when nobody may rely on it."""
    config, security = edition.config, edition.config.security
    if security is None or security.expires <= edition.site.rules.as_of:
        return ""
    fields = [("Contact", contact) for contact in security.contacts]
    fields += [("Expires", security.expires.isoformat()), ("Preferred-Languages", config.language)]
    fields += [("Policy", security.policy)] if security.policy else []
    fields += [("Canonical", edition.absolute(f"/{NAMES['security']}"))]
    return "".join(f"{name}: {value}\n" for name, value in fields)


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
