import { items } from "../parts/article.js";
import { SITE } from "../parts/newsroom.js";
import { escape } from "../parts/text.js";

export const render = ({ feed: { title, url, self, articles } }) => `<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>${escape(title)}</title>
    <link>${SITE.url}${url}</link>
    <description>${escape(title)}</description>
    <atom:link href="${SITE.url}${self}" rel="self" type="application/rss+xml"/>
    <copyright>© ${SITE.title}</copyright>
    <docs>https://www.rssboard.org/rss-specification</docs>
    <generator>Eleventy</generator>
    <language>en</language>
    <lastBuildDate>${articles[0]?.date.mail ?? ""}</lastBuildDate>
${items(articles)}
  </channel>
</rss>
`;
