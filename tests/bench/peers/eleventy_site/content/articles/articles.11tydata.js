import { moment } from "../../parts/text.js";

export default {
  layout: "article.11ty.js",
  permalink: ({ page, slug }) => {
    const { year, month, day } = moment(page.date);
    return `/${year}/${month}/${day}/${slug}/`;
  },
};
