"""Terms: sections, desks, authors and tags, what they gather, how they are called and where they are."""

from __future__ import annotations

from tests.unit.site.newsroom import article, author, config, names, site

SUBSECTIONS = [{"title": "World"}, {"title": "India"}, {"title": "Delhi", "parent": "India"}]


def test_two_spellings_of_a_tag_are_one_term() -> None:
    """Case, hyphens and accents make no second tag; the oldest article's spelling is the title."""
    articles = [
        article("new", date="2025-03-01", tags=["climate-change"]),
        article("old", date="2025-01-01", tags=["Climate Change"]),
        article("mid", date="2025-02-01", tags=["CLIMATE CHANGE", "climate change"]),
    ]
    tags = site(articles).taxonomy.tags
    assert {id_: (term.title, names(term.articles)) for id_, term in tags.items()} == {
        "climate-change": ("Climate Change", ["old", "mid", "new"])
    }


def test_a_new_article_never_retitles_a_term() -> None:
    """The title of a tag or an author without a file is its oldest article's, so a newcomer changes no old page."""
    old = article("old", date="2025-01-01", tags=["G20"], author="A. K. Rao")
    new = article("new", date="2025-02-01", tags=["g20"], author="a k rao")
    before, after = site([old]).taxonomy, site([old, new]).taxonomy
    assert before.tags["g20"].title == after.tags["g20"].title == "G20"
    assert before.authors["a-k-rao"].title == after.authors["a-k-rao"].title == "A. K. Rao"


def test_terms_in_other_scripts_keep_their_letters() -> None:
    """A Bengali tag has a Bengali address, vowel signs and all."""
    tags = site([article("a", tags=["কলকাতা পুরসভা"])]).taxonomy.tags
    assert [term.path for term in tags.values()] == ["/tag/কলকাতা-পুরসভা/"]


def test_a_subsection_counts_for_its_parent() -> None:
    """The parent's list holds its subsections' articles too, each once; the subsection's holds its own only."""
    settings = config(sections=SUBSECTIONS)
    articles = [
        article("a", settings, section="India", date="2025-01-01"),
        article("b", settings, section="Delhi", date="2025-01-02"),
        article("c", settings, section="World", date="2025-01-03"),
    ]
    sections = site(articles, settings).taxonomy.sections
    assert {id_: names(term.articles) for id_, term in sections.items()} == {
        "world": ["c"],
        "india": ["a", "b"],
        "delhi": ["b"],
    }
    assert sections["delhi"].parent == "india"


def test_sections_and_desks_stand_in_the_order_of_the_settings() -> None:
    """Those without an article are there too: the menu links to them."""
    taxonomy = site([article("a", section="Sports")]).taxonomy
    assert list(taxonomy.sections) == ["world", "india", "sports"]
    assert list(taxonomy.desks) == ["news-mania-desk", "sports-desk"]
    assert taxonomy.sections["world"].articles == ()


def test_authors_and_tags_stand_in_the_order_of_their_ids() -> None:
    """Nothing depends on which article came first."""
    taxonomy = site([article("a", tags=["z", "b"], author=["Zoe", "Ann"]), article("b", tags=["m"])]).taxonomy
    assert list(taxonomy.tags) == ["b", "m", "z"]
    assert list(taxonomy.authors) == ["ann", "zoe"]


def test_an_author_file_names_and_places_the_author() -> None:
    """Every spelling of the name that differs by case alone leads to the file's slug and title."""
    file = author("piyal", name="Piyal Chatterjee", slug="piyal")
    articles = [article("a", author="PIYAL CHATTERJEE"), article("b", author="Piyal Chatterjee")]
    found = site(articles, authors=[file])
    assert {id_: (term.title, term.path) for id_, term in found.taxonomy.authors.items()} == {
        "piyal": ("Piyal Chatterjee", "/author/piyal/")
    }
    assert [term.path for term in found.taxonomy.authors.values()] == ["/author/piyal/"]


def test_an_author_without_an_article_has_no_page() -> None:
    """Neither a term nor an address: who writes only what is not out yet is not announced."""
    articles = [article("later", date="2030-01-01", author="Piyal Chatterjee")]
    found = site(articles, authors=[author("piyal", name="Piyal Chatterjee")])
    assert found.taxonomy.authors == {}


def test_an_author_may_be_named_like_a_desk() -> None:
    """The two are different terms at different addresses."""
    taxonomy = site([article("a", author="News Mania Desk")]).taxonomy
    assert taxonomy.authors["news-mania-desk"].path == "/author/news-mania-desk/"
    assert taxonomy.desks["news-mania-desk"].path == "/desk/news-mania-desk/"


def test_a_term_says_where_it_comes_from() -> None:
    """A collision names the line of the oldest article with the tag."""
    old = article("old", date="2025-01-01", tags=["x"])
    term = site([article("new", tags=["X"]), old]).taxonomy.tags["x"]
    assert term.origin == old.place("tags")


def test_permalinks_move_every_kind_of_term() -> None:
    """The patterns of site.yaml decide."""
    patterns = {"section": "/s/{section}/", "author": "/by/{author}/", "desk": "/d/{desk}/", "tag": "/t/{tag}/"}
    settings = config(permalinks=patterns)
    found = site([article("a", settings, author="Ann", tags=["x"])], settings).taxonomy
    assert [term.path for term in found.all() if term.articles] == [
        "/s/world/",
        "/d/news-mania-desk/",
        "/by/ann/",
        "/t/x/",
    ]
