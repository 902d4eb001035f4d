// The frame of every page.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { SITE } from "./newsroom.js";
import { each, escape } from "./text.js";

const integrity = (name) => {
  const bytes = readFileSync(new URL(`../assets/${name}`, import.meta.url));
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
};

export const icon = (name) => `<svg><use href="/assets/icons.svg#${name}"></use></svg>`;

const ASSETS = `<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/style.css" integrity="${integrity("style.css")}">
<script src="/assets/skin.js" integrity="${integrity("skin.js")}"></script>
<script type="module" src="/assets/site.js" integrity="${integrity("site.js")}"></script>`;

function head({ title, url, section, isArticle, description = "" }) {
  const shown = title ? `${escape(title)} – ${SITE.title}` : SITE.title;
  const feed = section
    ? `<link rel="alternate" type="application/rss+xml" title="${escape(section.title)} – ${SITE.title}" href="${section.url}feed.xml">\n`
    : "";
  return `<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' https: data:; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self' https: mailto:; base-uri 'none'; frame-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shown}</title>
<meta name="description" property="og:description" content="${escape(description)}">
<meta name="robots" content="max-image-preview:large">
<link rel="canonical" href="${SITE.url}${url}">
<meta property="og:site_name" content="${SITE.title}">
<meta property="og:type" content="${isArticle ? "article" : "website"}">
<meta property="og:title" content="${escape(title || SITE.title)}">
<meta property="og:url" content="${SITE.url}${url}">
<meta name="twitter:card" content="summary">
<meta name="theme-color" content="#fffdf9" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#171513" media="(prefers-color-scheme: dark)">
<link rel="alternate" type="application/rss+xml" title="${SITE.title}" href="/feed.xml">
${feed}${ASSETS}`;
}

const topBar = (breaking) => `<aside class="top-bar" aria-label="News bar">
<p class="today" hidden></p>
<div class="ticker">
<p>Breaking News</p>
<ul>
${breaking ? each(breaking, (one) => `<li><a href="${one.url}">${escape(one.title)}</a></li>`) : '<li><a href="/">Latest headlines</a></li>'}
</ul>
</div>
<button class="skin" aria-label="Dark skin" hidden>${icon("skin")}</button></aside>`;
const TOP_BAR = topBar();

const masthead = (isHome) => `<header class="masthead">
<a class="menu-button" href="#menu-foot" aria-label="Menu">${icon("menu")}</a>
${isHome ? `<h1 class="wordmark"><a href="/">${SITE.title}</a></h1>` : `<p class="wordmark"><a href="/">${SITE.title}</a></p>`}
</header>`;

const menus = new Map();
function menu(sections, current, isHome) {
  const key = isHome ? "home" : current;
  if (!menus.has(key)) {
    const items = each(
      sections,
      (one) => `<li><a href="${one.url}"${one === current ? ' aria-current="true"' : ""}>${escape(one.title)}</a></li>`,
    );
    menus.set(
      key,
      `<nav class="menu" id="site-menu" aria-label="Main menu">
<ul>
<li><a href="/"${isHome ? ' aria-current="page"' : ""}>Home</a></li>
${items}
</ul>
</nav>`,
    );
  }
  return menus.get(key);
}

let foot;
const footer = (sections) =>
  (foot ??= `<footer class="foot">
<div class="about">
<p class="wordmark">${SITE.title}</p>
</div>
<nav id="menu-foot" aria-label="Sections">
<h2>Sections</h2>
<ul>
${each(sections, (one) => `<li><a href="${one.url}">${escape(one.title)}</a></li>`)}
</ul>
</nav>
<nav aria-label="Pages">
<h2>About us</h2>
<ul>
<li><a href="/feed.xml">RSS feed</a></li>
</ul>
</nav>
<p class="fine">© ${SITE.title}</p>
<a class="to-top" href="#top">${icon("arrow-up")}<span class="hidden">Back to top button</span></a>
</footer>`);

export const breadcrumb = (title, section) => `<nav class="breadcrumb" aria-label="Breadcrumb">
<ol>
<li><a href="/">Home</a> /</li>
${section ? `<li><a href="${section.url}">${escape(section.title)}</a> /</li>\n` : ""}<li><span aria-current="page">${escape(title)}</span></li>
</ol>
</nav>`;

export const LATEST = `<section class="part latest">
<h2>Latest News</h2>
<p><a href="/">See the newest stories on the home page</a></p>
</section>`;

export const sectionList = (sections) => `<section class="part">
<h2>Sections</h2>
<ul class="section-list">
${each(sections, (one) => `<li data-section="${one.id}"><a href="${one.url}">${escape(one.title)}</a></li>`)}
</ul>
</section>`;

/** A page's frame around `inner`; `about` says what its head and menu show. */
export const frame = (newsroom, about, inner) => `<!doctype html>
<html lang="en" dir="ltr">
<head>
${head(about)}
</head>
<body>
<a class="skip" href="#page-main">Skip to content</a>
${about.breaking ? topBar(about.breaking) : TOP_BAR}
${masthead(about.isHome)}
${menu(newsroom.sections, about.section, about.isHome)}
${inner}
${footer(newsroom.sections)}
</body>
</html>
`;

/** All pages but the home page have a main part beside a sidebar. */
export const page = (newsroom, about, main, { crumbs = "", sidebar } = {}) =>
  frame(
    newsroom,
    about,
    `<div class="page">
${crumbs}
<main id="page-main">
${main}
</main>
<aside class="sidebar" aria-label="Sidebar">
${sidebar ?? `${LATEST}\n${sectionList(newsroom.sections)}`}
</aside>
</div>`,
  );
