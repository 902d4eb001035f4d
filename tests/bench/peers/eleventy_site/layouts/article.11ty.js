import { headlines, tiles } from "../parts/article.js";
import { LATEST, breadcrumb, page } from "../parts/frame.js";
import { more, related } from "../parts/newsroom.js";
import { share } from "../parts/share.js";
import { each, escape, plain } from "../parts/text.js";

const minutes = (html) => Math.round(plain(html).split(/\s+/).length / 220);

const neighbours = (previous, next) => `<nav class="neighbours" aria-label="Previous and next story">
${previous ? `<a rel="prev" href="${previous.url}"><small>‹ Previous</small> <b>${escape(previous.title)}</b></a>` : ""}
${next ? `<a rel="next" href="${next.url}"><small>Next ›</small> <b>${escape(next.title)}</b></a>` : ""}
</nav>`;

const reply = (title) => `<section class="reply">
<h2>Leave a Reply</h2>
<p>Your email address will not be published. Required fields are marked *</p>
<p>Replies are closed for the moment.</p>
<form method="post">
<fieldset disabled>
<input type="hidden" name="subject" value="Reply to: ${escape(title)}">
<label class="wide">Comment *<textarea name="comment" rows="6" required></textarea></label>
<label>Name *<input name="name" autocomplete="name" required></label>
<label>Email *<input type="email" name="email" autocomplete="email" required></label>
<label>Website<input type="url" name="website" autocomplete="url"></label>
<label class="wide check"><input type="checkbox"> Save my name, email, and website in this browser for the next time I comment.</label>
<button class="button">Post Comment</button>
</fieldset>
</form>
</section>`;

const main = (article, content, shared) => `<article class="article" lang="en" data-section="${article.section.id}">
<header>
<p class="label"><a class="pill" href="${article.section.url}">${escape(article.section.title)}</a></p>
<h1 dir="auto">${escape(article.title)}</h1>
<p class="byline"><a href="${article.desk.url}">${escape(article.desk.title)}</a> / <a rel="author" href="${article.author.url}">${escape(article.author.title)}</a> / <time datetime="${article.date.iso}">${article.date.ordinal}</time></p>
<p class="meta">${minutes(content)} minutes read</p>
${shared.icons}
</header>
<div class="story" dir="auto">
${content}
</div>
<footer>
<ul class="tags" aria-label="Tags">
${each(article.tags, (tag) => `<li><a rel="tag" href="${tag.url}">${escape(tag.title)}</a></li>`)}
</ul>
${shared.words}
</footer>
</article>
<div class="after">
${neighbours(article.previous, article.next)}
<aside class="related" aria-label="Related Articles">
<h2>Related Articles</h2>
<ul>
${tiles(related(article))}
</ul>
</aside>
${reply(article.title)}
</div>`;

const sidebar = (article) => `<section class="part">
<h2>More from ${escape(article.section.title)}</h2>
${headlines(more(article))}
</section>
${LATEST}`;

export function render({ collections: { newsroom }, page: { url }, content }) {
  const article = newsroom.byUrl.get(url);
  const { title, section, summary } = article;
  const about = { title, url, section, isArticle: true, description: summary };
  const around = { crumbs: breadcrumb(title, section), sidebar: sidebar(article) };
  return page(newsroom, about, main(article, content, share(article)), around);
}
