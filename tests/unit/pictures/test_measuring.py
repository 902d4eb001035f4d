"""A picture is what its name says, or it is refused with the reason (promises 1 and 7)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.unit.site.newsroom import story, write_site

from sitegen.output.progress import Progress
from sitegen.pictures.measuring import Original, measure, measure_all

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inner}</svg>'


def saved(path: Path, form: str, size: tuple[int, int] = (30, 20), turn: int = 1) -> Path:
    """Save a picture of a form, whatever the ending of `path`; `turn` is Exif's orientation."""
    exif = Image.Exif()
    exif[0x0112] = turn
    Image.new("1" if form == "PNG" else "RGB", size).save(path, form, **({"exif": exif} if form == "JPEG" else {}))
    return path


def drawn(path: Path, inner: str = "", attributes: str = 'width="30" height="20"', head: str = "") -> Path:
    """Write an SVG."""
    path.write_text(head + SVG.format(inner=inner, attributes=attributes), encoding="utf-8")
    return path


def size_of(path: Path) -> tuple[int, int]:
    """Measure a picture that can be published; return its width and height."""
    found = measure(path)
    assert isinstance(found, Original), found
    return found.width, found.height


@pytest.mark.parametrize(
    ("name", "form"), [("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.gif", "GIF")]
)
def test_a_picture_is_measured(name: str, form: str, tmp_path: Path) -> None:
    """Width and height in pixels, by what the file holds."""
    assert size_of(saved(tmp_path / name, form)) == (30, 20)


@pytest.mark.parametrize(("turn", "size"), [(1, (30, 20)), (3, (30, 20)), (6, (20, 30)), (8, (20, 30)), (9, (30, 20))])
def test_a_photograph_that_was_turned_is_measured_as_it_is_shown(
    turn: int, size: tuple[int, int], tmp_path: Path
) -> None:
    """Phones store an upright picture lying, with a note of how to turn it."""
    assert size_of(saved(tmp_path / "a.jpg", "JPEG", turn=turn)) == size


@pytest.mark.parametrize(
    ("name", "form", "why"),
    [
        ("a.jpg", "PNG", "the file is a PNG picture, whatever its name says"),
        ("a.bmp", "BMP", "`.bmp` is not the ending of a picture that browsers show"),
        ("a", "PNG", "`a` is not the ending of a picture that browsers show"),
    ],
)
def test_a_picture_under_a_wrong_name_is_refused(name: str, form: str, why: str, tmp_path: Path) -> None:
    """A host tells browsers the kind of a file by its name."""
    assert measure(saved(tmp_path / name, form)) == why


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    """A page of text under a picture's name."""
    (tmp_path / "a.jpg").write_text("<html>", encoding="utf-8")
    assert measure(tmp_path / "a.jpg") == "the file is not a picture, whatever its name says"


