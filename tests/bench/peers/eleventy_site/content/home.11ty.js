export const data = { layout: "home.11ty.js", permalink: "/index.html", eleventyExcludeFromCollections: true };

export const render = () => "";
