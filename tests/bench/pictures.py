"""Measures pictures: a site of so many articles, each with a photograph of its own of 3000 x 2000 pixels.

    python -m tests.bench.pictures [--pictures 200] [--folder DIR] [--workers 2]

It runs on Linux, in the environment that sitegen is installed in, and prints a table in Markdown. `cold` has neither
an output nor a kept state; `lost output` has the state, so that renditions are taken from what was kept; in `one new
article` one more photograph has come. What was measured stands in RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from tests.bench import measure
from tests.unit.site.newsroom import story, write_site

SIZE = (3000, 2000)
AS_OF = "2026-01-01"


def photographs(folder: Path, count: int) -> None:
    """Write `count` photographs into `folder`: light, edges and grain as cameras give them, no two alike."""
    width, height = SIZE
    grain = Image.effect_noise(SIZE, 40).filter(ImageFilter.GaussianBlur(1.2))
    shapes = Image.effect_mandelbrot((750, 500), (-2.2, -1.2, 1.2, 1.2), 90).resize(SIZE, Image.Resampling.BICUBIC)
    light = Image.radial_gradient("L").resize(SIZE)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        moved = ImageChops.offset(shapes, number * 71 % width, number * 37 % height)
        bands = (
            ImageChops.offset(light, number * 53 % width, 0),
            ImageChops.blend(moved, light, 0.2 + number % 5 / 10),
            ImageChops.blend(moved, ImageChops.invert(light), 0.4),
        )
        picture = Image.merge("RGB", [ImageChops.blend(band, grain, 0.25) for band in bands])
        picture.save(folder / f"{number:03}.jpg", quality=88)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def article(number: int) -> str:
    """Return an article with a featured picture of its own, and for every fourth one in its text."""
    body = f"Text {number}." + (f"\n\n![A view](/media/{number:03}.jpg)" if number % 4 == 0 else "")
    image = {"src": f"/media/{number:03}.jpg", "alt": "A view"}
    return story(body, title=f"Story {number}", date=f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}", image=image)


def cost(root: Path, workers: int) -> measure.Cost:
    """Build the site in `root` by the command; return what it took."""
    command = [sys.executable, "-m", "sitegen", "build", str(root), "--as-of", AS_OF, "-q", "--workers", str(workers)]
    return measure.run(command, dict(os.environ), root, root / "log")


def main() -> None:
    """Make the site, build it in each state, and print what each build took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--folder", type=Path, help="where the site is made; a temporary folder if absent")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitegen-pictures-", dir=chosen.folder) as folder:
        root, count = Path(folder), chosen.pictures
        photographs(root / "content" / "media", count + 1)
        write_site(root, {f"articles/{number:03}.md": article(number) for number in range(count)})
        megabytes = sum(path.stat().st_size for path in (root / "content/media").iterdir()) / 1e6 / (count + 1)
        say(f"{count} originals of {SIZE[0]} x {SIZE[1]} pixels, {megabytes:.1f} MB each, {chosen.workers} workers\n")
        say("| scenario | wall s | CPU s | memory MB | pictures a second | CPU ms a picture |")
        say("|---|---:|---:|---:|---:|---:|")
        for scenario in ("cold", "no change", "lost output", "one new article"):
            if scenario == "lost output":
                shutil.rmtree(root / "public")
            elif scenario == "one new article":
                (root / f"content/articles/{count:03}.md").write_text(article(count), encoding="utf-8")
            spent = cost(root, chosen.workers)
            made = {"cold": count, "one new article": 1}.get(scenario, 0)
            rate = f"{made / spent.wall:.1f} | {spent.cpu / made * 1000:.0f}" if made else "|"
            say(f"| {scenario} | {spent.wall:.2f} | {spent.cpu:.2f} | {spent.memory / 1e6:.0f} | {rate} |")
        files = [path for path in (root / "public" / "media").iterdir() if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        say(f"\n{len(files):,} files of renditions, {size:.1f} MB.")


if __name__ == "__main__":
    main()
