import { headlines } from "../parts/article.js";
import { page } from "../parts/frame.js";

export function render({ collections: { newsroom } }) {
  const main = `<div class="lost">
<h1>404</h1>
<p class="subtitle">That page can't be found.</p>
<p>It may have moved, or its address was mistyped. Try a section, or one of the newest stories.</p>
<p><a class="button" href="/">Go to the home page</a></p>
<h2>Newest stories</h2>
${headlines(newsroom.newest.slice(0, 5))}
</div>`;
  return page(newsroom, { title: "Page not found", url: "/404.html" }, main);
}
