"""The source page's own labels: what stands around a story on its page and is no part of it.

Only a line that is a label and nothing else counts as one. Labels are compared without case, and without what is
neither a letter nor a digit at their ends.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sitegen.config import Config


def _bare(folded: str) -> str:
    return re.sub(r"^[\W_]+|[\W_]+$", "", folded)


def _labels(text: str) -> frozenset[str]:
    return frozenset(_bare(line) for line in text.splitlines()) - {""}


_ENDS: Final = _labels("""
    related articles
    related posts
    related news
    related stories
    you may also like
    you might also like
    check also
    read next
    tags
    leave a reply
    leave a reply cancel reply
    leave a comment
    leave a comment cancel reply
    cancel reply
    your email address will not be published.
    your email address will not be published. required fields are marked *
    required fields are marked *
    save my name, email, and website in this browser for the next time i comment.
    post comment
    submit comment
    back to top
    back to top button
""")
_FORM: Final = frozenset({"comment *", "name *", "email *"})
_SMALL: Final = _labels("""
    facebook
    x
    twitter
    x (twitter)
    linkedin
    tumblr
    pinterest
    reddit
    pocket
    messenger
    whatsapp
    telegram
    viber
    email
    print
    share
    share this
    share this article
    share via email
    send an email
    copy link
    copy url
    comment
    comments
    no comments
    name
    website
""")
_ABOVE: Final = _labels("""
    advertisement
    breaking news
    close
    follow us
    instagram
    latest news
    log in
    login
    menu
    more
    primary menu
    random article
    rss
    search
    search for
    sidebar
    skip to content
    skip to main content
    subscribe
    switch skin
    youtube
""")
_RULE = re.compile(r"[/|>\u00BB\u203A\u2022\u25CF*_-]+")
"""A line that only parts others: of breadcrumbs, or a rule."""
_READING_TIME = re.compile(
    r"(?:\d[\d,.]* ){0,3}(?:less than )?(?:a|an|one|\d+) min(?:ute)?s?(?: of)?(?: read(?:ing)?)?"
)


def fold(text: str) -> str:
    """Return `text` as labels, sections and desks are compared: no invisible characters, no case, single spaces."""
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).split()).casefold()


def ends_story(text: str) -> bool:
    """Tell whether the line is a label that stands below a story."""
    folded = fold(text)
    return folded in _FORM or _bare(folded) in _ENDS


def is_small_label(text: str) -> bool:
    """Tell whether the line is a label of the share row or the reply form, or the reading time."""
    bare = _bare(fold(text))
    return bare in _SMALL or _READING_TIME.fullmatch(bare) is not None


def is_label_above(text: str, config: Config) -> bool:
    """Tell whether the line is a label that stands above a headline; the site's own name is one."""
    bare = _bare(fold(text))
    own = {_bare(fold(config.title)), _bare(fold(config.tagline))} - {""}
    return (
        _RULE.fullmatch(text) is not None or bare in _ABOVE or bare in own or is_small_label(text) or ends_story(text)
    )
