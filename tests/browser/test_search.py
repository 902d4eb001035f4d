"""Search in headless Chromium: in both newsrooms, by keyboard, with and without script, and whatever is typed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.bench import corpus
from tests.browser.test_pages import AXE
from tests.browser.views import DIRECTIONS, HEIGHT, Newsroom
from tests.support.looks import STICKING_OUT
from tests.support.server import Server
from tests.support.sites import build_site
from tests.support.watch import Watch, watch
from tests.unit.site.newsroom import story, write_site

WORDS = {"ltr": "tunnel", "rtl": "الرياض"}
ROWS = ".results .row"
ASK_ANEW = "(word) => { history.replaceState(null, '', `?q=${word}`); dispatchEvent(new PopStateEvent('popstate')); }"
NEWEST_FIRST = """() => {
  const days = [...document.querySelectorAll(".results time")].map((time) => time.dateTime.slice(0, 10));
  return days.every((day, place) => !place || day <= days[place - 1]);
}"""
POLICY = "() => document.querySelector('meta[http-equiv]').content"

Ask = Callable[..., Watch]


@pytest.fixture(scope="module")
def ask(browser: Browser, newsrooms: dict[str, Newsroom]) -> Iterator[Ask]:
    """Open the search page with a query, in a window of its own: `ask("ltr", "q=tunnel", width=320)`."""
    contexts = []

    def opened(direction: str, query: str = "", *, width: int = 1280, **options: object) -> Watch:
        size = {"width": width, "height": HEIGHT}
        context = browser.new_context(viewport=size, reduced_motion="reduce", **options)  # type: ignore[arg-type]
        contexts.append(context)
        window = watch(context.new_page())
        window.visit(f"{newsrooms[direction].server.url}search/{'?' if query else ''}{query}")
        if query.startswith("q=") and options.get("java_script_enabled", True):
            done(window.page)
        return window

    yield opened
    for context in contexts:
        context.close()


def done(page: Page) -> None:
    """Wait until a search is over: its outcome is told."""
    page.wait_for_function("() => /\\p{N}|Found/u.test(document.querySelector('.status').textContent)")


def titles(page: Page) -> list[str]:
    return page.locator(f"{ROWS} h2").all_inner_texts()


def days(page: Page) -> list[str]:
    found: list[str] = page.locator(f"{ROWS} time").evaluate_all("(all) => all.map((time) => time.dateTime)")
    return found


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_query_gives_rows_with_the_words_marked(ask: Ask, direction: str) -> None:
    """The count is told to screen readers; the title says what was asked; nothing is amiss, nor from elsewhere."""
    window = ask(direction, f"q={WORDS[direction]}")
    page = window.page
    assert WORDS[direction] in page.locator("h1").inner_text()
    assert WORDS[direction] in page.title()
    status = page.locator("[role=status]").inner_text()
    assert re.search(rf"\b{page.locator(ROWS).count()}\b", status)
    assert page.locator(f"{ROWS}:has(mark)").count() >= 2
    assert WORDS[direction] in page.locator(f"{ROWS} mark").all_inner_texts()[0].lower()
    assert not page.locator(".browse").is_visible()
    window.settle()
    assert window.complaints == []
    origin = page.evaluate("() => location.origin")
    assert [url for url in window.requests if not url.startswith((origin, "data:"))] == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_results_fit_their_window_and_axe_finds_nothing(ask: Ask, direction: str, width: int) -> None:
    """In both skins, with results and with none."""
    page = ask(direction, f"q={WORDS[direction]}", width=width).page
    for words in (WORDS[direction], "zzzz"):
        page.locator(".query input").fill(words)
        page.locator(".query input").press("Enter")
        page.wait_for_function("(words) => document.title.includes(words)", arg=words)
        done(page)
        assert page.evaluate(STICKING_OUT) == []
        for skin in ("light", "dark") if width != 768 else ():
            page.emulate_media(color_scheme=skin)
            found = Axe().run(page, options=AXE[skin]).response["violations"]
            assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


def test_filters_and_order_are_in_the_address_and_back_undoes_them(ask: Ask) -> None:
    """By section, author and year; by date; each is an entry of the history."""
    page = ask("ltr", "q=India").page
    everything = titles(page)
    assert page.locator("[value=more]").is_visible()
    page.locator("select[name=section]").select_option("business")
    page.wait_for_function("(count) => document.querySelectorAll('.results .row').length < count", arg=len(everything))
    filtered = titles(page)
    assert set(page.locator(f"{ROWS} .pill").all_inner_texts()) == {"Business"}
    page.locator("select[name=sort]").select_option("date")
    page.wait_for_url("**/search/?q=India&section=business&sort=date")
    page.wait_for_function(NEWEST_FIRST)
    assert set(page.locator(f"{ROWS} .pill").all_inner_texts()) == {"Business"}
    assert days(page) == sorted(days(page), reverse=True)
    page.locator("select[name=year]").select_option("2024")
    page.wait_for_url("**&year=2024**")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.results time')].every((time) => time.dateTime.startsWith('2024'))"
    )
    page.go_back()
    page.go_back()
    page.wait_for_url("**/search/?q=India&section=business")
    page.wait_for_function("(count) => document.querySelectorAll('.results .row').length === count", arg=len(filtered))
    page.go_back()
    page.wait_for_function(
        "(count) => document.querySelectorAll('.results .row').length === count", arg=len(everything)
    )
    assert titles(page) == everything
    assert page.locator("select[name=section]").input_value() == ""


def test_the_authors_are_those_of_the_years_that_were_searched(ask: Ask) -> None:
    """They are asked for once somebody comes near the filters; then one of them can be chosen, and shared."""
    page = ask("ltr", "q=India").page
    page.locator("select[name=author]").focus()
    page.wait_for_function("() => document.querySelector('select[name=author]').length > 3")
    page.locator("select[name=author]").select_option("Piyal Chatterjee")
    page.wait_for_url("**author=Piyal+Chatterjee**")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.results .meta span')].every((by) => by.textContent.includes('Piyal'))"
    )
    shared = ask("ltr", "q=India&author=Piyal+Chatterjee").page
    assert titles(shared) == titles(page)
    assert shared.locator("select[name=author]").input_value() == "Piyal Chatterjee"


def test_more_results_come_by_the_keyboard_alone(ask: Ask) -> None:
    """Tab leads from the field through the filters to the results; the focus goes to the first new one."""
    window = ask("ltr")
    page = window.page
    assert page.evaluate("() => document.activeElement.id") == "words"
    page.keyboard.type("india")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=india")
    page.locator(ROWS).nth(9).wait_for()
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate("() => document.activeElement.name || document.activeElement.className"))
    assert names == ["button", "section", "author", "year", "sort"]
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('.row') !== null")
    page.locator("[value=more]").focus()
    page.keyboard.press("Enter")
    page.locator(ROWS).nth(10).wait_for()
    assert (
        page.evaluate("() => [...document.querySelectorAll('.row')].indexOf(document.activeElement.closest('.row'))")
        == 10
    )
    assert window.complaints == []


def test_a_word_that_is_being_typed_is_one_entry_of_the_history(ask: Ask) -> None:
    """Results come while it is typed; Back leads to what stood there before it, not letter by letter."""
    page = ask("ltr", "q=India").page
    before = page.evaluate("() => history.length")
    page.locator(".query input").fill("")
    page.locator(".query input").press_sequentially("tunnel", delay=150)
    page.wait_for_url("**/search/?q=tunnel")
    page.wait_for_function("() => document.title.includes('tunnel')")
    assert page.evaluate("() => history.length") == before + 1
    page.go_back()
    page.wait_for_function("() => document.title.includes('India')")
    assert page.locator(".query input").input_value() == "India"


def test_nothing_found_offers_the_rest_of_the_site(ask: Ask) -> None:
    """And another engine, as the newsroom's settings name one."""
    page = ask("ltr", "q=zzzzzz").page
    assert page.locator(".status").inner_text().startswith("Nothing Found")
    assert page.locator(".browse").is_visible()
    assert page.locator(".engine").get_attribute("action") == "https://engine.example/"
    assert page.locator(".engine").is_visible()


