import { headlines } from "../parts/article.js";
import { breadcrumb, page } from "../parts/frame.js";
import { each } from "../parts/text.js";

const block = (month) => `<section class="block">
<h2><a href="${month.url}">${month.title}</a></h2>
${headlines(month.articles.slice(-5).reverse())}
</section>`;

export function render({ collections: { newsroom }, year }) {
  const main = `<div class="listing">
<header>
<h1>${year.title}</h1>
</header>
${each(year.months, block)}
</div>`;
  return page(newsroom, { title: year.title, url: year.url }, main, { crumbs: breadcrumb(year.title) });
}
