"""A newsroom in Hindi, Bengali or Arabic: its pages speak its language from the skip link to the reply form.

What a page shows is read in the order of its text, as a reader does; what it says to machines stays in ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree, html
from tests.golden.reading import read_aloud
from tests.site.test_valid_html import check_with_vnu, shorten
from tests.support.kinds import find_page
from tests.support.server import Server
from tests.support.sites import BuiltSite, build_site
from tests.unit.site.newsroom import story, write_site

Serve = Callable[..., AbstractContextManager[Server]]


FOREIGN = "Who keeps the embassies open?"
FOREIGN_BODY = "Two embassies, two states."


class Newsroom(NamedTuple):
    """The smallest site of a language: a story, an older one, and one in another language."""

    language: str
    site: str
    section: str
    desk: str
    author: str
    title: str
    body: str
    older: str
    shown: tuple[str, ...]
    """What the story's page shows, in this order."""
    archive: str
    """The heading of the month's archive."""


HINDI = Newsroom(
    language="hi",
    site="न्यूज़ मेनिया",
    section="दुनिया",
    desk="समाचार डेस्क",
    author="अंतरराष्ट्रीय संवाददाता",
    title="दूतावासों के कामकाज पर रूस और अमेरिका की इस्तांबुल में बैठक",
    body="रूस और अमेरिका के राजनयिक गुरुवार को इस्तांबुल में मिले। उन्होंने कर्मचारियों और वीज़ा पर बात की।",
    older="पेरिस का नोत्र दाम गिरजाघर पांच साल बाद खुला",
    shown=(
        "होम / दुनिया /",
        "दुनिया",
        "दूतावासों के कामकाज पर रूस और अमेरिका की इस्तांबुल में बैठक",
        "समाचार डेस्क / अंतरराष्ट्रीय संवाददाता / 27 फ़रवरी 2025",
        "पढ़ने का समय: 1 मिनट · अपडेट 28 फ़रवरी 2025",
        "मुख्य बातें",
        "रूस और अमेरिका के राजनयिक",
        "भूल सुधार, 28 फ़रवरी 2025:",
        "संबंधित ख़बरें",
        "प्रतिक्रिया दें",
        "आपका ईमेल पता प्रकाशित नहीं किया जाएगा। ज़रूरी फ़ील्ड पर * का निशान है",
        "टिप्पणी *",
        "टिप्पणी भेजें",
        "दुनिया की और ख़बरें",
    ),
    archive="फ़रवरी 2025",
)
BENGALI = Newsroom(
    language="bn",
    site="নিউজ ম্যানিয়া",
    section="বিশ্ব",
    desk="সংবাদ ডেস্ক",
    author="আন্তর্জাতিক প্রতিবেদক",
    title="দূতাবাসের কাজ নিয়ে ইস্তাম্বুলে রাশিয়া ও যুক্তরাষ্ট্রের বৈঠক",
    body="রাশিয়া ও যুক্তরাষ্ট্রের কূটনীতিকেরা বৃহস্পতিবার ইস্তাম্বুলে বৈঠক করেছেন। আলোচনা হয়েছে কর্মী ও ভিসা নিয়ে।",
    older="পাঁচ বছর পর খুলল প্যারিসের নতর দাম গির্জা",
    shown=(
        "প্রচ্ছদ / বিশ্ব /",
        "বিশ্ব",
        "দূতাবাসের কাজ নিয়ে ইস্তাম্বুলে রাশিয়া ও যুক্তরাষ্ট্রের বৈঠক",
        "সংবাদ ডেস্ক / আন্তর্জাতিক প্রতিবেদক / ২৭ ফেব্রুয়ারী, ২০২৫",
        "পড়ার সময়: ১ মিনিট · হালনাগাদ ২৮ ফেব্রুয়ারী, ২০২৫",
        "একনজরে",
        "রাশিয়া ও যুক্তরাষ্ট্রের কূটনীতিকেরা",
        "সংশোধনী, ২৮ ফেব্রুয়ারী, ২০২৫:",
        "সম্পর্কিত খবর",
        "মন্তব্য করুন",
        "আপনার ইমেইল ঠিকানা প্রকাশ করা হবে না। আবশ্যক ঘরগুলো চিহ্নিত *",
        "মন্তব্য *",
        "মন্তব্য পাঠান",
        "বিশ্ব বিভাগের আরও খবর",
    ),
    archive="ফেব্রুয়ারী ২০২৫",
)
ARABIC = Newsroom(
    language="ar",
    site="نيوز مانيا",
    section="العالم",
    desk="مكتب التحرير",
    author="مراسل الشؤون الدولية",
    title="روسيا والولايات المتحدة تبحثان في إسطنبول عمل سفارتيهما",
    body="اجتمع دبلوماسيون من روسيا والولايات المتحدة في إسطنبول يوم الخميس. وتناول البحث أعداد الموظفين.",
    older="كاتدرائية نوتردام في باريس تفتح أبوابها بعد خمس سنوات",
    shown=(
        "الرئيسية / العالم /",
        "العالم",
        "روسيا والولايات المتحدة تبحثان في إسطنبول عمل سفارتيهما",
        "مكتب التحرير / مراسل الشؤون الدولية / 27 فبراير 2025",
        "مدة القراءة: دقيقة واحدة · آخر تحديث 28 فبراير 2025",
        "أبرز النقاط",
        "اجتمع دبلوماسيون من روسيا",
        "تصويب، 28 فبراير 2025:",
        "مقالات ذات صلة",
        "اترك تعليقًا",
        "لن يُنشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
        "التعليق *",
        "إرسال التعليق",
        "المزيد من العالم",
    ),
    archive="فبراير 2025",
)


