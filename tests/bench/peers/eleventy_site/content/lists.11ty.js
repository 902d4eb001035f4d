export const data = {
  layout: "list.11ty.js",
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => list.url,
  eleventyExcludeFromCollections: true,
};

export const render = () => "";
