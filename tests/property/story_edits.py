"""What happens to the articles, pages, authors and pictures of a newsroom on a busy day, at random.

Each edit is done to the files of a desk and told in a line.
"""

from __future__ import annotations

import shutil
from pathlib import PurePosixPath
from random import Random

from tests.property.field_edits import FIELDS, day, image, words
from tests.property.newsroom_desk import Desk, Edit, swap_letter
from tests.property.newsroom_site import AUTHORS, DESKS, SECTIONS, drawing, larger, picture
from tests.unit.site.newsroom import source, story

FOLDERS = ("articles/", "articles/world/", "articles/2025/", "articles/deep/er/")


def _one(desk: Desk, chance: Random) -> str:
    return chance.choice(desk.articles())


def set_field(desk: Desk, chance: Random) -> str:
    path, name = _one(desk, chance), chance.choice(list(FIELDS))
    value = FIELDS[name](desk, chance)
    desk.set(path, **{name: value})
    return f"{path}: {name} is {value!r}"


def post_update(desk: Desk, chance: Random) -> str:
    path = _one(desk, chance)
    update = {
        "time": f"{day(chance)[:10]} {chance.randrange(10, 24)}:{chance.randrange(10, 60)}",
        "title": words(chance),
    }
    update["text"] = f"{words(chance)}\n\n[x](/{_one(desk, chance)})"
    updates = [*desk.fields(path).get("updates", [])[-2:], update]
    desk.set(path, kind="live", updates=updates)
    return f"{path}: an update of {update['time']}"


def translate(desk: Desk, chance: Random) -> str:
    path, original = _one(desk, chance), _one(desk, chance)
    lang = chance.choice(["hi", "ar", "ta"])
    desk.set(path, translates=None if chance.random() < 0.2 else original, lang=lang)
    return f"{path}: translates {original} into {lang}, or nothing any more"


def rewrite_body(desk: Desk, chance: Random) -> str:
    path, text = _one(desk, chance), words(chance)
    desk.set(path, f"{text}\n\n## {text if chance.random() < 0.3 else 'Background'}\n\n{text * chance.randint(1, 90)}")
    return f"{path}: a new body with {text!r}"


def swap_a_letter(desk: Desk, chance: Random) -> str:
    path = chance.choice(desk.articles() + desk.files("pages", ".md") + desk.files("authors", ".md"))
    keeps = chance.random() < 0.5
    swap_letter(desk.content / path, keep_time=keeps)
    return f"{path}: a letter swapped, its time {'kept' if keeps else 'new'}"


def add_reference(desk: Desk, chance: Random) -> str:
    path, other = _one(desk, chance), _one(desk, chance)
    addition = chance.choice([
        f"[x](/{other})",
        f"[x](/{other}#background)",
        f"![x](/{chance.choice(desk.files('media', '.png'))})",
        f"[x](/category/{chance.choice(SECTIONS).lower()}/)",
        "[x](/tag/rivers/)",
        "[x](/media/table.csv)",
        f"https://www.youtube.com/watch?v={chance.randrange(10**10, 10**11)}",
    ])  # fmt: skip
    desk.set(path, f"{desk.body(path)}\n\n{addition}")
    return f"{path}: {addition} added"


def move(desk: Desk, chance: Random) -> str:
    path = _one(desk, chance)
    new = f"{chance.choice(FOLDERS)}{chance.randrange(1000)}-moved.md"
    (desk.content / new).parent.mkdir(parents=True, exist_ok=True)
    (desk.content / path).rename(desk.content / new)
    return f"{path}: moved to {new}"


def copy(desk: Desk, chance: Random) -> str:
    path, new = _one(desk, chance), f"{chance.choice(FOLDERS)}{chance.randrange(1000)}-copy.md"
    (desk.content / new).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(desk.content / path, desk.content / new)
    if chance.random() < 0.8:
        desk.set(new, title=words(chance), id=None, aliases=None, url=None, slug=None)
    return f"{path}: copied to {new}"


def write_new(desk: Desk, chance: Random) -> str:
    path = f"{chance.choice(FOLDERS)}{chance.randrange(1000)}-new.md"
    fields = {"title": words(chance), "date": day(chance), "author": chance.choice(AUTHORS)}
    text = story(words(chance), **fields, section=chance.choice(SECTIONS), desk=chance.choice(DESKS))
    desk.write(path, text)
    return f"{path}: written, {fields}"