def write_newsroom(root: Path, of: Newsroom) -> Path:
    """Write its settings and three articles into `root`."""
    settings = {"sections": [{"title": of.section, "id": "world"}], "desks": [of.desk], "language": of.language}
    common = {"desk": of.desk, "section": of.section}
    noted = {"highlights": [of.older], "corrections": [{"date": "2025-02-28", "text": of.older}], "author": of.author}
    moments = {"date": "2025-02-27 09:30", "updated": "2025-02-28"}
    foreign = {"title": FOREIGN, "lang": "en", "highlights": ["Two states"], "date": "2025-02-26"}
    files = {
        "articles/story.md": story(of.body, title=of.title, slug="story", **common, **noted, **moments),
        "articles/older.md": story(of.body, title=of.older, date="2024-12-08", **common),
        "articles/foreign.md": story(FOREIGN_BODY, slug="foreign", **common, **foreign),
    }
    return write_site(root, files, title=of.site, **settings)


@pytest.fixture(scope="module", params=[HINDI, BENGALI, ARABIC], ids=lambda newsroom: newsroom.language)
def newsroom(request: pytest.FixtureRequest) -> Newsroom:
    """One of the languages that the theme speaks beside English."""
    found: Newsroom = request.param
    return found


@pytest.fixture(scope="module")
def site(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Its newsroom, built."""
    root = write_newsroom(tmp_path_factory.mktemp(newsroom.language), newsroom)
    return build_site(root, root / "host")


def text_of(site: BuiltSite, page: str) -> str:
    return (site.folder / page / "index.html").read_text(encoding="utf-8")


def select(tree: etree._Element, path: str) -> list[Any]:
    """Return what an XPath expression finds: elements, or texts of attributes."""
    found = tree.xpath(path)
    assert isinstance(found, list)
    return found


def test_a_story_s_page_is_in_the_language_of_its_newsroom(newsroom: Newsroom, site: BuiltSite) -> None:
    """Labels, date and reading time, in the order of the design."""
    text = text_of(site, "2025/02/27/story")
    # The breadcrumb and the sidebar stand outside of what is read aloud as the story.
    spoken = " ".join("".join(map(str, html.fromstring(text).itertext())).split())
    start = 0
    for part in newsroom.shown:
        place = spoken.find(part, start)
        assert place >= 0, f"not found, or out of its order: {part!r} in {spoken[start:]!r}"
        start = place + len(part)


@pytest.mark.parametrize("page", ["", "2025/02/27/story", "category/world", "2025/02", "2025"])
def test_no_label_is_left_in_english(newsroom: Newsroom, site: BuiltSite, page: str) -> None:
    """The main part of a page has no Latin letter but those of the story that is in English, and of the networks."""
    spoken = read_aloud(text_of(site, page)).replace(FOREIGN, "").replace(FOREIGN_BODY, "")
    assert set(re.findall("[A-Za-z]+", spoken)) <= {"Facebook", "X", "LinkedIn", "WhatsApp", "Telegram"}


def test_pages_say_their_language_and_direction(newsroom: Newsroom, site: BuiltSite) -> None:
    """In <html>, and in the way that Open Graph wants it."""
    root = html.fromstring(text_of(site, "2025/02/27/story"))
    runs = "rtl" if newsroom.language == "ar" else "ltr"
    assert (root.get("lang"), root.get("dir")) == (newsroom.language, runs)
    assert select(root, "//meta[@property='og:locale']/@content") == [
        {"hi": "hi_IN", "bn": "bn_BD", "ar": "ar_EG"}[newsroom.language]
    ]
    (article,) = select(root, "//article[h1 or header/h1]")
    assert (article.get("lang"), article.get("dir")) == (newsroom.language, None)
    assert select(root, "//article//*[@lang]") == []


def test_moments_for_machines_have_latin_digits(newsroom: Newsroom, site: BuiltSite) -> None:
    """HTML knows no other in a `datetime`."""
    for path in site.folder.rglob("*.html"):
        for moment in re.findall('datetime="([^"]*)"', path.read_text(encoding="utf-8")):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\+05:30)?", moment, re.ASCII)


def test_an_archive_is_headed_in_the_language(newsroom: Newsroom, site: BuiltSite) -> None:
    """The month by its name, the year in the language's digits."""
    (heading,) = select(html.fromstring(text_of(site, "2025/02")), "//main//h1")
    assert heading.text_content().strip() == newsroom.archive


def test_an_article_in_another_language_says_so(newsroom: Newsroom, site: BuiltSite) -> None:
    """On its own page the story is marked, and within it what is the site's own; elsewhere its headline is marked."""
    root = html.fromstring(text_of(site, "2025/02/26/foreign"))
    turned = newsroom.language == "ar"
    assert root.get("lang") == newsroom.language
    (article,) = select(root, "//article[header/h1]")
    assert (article.get("lang"), article.get("dir")) == ("en", "ltr" if turned else None)
    for part in ("p[@class='byline']", "p[@class='label']", "h2", "footer"):
        (own,) = select(article, f".//{part}")[:1]
        assert (own.get("lang"), own.get("dir")) == (newsroom.language, "rtl" if turned else None), part
    (text,) = select(article, ".//*[@class='story']")
    assert next(around.get("lang") for around in text.iterancestors() if around.get("lang")) == "en"
    for page in ("", "category/world", "2025/02", "2025", "2025/02/27/story"):
        titles = select(html.fromstring(text_of(site, page)), "//main//a[contains(@href, '/foreign/')]")
        named = [each for each in titles if "embassies" in each.text_content()]
        assert named, page
        for each in named:
            marked = each if each.get("lang") else each.find("b")
            assert (marked.get("lang"), marked.get("dir")) == ("en", "auto"), page


def test_a_feed_says_the_language_of_its_items(newsroom: Newsroom, site: BuiltSite) -> None:
    """The channel's once, and that of an item which has another (Dublin Core's `language`)."""
    feed = (site.folder / "feed.xml").read_text(encoding="utf-8")
    assert feed.count(f"<language>{newsroom.language}</language>") == 1
    assert re.findall("<dc:language>(.*?)</dc:language>", feed) == ["en"]


def test_pages_are_valid(newsroom: Newsroom, site: BuiltSite, serve: Serve) -> None:
    """Vnu has nothing to say of them."""
    said = check_with_vnu(site, serve)
    assert not said, shorten(said)


def test_the_newsroom_in_arabic_is_valid(arabic_site: BuiltSite, serve: Serve) -> None:
    """With everything that an article can have."""
    said = check_with_vnu(arabic_site, serve)
    assert not said, shorten(said)


def test_the_article_of_all_trades_is_found(arabic_site: BuiltSite) -> None:
    """What the valid page of an article shows: an embed, a table, a figure, a quotation, a footnote, a correction."""
    page = text_of(arabic_site, find_page(arabic_site.folder, "article"))
    for part in ("<table", "<figure", "<blockquote", 'class="embed', 'class="footnote', 'class="corrections"'):
        assert part in page
