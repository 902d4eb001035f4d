// What searches: for each language Pagefind's program, into which the bundles of years are merged as they are asked for.

const place = document.querySelector(".search");
const { program } = place.dataset;
const indexes = JSON.parse(place.dataset.indexes);
const allYears = [...new Set(indexes.flatMap(({ years }) => years))].sort((one, other) => other - one);
const engines = new Map();
const agesLost = 0.04; // of its score, an article for each year that is between it and the newest
const joiners = /[\u200c\u200d]/g;
const patience = 20000; // milliseconds, after which Pagefind, which says nothing where it cannot be loaded, is given up
const emptyProgram = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

function within(promise) {
  const late = new Promise((_, fail) => setTimeout(fail, patience, new Error("Pagefind does not answer")));
  return Promise.race([promise, late]);
}

// Words in another script than Latin, which is at home in every language, are in the languages of that script alone.
function mayHold({ language }, words) {
  const { script } = new Intl.Locale(language).maximize();
  if (!/\P{Script=Latn}/u.test(words.replace(/\P{L}/gu, ""))) return true;
  try {
    return new RegExp(`\\p{Script=${script}}`, "u").test(words);
  } catch {
    return true; // Several scripts have a name together: Jpan.
  }
}

function engineOf(index, exact) {
  const key = `${index.language} ${exact}`;
  if (!engines.has(key)) {
    engines.set(key, open(index, exact));
    engines.get(key).catch(() => engines.delete(key));
  }
  return engines.get(key);
}

async function open({ language, exact: counts, years }, exact) {
  // A copy of the module has one stemmer, so that each language takes a copy.
  new WebAssembly.Module(emptyProgram); // It throws where programs may not run.
  const copy = language === indexes[0].language ? "" : `?${language}`;
  const { createInstance } = await import(`${program}pagefind.js${copy}`);
  const instance = createInstance({ basePath: `${program}${language}/`, noWorker: true });
  const merged = new Map();
  const merge = (year) => {
    if (!merged.has(year)) {
      merged.set(year, instance.mergeIndex(new URL(`../${year}/`, new URL(program, location)).pathname, {
        language,
        baseUrl: "/",
        exactDiacritics: exact,
        indexWeight: Math.max(0.5, 1 - agesLost * allYears.indexOf(year)),
        mergeFilter: { year: `${year}` },
      }));
    }
    return merged.get(year);
  };
  return {
    load: (wanted) => within(Promise.all(years.filter((year) => wanted.includes(year)).map(merge))),
    ask: async (words, filters) => {
      const typed = words.normalize("NFC");
      return (await instance.search(counts ? typed.replace(joiners, "") : typed, { filters })).results;
    },
    filters: () => instance.filters(),
  };
}

// In a language whose marks are vowels a word is looked for as it is typed, and without its vowels if it is nowhere.
async function askIn(index, words, filters, years) {
  for (const exact of index.exact ? [true, false] : [false]) {
    const engine = await engineOf(index, exact);
    await engine.load(years);
    const found = await engine.ask(words, filters);
    if (found.length) return found;
  }
  return [];
}

async function warm(years) {
  const [own] = indexes;
  await (await engineOf(own, own.exact)).load(years);
}

// The results in all languages, in the order of how well they fit, or of time: their names begin with their moments.
async function ask({ words, section, author, year, sort }, years) {
  const filters = {};
  if (section) filters.section = section;
  if (author) filters.author = author;
  filters.year = { any: (year ? [year] : years).map(String) };
  const fitting = indexes.filter((index) => mayHold(index, words));
  const found = (await Promise.all(fitting.map((index) => askIn(index, words, filters, years)))).flat();
  const byTime = (one, other) => (one.id < other.id ? 1 : -1);
  return found.sort(sort === "date" ? byTime : (one, other) => other.score - one.score || byTime(one, other));
}

async function authors() {
  const names = new Set();
  for (const engine of await Promise.all(engines.values())) {
    const { author = {} } = await engine.filters();
    Object.keys(author).forEach((name) => names.add(name));
  }
  return [...names].sort(new Intl.Collator(document.documentElement.lang).compare);
}
