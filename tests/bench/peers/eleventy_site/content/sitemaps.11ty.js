export const data = {
  layout: "sitemap.11ty.js",
  pagination: { data: "collections.sitemaps", size: 1, alias: "sitemap" },
  permalink: ({ sitemap }) => sitemap.url,
  eleventyExcludeFromCollections: true,
};

export const render = () => "";
