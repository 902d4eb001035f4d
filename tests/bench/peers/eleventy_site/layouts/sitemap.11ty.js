import { SITE } from "../parts/newsroom.js";
import { each, escape } from "../parts/text.js";

const entry = (name) => ({ url, changed }) =>
  `<${name}><loc>${escape(SITE.url + url)}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ""}</${name}>`;

export const render = ({ sitemap: { root, name, entries } }) => `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${each(entries, entry(name))}
</${root}>
`;