@pytest.mark.parametrize(
    "words", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "tunnel' onfocus='x", "&lt;b&gt;"]
)
def test_a_query_is_never_read_as_html(ask: Ask, words: str) -> None:
    """It is shown as it was typed, and nothing of it runs."""
    window = ask("ltr")
    page = window.page
    before = page.locator("img, script").count()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.locator(".query input").fill(words)
    page.locator(".query input").press("Enter")
    done(page)
    assert page.locator("h1").inner_text() == f"Search Results for: {words}"
    assert page.locator("h1 *, .status *").count() == 0
    assert page.locator("main script").count() == 0
    assert page.locator("img, script").count() <= before + page.locator(ROWS).count()
    assert dialogs == []
    assert window.complaints == []


def test_the_policy_admits_what_is_needed_and_no_more(ask: Ask, newsrooms: dict[str, Newsroom]) -> None:
    """Wasm, on this page; without that word the same page finds nothing, and says so."""
    page = ask("ltr", "q=tunnel").page
    policy = page.evaluate(POLICY)
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    context = page.context.browser.new_context()  # type: ignore[union-attr]
    strict = context.new_page()

    def without_wasm(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=response, body=response.text().replace(" &#39;wasm-unsafe-eval&#39;", ""))  # type: ignore[attr-defined]

    strict.route("**/search/?q=*", without_wasm)
    strict.goto(f"{newsrooms['ltr'].server.url}search/?q=tunnel")
    strict.wait_for_function("() => document.querySelector('.status').textContent.includes('cannot be loaded')")
    assert strict.locator(".browse").is_visible()
    context.close()


