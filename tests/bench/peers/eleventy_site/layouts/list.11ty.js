import { rows } from "../parts/article.js";
import { breadcrumb, page } from "../parts/frame.js";
import { escape } from "../parts/text.js";

function pager({ newer, older }) {
  if (!newer && !older) return "";
  return `<nav class="pager" aria-label="Older and newer stories">
${newer ? `<a rel="prev" href="${newer}">‹ Newer</a>` : ""}
${older ? `<a rel="next" href="${older}">Older ›</a>` : ""}
</nav>`;
}

export function render({ collections: { newsroom }, list }) {
  const { term, number, url } = list;
  const isSection = term.kind === "category";
  const hasFeed = term.kind !== "month";
  const main = `<div class="listing" data-section="${isSection ? term.id : ""}">
<header>
<h1>${escape(term.title)}${number > 1 ? ` <small>Archive, page ${number}</small>` : ""}</h1>
${hasFeed ? `<p><a href="${term.url}feed.xml">Feed</a></p>` : ""}
</header>
${rows(list.articles)}
${pager(list)}
</div>`;
  const about = { title: term.title, url, section: hasFeed ? term : undefined };
  return page(newsroom, about, main, { crumbs: breadcrumb(term.title) });
}
