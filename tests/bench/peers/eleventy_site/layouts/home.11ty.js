import { cards, headlines } from "../parts/article.js";
import { frame, sectionList } from "../parts/frame.js";
import { each, escape } from "../parts/text.js";

const block = (section) => `<section class="block" data-section="${section.id}">
<h2><a href="${section.url}">${escape(section.title)} <span>all ›</span></a></h2>
${cards(section.articles.slice(-5).reverse())}
</section>`;

export function render({ collections: { newsroom } }) {
  const { newest, sections } = newsroom;
  const some = (name) => newest.filter((one) => one[name]).slice(0, 5);
  const main = `<main class="page home" id="page-main">
<section class="lead">
<h2 class="hidden">Top stories</h2>
${cards(some("featured"))}
</section>
${each(sections, block)}
<aside class="sidebar" aria-label="Sidebar">
<section class="part">
<h2>Recent</h2>
${headlines(newest.slice(0, 5))}
</section>
${sectionList(sections)}
</aside>
</main>`;
  return frame(newsroom, { title: "", url: "/", isHome: true, breaking: some("breaking") }, main);
}