def test_without_script_the_page_says_so_and_leads_on(ask: Ask) -> None:
    """Sections, months, tags and the other engine; axe finds nothing, no control is dead."""
    page = ask("ltr", "q=tunnel", java_script_enabled=False).page
    text = page.locator("main").inner_text()
    assert "The search needs JavaScript" in text
    assert page.locator(".engine input[type=search]").is_visible()
    assert not page.locator(".query").is_visible()
    for words in ("Science & Tech", "February 2025", "Archive", "Tags"):
        assert words in text


def test_the_field_of_every_page_leads_to_search(ask: Ask, newsrooms: dict[str, Newsroom], browser: Browser) -> None:
    """A plain form: without script too; on a phone a link stands in its place."""
    for options in ({}, {"java_script_enabled": False}):
        context = browser.new_context(viewport={"width": 1280, "height": HEIGHT}, **options)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(newsrooms["ltr"].server.url)
        page.locator(".field input").fill("tunnel")
        page.locator(".field input").press("Enter")
        page.wait_for_url("**/repo/search/?q=tunnel")
        page.set_viewport_size({"width": 320, "height": HEIGHT})
        page.goto(newsrooms["ltr"].server.url)
        assert not page.locator(".field").is_visible()
        page.locator(".search-link").click()
        page.wait_for_url("**/repo/search/")
        context.close()


