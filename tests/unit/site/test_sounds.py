"""Audio files: found, looked into, measured; refused where they are not what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.site.newsroom import article, assembled, built, config, story, write_site

from sitegen.content.article import Article, parse_article
from sitegen.errors import ContentError
from sitegen.pictures.sounds import measure_sound

GOOD = {
    "a.mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00", "b.mp3": b"\xff\xfb\x90\x64\x00", "a.m4a": b"\0\0\0\x20ftypM4A ",
    "a.ogg": b"OggS\0\x02", "a.opus": b"OggS\0\x02", "a.wav": b"RIFF\x24\0\0\0WAVEfmt ", "A.FLAC": b"fLaC\0",
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_an_audio_file_is_known_by_its_beginning(name: str, tmp_path: Path) -> None:
    """Each kind is; its bytes are counted; with another's beginning it is refused."""
    file = tmp_path / name
    file.write_bytes(GOOD[name])
    assert measure_sound(file) == len(GOOD[name])
    file.write_bytes(b"<html>" * 3)
    assert "whatever its name says" in str(measure_sound(file))


def test_a_file_that_no_host_takes_is_refused(tmp_path: Path) -> None:
    """Its size is named; the file itself is not read."""
    file = tmp_path / "a.mp3"
    with file.open("wb") as out:
        out.truncate(101 * 1024 * 1024)
    assert measure_sound(file) == "the file has 101 MB, and many hosts take no more than 100"


def audio(**fields: Any) -> dict[str, Any]:
    return {"src": "/media/a.mp3", "duration": "12:34"} | fields


@pytest.mark.parametrize(
    ("typed", "seconds"), [("0:01", 1), ("12:34", 754), ("99:59", 5999), ("1:00:00", 3600), ("100:00:01", 360001)]
)
def test_a_duration_is_read(typed: str, seconds: int) -> None:
    """In seconds, quoted or not; YAML's sixties are no trap."""
    found = article("a", audio=audio(duration=typed))
    assert found.audio is not None
    assert found.audio.seconds == seconds
    plain, problems = parse_article(
        story(audio=None).replace("---\nText", f"audio: {{src: /media/a.mp3, duration: {typed}}}\n---\nText").encode(),
        "articles/a.md",
        config(),
    )
    assert problems == ()
    assert isinstance(plain, Article)
    assert plain.audio is not None
    assert plain.audio.seconds == seconds


def problems_of(**fields: Any) -> list[tuple[str, str, str]]:
    """Return the code, the message and the hint of each problem of an article with such audio."""
    found, problems = parse_article(story(audio=fields).encode(), "articles/a.md", config())
    if found is not None:
        _, problems = assembled([found], assets=["media/a.mp3", "media/a.jpg"])
    return [(problem.code, problem.message, problem.hint) for problem in problems]


@pytest.mark.parametrize(
    ("fields", "code", "words"),
    [
        (audio(duration="0:00"), "wrong-value", "`0:00`"),
        (audio(duration="1:75"), "wrong-value", "`1:75`"),
        (audio(duration="1:60:00"), "wrong-value", "`1:60:00`"),
        (audio(duration=754), "wrong-value", "Write `12:34`"),
        (audio(duration="12 min"), "wrong-value", "a colon between them"),
        ({"src": "/media/a.mp3"}, "missing-field", "Add `duration: 12:34`"),
        ({"duration": "1:00"}, "missing-field", "Add `src: /media/name.mp3`"),
        (audio(src="/media/b.mp3"), "missing-audio", "Did you mean `/media/a.mp3`?"),
        (audio(src="/media/a.jpg"), "bad-audio", "`.jpg` is not the ending of an audio file"),
        (audio(src="https://cdn.example/a"), "missing-field", "Add a line `type: audio/mpeg`"),
        (audio(length=5), "wrong-value", "this one is measured"),
        (audio(type="audio/x"), "wrong-value", "audio/mpeg"),
    ],
)
def test_a_mistake_is_told(fields: dict[str, Any], code: str, words: str) -> None:
    """With its place, the reason and what to do."""
    ((found, message, hint),) = problems_of(**fields)
    assert found == code
    assert words in f"{message}. {hint}"


def test_a_picture_is_no_audio_file() -> None:
    """The featured picture may not be one."""
    found = article("a", image={"src": "/media/a.mp3", "alt": "x"})
    _, problems = assembled([found], assets=["media/a.mp3"])
    assert [problem.message for problem in problems] == ["content/media/a.mp3: the file is audio, and no picture"]


def test_a_file_is_published_looked_into_and_followed(tmp_path: Path) -> None:
    """With its article and not before; another file of the same name is looked into again."""
    files: dict[str, str | bytes] = {
        "articles/a.md": story(title="Out", audio=audio()),
        "articles/b.md": story(title="Later", audio=audio(src="/media/b.mp3"), embargo="2027-01-01"),
        "media/a.mp3": GOOD["a.mp3"],
        "media/b.mp3": GOOD["b.mp3"],
    }
    root = write_site(tmp_path, files)
    built(root)
    assert (root / "public" / "media" / "a.mp3").read_bytes() == GOOD["a.mp3"]
    assert not (root / "public" / "media" / "b.mp3").exists()
    page = (root / "public" / "2025" / "02" / "27" / "out" / "index.html").read_text(encoding="utf-8")
    assert '<audio controls preload="none" src="/media/a.mp3">' in page
    assert "; media-src &#39;self&#39;" in page
    assert f'length="{len(GOOD["a.mp3"])}"' in (root / "public" / "feed.xml").read_text(encoding="utf-8")
    (root / "content" / "media" / "a.mp3").write_bytes(GOOD["a.mp3"] * 2)
    built(root)
    assert f'length="{2 * len(GOOD["a.mp3"])}"' in (root / "public" / "feed.xml").read_text(encoding="utf-8")
    (root / "content" / "media" / "a.mp3").write_bytes(b"Not found")
    with pytest.raises(ContentError) as caught:
        built(root)
    assert [problem.code for problem in caught.value.problems] == ["bad-audio"]


def test_a_file_elsewhere_is_played_from_there(tmp_path: Path) -> None:
    """Its host is the only one that the page's policy admits beside ours."""
    sound = audio(src="https://cdn.example/show/a.mp3?x=1", length=5)
    root = write_site(tmp_path, {"articles/a.md": story(title="Out", audio=sound)})
    built(root)
    page = (root / "public" / "2025" / "02" / "27" / "out" / "index.html").read_text(encoding="utf-8")
    assert '<audio controls preload="none" src="https://cdn.example/show/a.mp3?x=1">' in page
    assert "; media-src https://cdn.example" in page
