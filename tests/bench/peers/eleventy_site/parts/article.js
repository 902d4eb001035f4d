// What pages show of one article; rows, headlines and items of feeds are made once.
import { SITE } from "./newsroom.js";
import { each, escape } from "./text.js";

const picture = ({ section }) => `<span class="picture blank" data-initial="${section.title[0]}"></span>`;
const link = (term) => `<a href="${term.url}">${escape(term.title)}</a>`;
const day = ({ date }) => `<time datetime="${date.date}">${date.long}</time>`;
const pill = ({ section }) => `<a class="pill" href="${section.url}">${escape(section.title)}</a>`;
const byline = (one) => `<p class="meta">${link(one.desk)} / ${link(one.author)} · ${day(one)}</p>`;

function excerpt({ summary }) {
  if (summary.length <= 200) return summary;
  return `${summary.slice(0, summary.lastIndexOf(" ", 200))}…`;
}

const card = (one) => `<article class="card" data-section="${one.section.id}">
${picture(one)}
<div>
${pill(one)}
<h3><a href="${one.url}">${escape(one.title)}</a></h3>
${byline(one)}
</div>
</article>`;

const row = (one) => `<article class="row" data-section="${one.section.id}">
${picture(one)}
<div>
${pill(one)}
<h2><a href="${one.url}">${escape(one.title)}</a></h2>
${byline(one)}
<p class="excerpt">${excerpt(one)}</p>
<span class="read-more" aria-hidden="true">Read More »</span>
</div>
</article>`;

const tile = (one) => `<li class="tile" data-section="${one.section.id}">
${picture(one)}
<h3><a href="${one.url}">${escape(one.title)}</a></h3>
${day(one)}</li>`;

const headline = (one) => `<li><a href="${one.url}">${escape(one.title)}</a> ${day(one)}</li>`;

const item = (one) => `    <item>
      <title>${escape(one.title)}</title>
      <link>${SITE.url}${one.url}</link>
      <description>${one.summary}</description>
      <content:encoded><![CDATA[${one.content}]]></content:encoded>
      <guid isPermaLink="true">${SITE.url}${one.url}</guid>
${each([one.section, ...one.tags], (term) => `      <category>${escape(term.title)}</category>`)}
      <pubDate>${one.date.mail}</pubDate>
      <dc:creator>${escape(one.author.title)}</dc:creator>
      <dc:creator>${escape(one.desk.title)}</dc:creator>
    </item>`;

export const cards = (articles) => each(articles, card);
export const rows = (articles) => each(articles, (one) => one.once("row", row));
export const tiles = (articles) => each(articles, (one) => one.once("tile", tile));
export const items = (articles) => each(articles, (one) => one.once("item", item));
export const headlines = (articles) => `<ul class="headlines">
${each(articles, (one) => one.once("headline", headline))}
</ul>`;
