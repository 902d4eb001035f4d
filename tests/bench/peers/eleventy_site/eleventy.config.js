// Eleventy's settings: sitegen's addresses, lists and feeds. The templates are plain functions, its fastest kind.
import { headingIds } from "./parts/markdown.js";
import { Newsroom } from "./parts/newsroom.js";

export default function (config) {
  config.setQuietMode(true);
  config.setUseGitIgnore(false);
  config.setFreezeReservedData(false);
  config.addPassthroughCopy({ assets: "assets" });
  config.amendLibrary("md", (markdown) => headingIds(markdown.set({ linkify: true })));

  // Each collection is a view of one newsroom, which is made once for a build.
  let made;
  const newsroom = (api) => (made ??= new Newsroom(api.getAll()));
  config.on("eleventy.before", () => (made = undefined));
  config.addCollection("newsroom", newsroom);
  for (const name of ["lists", "years", "feeds", "sitemaps"]) config.addCollection(name, (api) => newsroom(api)[name]);
  return {
    dir: { input: "content", layouts: "../layouts", includes: "../layouts", data: "../data", output: "public" },
    templateFormats: ["md", "11ty.js"],
    markdownTemplateEngine: false,
  };
}