@pytest.mark.parametrize(("form", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif")])
def test_a_damaged_picture_is_refused_in_words(form: str, ending: str, tmp_path: Path) -> None:
    """Wherever an upload was cut off, and whatever byte was hit, the answer is a size or a reason."""
    whole = saved(tmp_path / f"a.{ending}", form, turn=6).read_bytes()
    for end in range(0, len(whole), 5):
        spoilt = bytes([*whole[: end // 2], whole[end // 2] ^ 0x55, *whole[end // 2 + 1 : end]])
        (tmp_path / f"b.{ending}").write_bytes(spoilt)
        found = measure(tmp_path / f"b.{ending}")
        assert isinstance(found, Original) or found.startswith(("the picture ", "the file "))


def test_a_picture_that_cannot_be_read_is_the_machine_s_fault(tmp_path: Path) -> None:
    """Nothing is wrong with the content then."""
    with pytest.raises(FileNotFoundError):
        measure(tmp_path / "none.jpg")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """A small file that unpacks to more pixels than a camera makes; only its header is read."""
    assert "more pixels" in str(measure(saved(tmp_path / "a.png", "PNG", (20000, 10000))))


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="30px" height="19.6px"', (30, 20)),
        ('viewBox="0 0 300 200"', (300, 200)),
        ('width="100%" height="100%" viewBox="0,0,300,200"', (300, 200)),
    ],
)
def test_a_drawing_is_measured(attributes: str, size: tuple[int, int], tmp_path: Path) -> None:
    """By its width and height, else by its view box."""
    assert size_of(drawn(tmp_path / "a.svg", attributes=attributes)) == size


def test_a_drawing_may_refer_to_its_own_parts(tmp_path: Path) -> None:
    """Gradients, uses and a document type without declarations are harmless."""
    inner = '<style>.a{fill:url(#g);content:"\\201C"}</style><g xmlns:i="i" i:file="C:\\a (1).png"/>'
    inner += '<use href="#x"/><rect fill="url( \'#g\')"/><use xlink:href="#x"/>'
    head = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><!-- x -->'
    )
    assert size_of(drawn(tmp_path / "a.svg", inner, head=head)) == (30, 20)


ACTIVE = {
    "script": "<script>alert(1)</script>",
    "event": '<rect onload="alert(1)"/>',
    "link": '<a href="javascript:alert(1)"/>',
    "old link": '<a xlink:href="https://host.example/"/>',
    "data link": '<a href="data:text/html,x"/>',
    "foreign": "<foreignObject/>",
    "html": '<img xmlns="http://www.w3.org/1999/xhtml" src="https://host.example/x"/>',
    "change": '<set attributeName="href" to="javascript:alert(1)"/>',
    "style sheet": "<style>@import 'https://host.example/';</style>",
    "style": "<style>.a{fill:url(https://host.example/)}</style>",
    "attribute": "<rect style=\"fill:URL( 'https://host.example/')\"/>",
    "paint": '<rect fill="url(https://host.example/#a)"/>',
    "style behind a comment": "<style>.a{}<!-- x -->@import 'https://host.example/';</style>",
    "style in an element": "<style><g/>@imp<!-- x -->ort 'https://host.example/';</style>",
    "style sheet in escapes": r"<style>@\69mport 'https://host.example/';</style>",
    "style in escapes": r"<style>.a{fill:u\72 l(https://host.example/)}</style>",
    "attribute in escapes": r'<rect style="fill:u\72l(https://host.example/)"/>',
    "set of images": "<style>.a{background:image-set('https://host.example/' 1x)}</style>",
}


@pytest.mark.parametrize("part", ACTIVE)
def test_a_drawing_that_can_run_or_load_something_is_refused(part: str, tmp_path: Path) -> None:
    """An SVG is a document: opened by its own address it would run with the site's rights."""
    assert str(measure(drawn(tmp_path / "a.svg", ACTIVE[part]))).startswith("the SVG ")


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>',
        '<!DOCTYPE svg [<!ENTITY x "y">]>',
        '<?xml-stylesheet type="text/xsl" href="#x"?>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_drawing_s_prolog_can_bring_nothing_in(head: str, encoding: str, tmp_path: Path) -> None:
    """Attributes by default, entities and style sheets stand before the drawing, where few look."""
    (tmp_path / "a.svg").write_text(head + SVG.format(inner="", attributes='width="1" height="1"'), encoding=encoding)
    assert str(measure(tmp_path / "a.svg")).startswith("the SVG ")


def test_a_drawing_without_a_size_or_end_is_refused(tmp_path: Path) -> None:
    """It could not be laid out."""
    assert "neither width and height" in str(measure(drawn(tmp_path / "a.svg", attributes="")))
    (tmp_path / "b.svg").write_text("<svg>", encoding="utf-8")
    assert "not well-formed" in str(measure(tmp_path / "b.svg"))


@pytest.mark.parametrize("workers", [1, 3])
def test_many_are_looked_at_by_several_processes(workers: int, tmp_path: Path) -> None:
    """In their order, and each as one process alone would find it; what cannot be published among them."""
    (tmp_path / "content").mkdir()
    names = [f"{number:02}.jpg" for number in range(15)]
    for number, name in enumerate(names):
        saved(tmp_path / "content" / name, "PNG" if number == 7 else "JPEG", (30 + number, 20))
    progress = Progress(shown=False, started=0)
    found = dict(measure_all(tmp_path, 10**6, names, progress, workers=workers, method=None))
    assert list(found) == names
    assert found["07.jpg"] == "the file is a PNG picture, whatever its name says"
    sizes = [each.width for each in found.values() if isinstance(each, Original)]
    assert sizes == [30 + number for number in range(15) if number != 7]


def test_a_site_without_pictures_loads_nothing_for_them(tmp_path: Path) -> None:
    """Neither Pillow nor what makes renditions: a site of text pays nothing."""
    write_site(tmp_path, {"articles/a.md": story()})
    program = (
        "import sys\nfrom pathlib import Path\nfrom sitegen.build import Options, build\n"
        f"root = Path({str(tmp_path)!r})\nbuild(root, Options(output=root / 'public', as_of='2026-01-01'))\n"
        "sys.exit(str([name for name in sys.modules if name.startswith(('PIL', 'sitegen.pictures.enc'))]))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.stderr.strip() == "[]"
