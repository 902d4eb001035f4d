// The search page: what is asked stands in its address, so that it can be shared, and Back leads to what was asked before.

const form = place.querySelector(".query");
const status = place.querySelector(".status");
const heading = place.querySelector("h1");
const results = place.querySelector(".results");
const browse = place.querySelector(".browse");
const engine = place.querySelector(".engine");
const [more, older] = place.querySelectorAll(".further button");
const names = { title: heading.textContent, page: document.title };
const rows = 10; // shown at a time
const enough = 10; // results; with fewer, older years are searched without being asked
const pause = 120; // milliseconds without a key until the search begins
let turn = 0;
let found = [];
let typing = false;
let timer;

const say = (text, value) => text.replace("{}", () => value);
const numbers = new Intl.NumberFormat(document.documentElement.lang);
const bare = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });

function asked() {
  const query = new URLSearchParams(location.search);
  const [words, section, author, year, sort, since] = ["q", "section", "author", "year", "sort", "since"].map((name) => query.get(name) ?? "");
  return { words: words.trim(), section, author, year: Number(year) || 0, sort, since: Number(since) || 0 };
}

function showForm({ words, section, author, year, sort }) {
  if (form.q.value.trim() !== words) form.q.value = words;
  if (author && ![...form.author.options].some(({ value }) => value === author)) form.author.add(new Option(author));
  Object.assign(form.section, { value: section });
  Object.assign(form.author, { value: author });
  Object.assign(form.year, { value: year || "" });
  Object.assign(form.sort, { value: sort });
}

function address(since = 0) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) query.set(name, value.trim());
  if (since) query.set("since", since);
  return `${location.pathname}${`${query}` ? `?${query}` : ""}`;
}

// A word that is being typed is one entry of the history, whatever the number of its letters.
function go(isTyped, since = 0) {
  const next = address(since);
  if (next !== location.pathname + location.search) history[isTyped && typing ? "replaceState" : "pushState"](null, "", next);
  typing = isTyped;
  show();
}

async function show() {
  const mine = ++turn;
  const query = asked();
  showForm(query);
  const title = query.words ? say(heading.dataset.found, query.words) : names.title;
  heading.textContent = title;
  document.title = names.page.replace(names.title, () => title);
  offer(!query.words);
  if (!query.words) return reset();
  status.textContent ||= status.dataset.busy;
  try {
    const years = await search(query, mine);
    if (mine === turn) await finish(query, years, mine);
  } catch (error) {
    if (mine !== turn) return;
    reset();
    offer(true, true);
    status.textContent = status.dataset.failed;
    console.error(error);
  }
}

function offer(isOffered, isInVain = false) {
  browse.hidden = !isOffered;
  if (engine) engine.hidden = !isInVain;
}

function reset() {
  found = [];
  status.textContent = "";
  results.replaceChildren();
  more.hidden = older.hidden = true;
}

// The newest year first; while too few are found, twice as many years again, until all are searched.
async function search(query, mine) {
  let years = query.year ? [query.year] : allYears.filter((year) => year >= query.since && query.since);
  if (!years.length) years = allYears.slice(0, 1);
  for (;;) {
    found = await ask(query, years);
    if (mine !== turn || found.length >= enough || query.year || years.length >= allYears.length) return years;
    years = allYears.slice(0, 2 * years.length);
  }
}

async function finish(query, years, mine) {
  const first = await Promise.all(found.slice(0, rows).map((result) => result.data()));
  if (mine !== turn) return;
  results.replaceChildren(...first.map((result) => rowOf(result, query.words)));
  const { count, years: searched, nothing } = status.dataset;
  const told = [found.length ? say(count, numbers.format(found.length)) : nothing];
  if (allYears.length > 1) told.push(say(searched, span(years)));
  status.textContent = told.join(" · ");
  offer(!found.length, true);
  more.hidden = found.length <= rows;
  older.hidden = Boolean(query.year) || years.length >= allYears.length;
  older.onclick = () => go(false, allYears[Math.min(2 * years.length, allYears.length) - 1]);
}

const span = (years) => [...new Set([years.at(-1), years[0]])].map((year) => bare.format(year)).join("\u2060–\u2060");

more.addEventListener("click", async () => {
  const mine = turn;
  const shown = results.children.length;
  const next = await Promise.all(found.slice(shown, shown + rows).map((result) => result.data()));
  if (mine !== turn) return;
  results.append(...next.map((result) => rowOf(result, asked().words)));
  results.children[shown].querySelector("h2 a").focus();
  more.hidden = found.length <= results.children.length;
});

async function offerAuthors() {
  const known = new Set([...form.author.options].map(({ value }) => value));
  for (const name of await authors()) if (!known.has(name)) form.author.add(new Option(name));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  go(false);
});
form.addEventListener("change", ({ target }) => target !== form.q && go(false));
form.q.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => go(true), pause);
});
form.q.addEventListener("focus", () => warm(allYears.slice(0, 1)).catch(() => {}), { once: true });
form.querySelector(".filters").hidden = false;
for (const event of ["focusin", "pointerover"]) {
  form.querySelector(".filters").addEventListener(event, () => asked().words && offerAuthors().catch(() => {}));
}
addEventListener("popstate", () => {
  typing = false;
  show();
});
show();
if (!asked().words) form.q.focus();