def delete(desk: Desk, chance: Random) -> str:
    path = _one(desk, chance)
    desk.remove(path)
    return f"{path}: deleted"


def bring_back(desk: Desk, chance: Random) -> str:
    if not desk.attic:
        return "nothing was deleted that could come back"
    path = chance.choice(sorted(desk.attic))
    desk.write(path, desk.attic.pop(path))
    return f"{path}: brought back"


def add_picture(desk: Desk, chance: Random) -> str:
    path = _one(desk, chance)
    new = f"{PurePosixPath(path).parent}/{chance.randrange(1000)}.png"
    desk.write(new, picture(chance.randrange(1000)))
    desk.set(path, image={"src": PurePosixPath(new).name, "alt": "New"})
    return f"{path}: has the new picture {new}"


def change_picture(desk: Desk, chance: Random) -> str:
    path = chance.choice(desk.files("", ".png") + desk.files("", ".svg"))
    # A small number makes it the same as another picture of the newsroom.
    number, width = chance.choice((chance.randrange(10**6), chance.randrange(8))), chance.choice((9, 10, 200, 210))
    make = chance.choice((picture, picture, larger))
    desk.write(path, make(number) if path.endswith(".png") else drawing(width, number))
    return f"{path}: another picture, number {number}"


def remove_picture(desk: Desk, chance: Random) -> str:
    path = chance.choice(desk.files("", ".png"))
    desk.remove(path)
    if chance.random() < 0.8:
        for article in desk.articles():
            fields, body = desk.fields(article), desk.body(article)
            named = fields.get("image", {}).get("src", "")
            if named == f"/{path}" or str(PurePosixPath(article).parent / named) == path:
                desk.set(article, image=None)
            if f"(/{path})" in body:
                desk.set(article, body.replace(f"(/{path})", "(/media/plan.svg)"))
    return f"{path}: removed"


def edit_author(desk: Desk, chance: Random) -> str:
    name = chance.choice(AUTHORS)
    path = f"authors/{name.lower().replace(' ', '-')}.md"
    if not (desk.content / path).exists():
        desk.write(path, source(words(chance), name=name))
        return f"{path}: a file for {name}"
    if chance.random() < 0.2:
        desk.remove(path)
        return f"{path}: removed"
    fields = {
        "role": words(chance),
        "name": chance.choice([name, f"{name} Jr"]),
        "slug": chance.choice([None, f"by-{chance.randrange(9)}"]),
        "image": image(desk, chance),
        "links": [{"network": "x", "url": f"https://social.example/{chance.randrange(99)}"}],
        "x_beat": words(chance),
    }
    field = chance.choice(["body", *fields])
    desk.set(path, *([words(chance)] if field == "body" else []), **{field: fields[field]} if field in fields else {})
    return f"{path}: another {field}"


def edit_page(desk: Desk, chance: Random) -> str:
    path = chance.choice(desk.files("pages", ".md"))
    fields = {
        "title": words(chance),
        "summary": words(chance),
        "order": chance.randrange(100),
        "status": chance.choice(["draft", "published", "published"]),
        "url": chance.choice([None, None, f"/page/{chance.randrange(9)}/"]),
        "aliases": [f"/old/{chance.randrange(60)}/"],
        "lang": chance.choice([None, "bn"]),
    }
    field = chance.choice(["body", "file", *fields])
    if field == "file":
        new = f"pages/{chance.randrange(99)}-page.md"
        desk.write(new, source(words(chance), title=words(chance)))
        return f"{new}: a page is new"
    desk.set(path, *([words(chance)] if field == "body" else []), **{field: fields[field]} if field in fields else {})
    return f"{path}: another {field}"


STORY_EDITS: dict[Edit, int] = {
    set_field: 12, post_update: 2, translate: 2, rewrite_body: 3, swap_a_letter: 3, add_reference: 3, move: 2, copy: 2,
    write_new: 3, delete: 2, bring_back: 2, add_picture: 2, change_picture: 3, remove_picture: 1, edit_author: 3,
    edit_page: 3,
}  # fmt: skip
"""Each edit, and how often it comes."""
