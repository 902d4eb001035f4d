// Articles, and what they are listed under: made in one pass over Eleventy's items.
import { moment, plain, slug } from "./text.js";

export const SITE = { title: "Bench News", url: "https://bench.example" };
const [PER_PAGE, IN_FEED, MORE, RELATED, NEIGHBOURS] = [20, 20, 5, 3, 30];

class Article {
  constructor(item) {
    const data = item.data;
    this.item = item;
    this.url = item.url;
    this.time = item.date.getTime();
    this.date = moment(item.date);
    this.title = data.title;
    this.description = data.description;
    this.featured = data.featured;
    this.breaking = data.breaking;
    this.made = {};
  }
  get content() {
    return this.item.templateContent;
  }
  /** Its description, or else its first paragraph. */
  get summary() {
    return (this.made.summary ??= this.description ?? plain(/<p>([^]*?)<\/p>/.exec(this.content)?.[1] ?? ""));
  }
  /** Text that is made once, whatever pages show it. */
  once(name, make) {
    return (this.made[name] ??= make(this));
  }
}

/** A section, desk, author, tag or month, with its articles. */
class Term {
  constructor(kind, title, url) {
    [this.kind, this.title, this.url, this.articles, this.places] = [kind, title, url, [], new Map()];
    this.id = slug(title);
  }
  add(article) {
    this.places.set(article, this.articles.push(article) - 1);
  }
}

/** One page of a term's list. */
class List {
  constructor(term, articles, number, count) {
    [this.term, this.articles, this.number] = [term, articles, number];
    this.url = address(term, number);
    this.newer = number > 1 ? address(term, number - 1) : "";
    this.older = number < count ? address(term, number + 1) : "";
  }
}

class Feed {
  constructor(title, url, articles, place) {
    [this.title, this.url, this.articles, this.self, this.place] = [title, url, articles, `${url}feed.xml`, place];
  }
}

/** A sitemap, or the index of all. */
class Sitemap {
  constructor(url, entries, root = "urlset", name = "url") {
    [this.url, this.entries, this.root, this.name] = [url, entries, root, name];
  }
}

class Year {
  constructor(title) {
    [this.title, this.url, this.months] = [title, `/${title}/`, []];
  }
}

const address = (term, number) => (number > 1 ? `${term.url}page/${number}/` : term.url);

export class Newsroom {
  constructor(items) {
    this.terms = new Map();
    this.byUrl = new Map();
    // Sections have an order of their own, that of the list that comes with the site.
    this.sections = items[0].data.sections.map((title) => this.term("category", title));
    // Eleventy gives its items in the order in which it happened to read them.
    const written = items.filter((item) => item.data.section).sort((one, other) => one.date - other.date);
    this.articles = written.map((item) => this.take(item));
    for (const [place, article] of this.articles.entries()) {
      article.previous = this.articles[place - 1];
      article.next = this.articles[place + 1];
      for (const term of [article.section, article.desk, article.author, ...article.tags, article.month]) {
        term.add(article);
      }
    }
    this.newest = this.articles.toReversed();
    const terms = [...this.terms.values()];
    this.lists = terms.flatMap(pages);
    this.years = years(terms);
    this.feeds = feeds(this.newest, terms);
    this.sitemaps = sitemaps(terms, this.years);
  }

  take(item) {
    const article = new Article(item);
    const { section, desk, author, topics } = item.data;
    article.section = this.term("category", section);
    article.desk = this.term("desk", desk);
    article.author = this.term("author", author);
    article.tags = topics.map((topic) => this.term("tag", topic));
    article.month = this.term("month", article.date.named, `/${article.date.year}/${article.date.month}/`);
    this.byUrl.set(article.url, article);
    return article;
  }

  term(kind, title, url) {
    const key = `${kind} ${title}`;
    const found = this.terms.get(key) ?? new Term(kind, title, url ?? `/${kind}/${slug(title)}/`);
    this.terms.set(key, found);
    return found;
  }
}

function pages(term) {
  const newest = term.articles.toReversed();
  const count = Math.max(1, Math.ceil(newest.length / PER_PAGE));
  const cut = (index) => newest.slice(index * PER_PAGE, (index + 1) * PER_PAGE);
  return Array.from({ length: count }, (_, index) => new List(term, cut(index), index + 1, count));
}

function years(terms) {
  const found = new Map();
  for (const month of terms.filter((term) => term.kind === "month")) {
    const title = month.url.slice(1, 5);
    if (!found.has(title)) found.set(title, new Year(title));
    found.get(title).months.unshift(month);
  }
  return [...found.values()];
}

/** Each feed at two addresses, as sitegen's. */
function feeds(newest, terms) {
  const of = (title, url, articles) =>
    ["feed.xml", "feed/index.xml"].map((name) => new Feed(title, url, articles, url + name));
  const kept = terms.filter((term) => term.kind !== "month");
  return [
    ...of(SITE.title, "/", newest.slice(0, IN_FEED)),
    ...kept.flatMap((term) => of(term.title, term.url, term.articles.slice(-IN_FEED).reverse())),
  ];
}

/** One of the pages, one a month, and their index, as sitegen's. */
function sitemaps(terms, years) {
  const changed = (article) => article.date.iso;
  const months = terms.filter((term) => term.kind === "month").map((month) => {
    const entries = month.articles.map((article) => ({ url: article.url, changed: changed(article) }));
    return new Sitemap(`/sitemaps/${month.url.slice(1, 5)}-${month.url.slice(6, 8)}.xml`, entries);
  });
  const pages = new Sitemap("/sitemaps/pages.xml", [{ url: "/" }, ...terms, ...years].map(({ url }) => ({ url })));
  const named = [pages, ...months].map(({ url, entries }) => ({ url, changed: entries.at(-1).changed }));
  return [pages, ...months, new Sitemap("/sitemap.xml", named, "sitemapindex", "sitemap")];
}

/** The articles published nearest after one in its section, filled up from before it; the newest first. */
export function more(article) {
  const section = article.section;
  const place = section.places.get(article);
  const after = section.articles.slice(place + 1, place + 1 + MORE);
  const before = section.articles.slice(Math.max(0, place - (MORE - after.length)), place);
  return [...after.reverse(), ...before.reverse()];
}

/** Those that share the most tags, then the section, then the nearest in time. */
export function related(article) {
  const shared = new Map();
  for (const term of [...article.tags, article.section]) {
    const place = term.places.get(article);
    for (const other of term.articles.slice(Math.max(0, place - NEIGHBOURS), place + NEIGHBOURS + 1)) {
      shared.set(other, (shared.get(other) ?? 0) + (term.kind === "tag" ? 2 : 1));
    }
  }
  shared.delete(article);
  const distance = (other) => Math.abs(other.time - article.time);
  const ranked = [...shared.keys()].sort(
    (one, other) => shared.get(other) - shared.get(one) || distance(one) - distance(other),
  );
  return ranked.slice(0, RELATED);
}
