"""Each check finds its defect in a site that has one of each, at the line that causes it, and finds nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.sites import BuiltSite
from tests.unit.checks.defective import AS_OF, DEFECTS, SECRET, photograph, place
from tests.unit.output.pixel import PNG
from tests.unit.site.newsroom import built, source, story, write_site

from sitegen.checks import host_limit, private_field
from sitegen.inspection.inspect import Inspection, Wish, inspect
from sitegen.inspection.look import Look
from sitegen.inspection.registry import all_checks
from sitegen.inspection.tree import Tree, look_at
from sitegen.workers import Start

Found = set[tuple[str, str, str, int, int]]


def found_in(inspection: Inspection) -> Found:
    """Return check, level, path, line and column of every finding."""
    problems = [finding.problem for finding in inspection.findings]
    return {
        (problem.code, problem.LEVEL, problem.location.path, problem.location.line, problem.location.column)
        for problem in problems
    }


def test_every_defect_is_found_at_its_line_and_nothing_else_is(defective: Path, inspected: Inspection) -> None:
    """Articles, files of static/, templates and settings: the place is that of the text that causes it."""
    expected = {(defect.check, defect.level, defect.path, *place(defective, defect)) for defect in DEFECTS}
    assert found_in(inspected) == expected


def test_the_site_has_a_defect_for_every_check_but_those_of_a_whole_tree() -> None:
    """A new check needs a defect; sizes that no test should write are looked at below."""
    assert {defect.check for defect in DEFECTS} >= all_checks().keys() - {"host-limit"}


def test_what_a_template_does_on_every_page_is_one_finding(inspected: Inspection) -> None:
    """With the first page and the number of pages that show it."""
    (found,) = (each for each in inspected.findings if each.problem.location.path.endswith("partials/follow.html")
                and each.problem.code == "broken-link")  # fmt: skip
    assert found.count > 20
    assert found.file.endswith(".html")


def test_a_check_leaves_the_published_site_alone(defective: Path, inspected: Inspection) -> None:
    """It builds below .sitegen, where nothing is published from."""
    assert inspected.files > 100
    assert not (defective / "public").exists()


def test_nothing_is_found_in_the_example_newsroom(example_root: Path, example_site: BuiltSite) -> None:
    """Neither an error nor a warning: the example is as a newsroom's site should be."""
    inspection = inspect(example_root, Wish(AS_OF))
    assert [str(finding.problem) for finding in inspection.findings] == []
    assert inspection.files == sum(path.is_file() for path in example_site.folder.rglob("*")) - 1


def test_the_first_check_makes_no_picture_that_a_build_has_made(tmp_path: Path) -> None:
    """It takes over those of the site's other output, and what that one keeps stays as it is."""
    root = write_site(tmp_path, {"articles/a.md": story("![One point](/media/a.png)"), "media/a.png": PNG})
    built(root)
    (kept,) = (root / ".sitegen").glob("*/pictures")
    before = {path: path.stat().st_ino for path in kept.rglob("*") if path.is_file()}
    inspect(root, Wish(AS_OF))
    (mine,) = set((root / ".sitegen").glob("*/pictures")) - {kept}
    assert before
    assert {mine / path.relative_to(kept): number for path, number in before.items()} == {
        path: path.stat().st_ino for path in mine.rglob("*") if path.is_file()
    }


def test_problems_of_the_build_are_findings(tmp_path: Path) -> None:
    """What the build refuses is told as the build tells it; no page is there to be looked at."""
    body = "![](/media/none.png)\n\n[gone](gone.md)"
    inspection = inspect(write_site(tmp_path, {"articles/a.md": story(body)}), Wish(AS_OF))
    assert [(found.problem.code, found.problem.location.line) for found in inspection.findings] == [
        ("missing-alt", 7), ("missing-image", 7), ("broken-link", 9),
    ]  # fmt: skip
    assert inspection.files == 0


def test_an_output_older_than_its_sources_tells_of_what_was_taken_back(tmp_path: Path) -> None:
    """The page, the lists and the file of an article that is withdrawn since, at its headline."""
    fields = {"title": SECRET, "tags": ["Banks"]}
    root = write_site(
        tmp_path, {"articles/a.md": story("[The file](/files/plan.pdf)", **fields), "files/plan.pdf": b"%PDF"}
    )
    built(root)
    (root / "content/articles/a.md").write_text(story("Text.", **fields, status="withdrawn"), encoding="utf-8")
    inspection = inspect(root, Wish(AS_OF, tree=root / "public"))
    leaks = [found for found in inspection.findings if found.problem.code == "unpublished"]
    assert {(found.problem.location.path, found.problem.location.line) for found in leaks} == {
        ("content/articles/a.md", 2)
    }
    assert {found.file for found in leaks} >= {"2025/02/27/two-old-banks-agree-to-become-one/index.html"}
    assert max(found.count for found in leaks) > 5


