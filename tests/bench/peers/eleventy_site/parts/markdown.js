// Gives headings an id, as the other generators do.
import { slug } from "./text.js";

export function headingIds(markdown) {
  markdown.renderer.rules.heading_open = (tokens, index, options, env, self) => {
    tokens[index].attrSet("id", slug(tokens[index + 1].content));
    return self.renderToken(tokens, index, options);
  };
}
