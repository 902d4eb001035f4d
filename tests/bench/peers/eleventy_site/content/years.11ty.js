export const data = {
  layout: "year.11ty.js",
  pagination: { data: "collections.years", size: 1, alias: "year" },
  permalink: ({ year }) => year.url,
  eleventyExcludeFromCollections: true,
};

export const render = () => "";