def test_suggestions_cost_nothing_until_the_field_is_used(newsrooms: dict[str, Newsroom], browser: Browser) -> None:
    """Then they come after the first letters, are walked by the arrow keys, and lead to their page."""
    context = browser.new_context(viewport={"width": 1280, "height": HEIGHT}, reduced_motion="reduce")
    window = watch(context.new_page())
    page = window.page
    window.visit(newsrooms["ltr"].server.url)
    assert not [url for url in window.requests if "suggest" in url or "pagefind" in url or "search." in url]
    page.locator(".field input").press_sequentially("te")
    page.locator(".field [role=option]").first.wait_for()
    assert sorted(url.rpartition("/")[2].partition(".")[0] for url in window.requests if "sugges" in url) == [
        "suggest",
        "suggestions",
    ]
    assert not [url for url in window.requests if "pagefind" in url]
    field = page.locator(".field input")
    assert (field.get_attribute("role"), field.get_attribute("aria-expanded")) == ("combobox", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".field [aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert chosen.inner_text() == "Science & Tech"
    found = Axe().run(page, options=AXE["light"]).response["violations"]
    assert [each["id"] for each in found] == []
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    field.fill("tec")
    page.locator(".field [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/category/science-tech/")
    assert window.complaints == []
    context.close()


def test_a_page_that_is_not_found_asks_for_the_words_of_its_address(
    newsrooms: dict[str, Newsroom], browser: Browser
) -> None:
    """One press, and they are searched for."""
    page = browser.new_page()
    page.goto(f"{newsrooms['ltr'].server.url}2019/old/tunnel-to-sonamarg.html")
    field = page.locator(".lost input")
    assert field.input_value() == "tunnel to sonamarg"
    field.press("Enter")
    page.wait_for_url("**/search/?q=tunnel+to+sonamarg")
    done(page)
    assert "Sonamarg" in titles(page)[0]
    page.close()


LANGUAGES = {
    "en": ("Ministers were running to the café of Zürich.", ["minister", "run", "cafe", "zurich", "café"], []),
    "ar": ("قال الرَّئِيسُ إنّ الحُكومَة أعلنت عن مدرسةٍ جديدة.", ["الرئيس", "الرَّئِيسُ", "حكومة", "ان", "اعلنت"], []),
    "hi": ("दिल्ली में काल और शक्‍ति की क़लम।", ["दिल्ली", "काल", "शक्ति", "क़लम", "दिल्लि"], ["सूरज"]),
    "bn": ("ঢাকায় বৃষ্টি আর নদীর কুল।", ["বৃষ্টি", "কুল", "নদীর", "ঢাকা"], ["সূর্য"]),
}
"""For each language a text, words that find it, and words that do not."""


@pytest.fixture(scope="module")
def polyglot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom in English with an article in each of the languages, and two that differ by a vowel sign alone."""
    root = tmp_path_factory.mktemp("polyglot")
    files: dict[str, str | bytes] = {
        f"articles/{lang}.md": story(text, title=f"Story {lang}", lang=lang) for lang, (text, _, _) in LANGUAGES.items()
    }
    files["articles/kil.md"] = story("कील और दीवार।", title="Story kil", lang="hi")
    files["articles/kal.md"] = story("कल और दीवार।", title="Story kal", lang="hi")
    write_site(root, files, search=True)
    return build_site(root, tmp_path_factory.mktemp("polyglot-host") / "host").folder


def test_words_are_found_in_the_language_of_their_article(
    polyglot: Path, serve: Callable[..., AbstractContextManager[Server]], browser: Browser
) -> None:
    """By their stems where Pagefind knows these; with vowel signs and without; one vowel sign is another word."""
    with serve(polyglot) as server:
        page = browser.new_page()
        page.goto(f"{server.url}search/")

        def found(words: str) -> list[str]:
            page.goto(f"{server.url}search/?q={words}")
            done(page)
            return titles(page)

        for lang, (_, words, others) in LANGUAGES.items():
            for word in words:
                assert f"Story {lang}" in found(word), word
            for word in others:
                assert found(word) == [], word
        assert found("कील") == ["Story kil"]
        assert found("कल")[0] == "Story kal"
        assert "Story kil" not in found("कल")
        page.close()


SAMPLES = 200
COUNT = 260


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated newsroom of ten years, each article with a word that no other has."""
    root = tmp_path_factory.mktemp("archive")
    corpus.put(root / "content" / "site.yaml", corpus.settings() + "search: true\n")
    for item in corpus.articles(COUNT):
        text = corpus.text(item).rstrip("\n") + f"\n\nThe {rare(item.number)} was seen.\n"
        corpus.put(root / "content" / "articles" / item.path, text)
    return build_site(root, tmp_path_factory.mktemp("archive-host") / "host").folder


def rare(number: int) -> str:
    """Return a word for a number: `qafabu`."""
    return "q" + "".join(("abcdefghij"[int(digit)] + "xkwz"[int(digit) % 4]) for digit in f"{number:04}")


def test_a_rare_word_finds_its_article_first(
    archive: Path, serve: Callable[..., AbstractContextManager[Server]], browser: Browser
) -> None:
    """Of two hundred articles, through the page as a reader uses it, whatever the year."""
    missed = []
    with serve(archive) as server:
        page = browser.new_page()
        page.goto(f"{server.url}search/?q={rare(0)}")
        done(page)
        for number in range(COUNT - SAMPLES, COUNT):
            page.evaluate(
                ASK_ANEW,
                rare(number),
            )
            page.wait_for_function(
                "(word) => document.querySelector('.results mark')?.textContent === word", arg=rare(number)
            )
            expected = corpus.article(number, COUNT).title
            if titles(page)[:1] != [expected]:
                missed.append((number, titles(page)))
        assert json.loads(page.locator(".search").get_attribute("data-indexes") or "")[0]["years"] == list(
            range(2024, 2014, -1)
        )
        page.close()
    assert missed == []


def test_older_years_are_searched_when_asked_for(
    archive: Path, serve: Callable[..., AbstractContextManager[Server]], browser: Browser
) -> None:
    """The newest has enough of a common word; the address then says how far back the search goes."""
    word = max(corpus.WORDS, key=len)
    with serve(archive) as server:
        window = watch(browser.new_page())
        page = window.page
        window.visit(f"{server.url}search/?q={word[:3]}")
        done(page)
        years = {found[1] for url in window.requests if (found := re.search(r"/search/(\d{4})/", url))}
        assert years == {"2024"}
        assert page.locator(".status").inner_text().endswith("Years searched: 2024")
        page.locator("[value=older]").click()
        page.wait_for_url("**since=2023")
        page.wait_for_function("() => document.querySelector('.status').textContent.includes('2023')")
        page.locator("[value=older]").click()
        page.wait_for_url("**since=2021")
        page.go_back()
        page.go_back()
        page.wait_for_function("() => document.querySelector('.status').textContent.endsWith(': 2024')")
        assert window.complaints == []
        page.close()
