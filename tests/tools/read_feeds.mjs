// Parses feeds with feedsmith: `node read_feeds.mjs FILE ...` prints a list with the format and the content of each.

import { readFileSync } from "node:fs";
import { parseFeed } from "feedsmith";

const parsed = process.argv.slice(2).map((file) => parseFeed(readFileSync(file, "utf8")));
process.stdout.write(JSON.stringify(parsed));