def test_a_file_of_what_is_not_out_is_found_by_its_name(tmp_path: Path) -> None:
    """A tree that holds it, though no page shows it, gives it away."""
    secret = story("[The file](/files/plan.pdf)", title=SECRET, date="2030-01-01")
    root = write_site(
        tmp_path, {"articles/a.md": secret, "articles/b.md": story(title="Out"), "files/plan.pdf": b"%PDF"}
    )
    assert found_in(inspect(root, Wish(AS_OF))) == set()
    tree = tmp_path / "tree"
    shutil.copytree(root / ".sitegen/check", tree)
    (tree / "media/files").mkdir(parents=True)
    (tree / "media/files/plan.pdf").write_bytes(b"%PDF")
    assert found_in(inspect(root, Wish(AS_OF, tree=tree))) == {("unpublished", "error", "content/articles/a.md", 2, 8)}


def test_names_links_and_sizes_of_a_tree(tmp_path: Path) -> None:
    """What no source made is told at the file itself."""
    root = write_site(tmp_path, {"articles/a.md": story()})
    inspect(root, Wish(AS_OF))
    tree = root / "tree"
    shutil.copytree(root / ".sitegen/check", tree)
    (tree / "aux.html").write_text("Text.", encoding="utf-8")
    (tree / "link.html").symlink_to(tree / "index.html")
    with (tree / "film.mp4").open("wb") as file:
        file.truncate(host_limit.MOST_OF_FILE + 1)
    assert found_in(inspect(root, Wish(AS_OF, tree=tree))) == {
        ("file-name", "error", "tree/aux.html", 1, 1),
        ("file-name", "error", "tree/link.html", 1, 1),
        ("host-limit", "error", "tree/film.mp4", 1, 1),
    }


def test_a_site_may_be_as_large_as_its_host_takes_and_no_larger() -> None:
    """1 GB in all, told at the largest file."""
    half = host_limit.MOST_OF_SITE // 20
    files = {f"{number}.jpg": half for number in range(20)}
    look = Look(Tree(Path(), files, (), "https://newsmania.example", "/"))
    assert list(host_limit.on_tree(look)) == []
    files["19.jpg"] += 1
    (trace,) = host_limit.on_tree(look)
    assert trace.file == "19.jpg"


def test_a_page_within_the_budget_is_none_too_heavy(defective: Path) -> None:
    """The budget is the reader's of the site; a smaller one finds more."""
    heavy = {budget: count_heavy(inspect(defective, Wish(AS_OF, budget=budget))) for budget in (3000, 30)}
    assert heavy[3000] == 0
    assert heavy[30] > 5


def count_heavy(inspection: Inspection) -> int:
    return sum(finding.problem.code == "heavy-page" for finding in inspection.findings)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_place_of_a_photograph_is_found_in_every_form(form: str, tmp_path: Path) -> None:
    """Whatever kind of file it is in; one without a place tells nothing, and what is no picture nothing either."""
    (tmp_path / f"told.{form.lower()}").write_bytes(photograph(form))
    (tmp_path / f"silent.{form.lower()}").write_bytes(photograph(form, told=False))
    (tmp_path / f"torn.{form.lower()}").write_bytes(b"Exif" + photograph(form)[:40])
    tree = look_at(tmp_path, "https://newsmania.example", "/")
    assert [trace.file for trace in private_field.on_tree(Look(tree))] == [f"told.{form.lower()}"]


def test_checks_can_be_left_out(defective: Path) -> None:
    """What was asked not to be looked at is not told; the rest is."""
    left = inspect(defective, Wish(AS_OF, skip=("unpublished", "private-field", "orphan-media")))
    codes = {finding.problem.code for finding in left.findings}
    assert codes == {defect.check for defect in DEFECTS} - {"unpublished", "private-field", "orphan-media"}


@pytest.mark.parametrize("workers", [1, 3])
def test_the_number_of_workers_changes_nothing(workers: int, defective: Path, inspected: Inspection) -> None:
    """In one process or in several, forked or not."""
    start: Start | None = "spawn" if workers > 1 else None
    assert inspect(defective, Wish(AS_OF, workers=workers, start=start)).findings == inspected.findings


def test_private_words_may_stand_where_a_template_names_them(tmp_path: Path) -> None:
    """A field that the theme prints by name is meant for readers, unless its own name says that it is not; what the
    article says to everybody is no secret either.
    """
    files: dict[str, str | bytes] = {
        "articles/a.md": story(x_kicker="A line above the headline", x_private_tip="A caller from the ministry"),
        "articles/b.md": story(title="A headline that is told twice", x_headline="A headline that is told twice"),
        "authors/ann.md": source("Ann writes.", name="Ann"),
    }
    root = write_site(tmp_path, files, theme="ours")
    partials = root / "themes/ours/templates/partials"
    partials.mkdir(parents=True)
    (root / "themes/ours/theme.yaml").write_text("name: ours\nparent: newsmania\n", encoding="utf-8")
    template = (
        "{% for name in ('x_kicker', 'x_private_tip') %}\n<p>{{ view.extra[name] | default }}</p>\n{% endfor %}\n"
    )
    (partials / "reading.html").write_text(template, encoding="utf-8")
    assert {found[::3] for found in found_in(inspect(root, Wish(AS_OF)))} == {("private-field", 7)}
