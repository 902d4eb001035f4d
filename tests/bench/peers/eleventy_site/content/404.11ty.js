export const data = { layout: "404.11ty.js", permalink: "/404.html", eleventyExcludeFromCollections: true };

export const render = () => "";
