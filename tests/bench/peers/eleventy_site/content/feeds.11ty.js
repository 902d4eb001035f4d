export const data = {
  layout: "feed.11ty.js",
  pagination: { data: "collections.feeds", size: 1, alias: "feed" },
  permalink: ({ feed }) => feed.place,
  eleventyExcludeFromCollections: true,
};

export const render = () => "";
