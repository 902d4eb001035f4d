"""In which ways sources use a file of content/: what has to be published of it follows from them alone."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple
from unicodedata import normalize

from sitegen.content.article import Article, Author, PlainPage
from sitegen.pictures.renditions import CENTRE, Focus
from sitegen.site.urls import linked_file, picture_file


class Use(NamedTuple):
    """One way."""

    kind: Literal["featured", "portrait", "body", "file"]
    """An article's featured picture, an author's photograph, a picture in a text, or the file as it is."""
    focus: Focus = CENTRE


AS_IT_IS: Final = Use("file")
IN_BODY: Final = Use("body")


def uses_of(record: Article | PlainPage | Author, name: str) -> frozenset[Use]:
    """Return the ways in which a source uses the file of a name (composed, NFC)."""
    found: set[Use] = set()
    image = record.image if isinstance(record, Article | Author) else None
    if image and normalize("NFC", picture_file(image.src, record.source)) == name:
        found.add(Use("featured" if isinstance(record, Article) else "portrait", image.focus or CENTRE))
    audio = record.audio if isinstance(record, Article) else None
    if audio and normalize("NFC", picture_file(audio.src, record.source)) == name:
        found.add(AS_IT_IS)
    if not isinstance(record, Author):
        for reference in record.body.references:
            file = (picture_file if reference.kind == "image" else linked_file)(reference.target, record.source)
            if normalize("NFC", file) == name:
                found.add(IN_BODY if reference.kind == "image" else AS_IT_IS)
    return frozenset(found)
