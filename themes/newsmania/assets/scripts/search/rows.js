// A result -> a row of the page. Nothing that was found or typed is ever read as HTML.

const model = place.querySelector("template").content.firstElementChild;
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u065f]/g, "").toLowerCase();

function marked(text) {
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}

// Pagefind's excerpt is text in which `<` and `>` are escaped, and the words found stand in <mark>.
function fillExcerpt(target, { content, excerpt, plain_excerpt: bare }) {
  if (!content.startsWith(bare)) target.append("… ");
  excerpt.split(/<\/?mark>/).forEach((piece, number) => {
    const text = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    if (text) target.append(number % 2 ? marked(text) : text);
  });
  if (!content.endsWith(bare)) target.append(" …");
}

function fillTitle(target, title, words) {
  const wanted = words.split(/[\s"]+/).filter(Boolean).map(plain);
  for (const word of title.split(/(\s+)/)) {
    const bare = plain(word).replace(/^[^\p{L}\p{N}]+/u, "");
    target.append(wanted.some((start) => bare.startsWith(start)) ? marked(word) : word);
  }
}

function pictureOf({ wide, square }) {
  const picture = document.createElement("picture");
  const image = new Image();
  const set = (part, candidates, sizes) => {
    const isSet = /\s\d+w(?:,|$)/.test(candidates);
    if (isSet) Object.assign(part, { sizes, srcset: candidates });
    else if (part === image) image.src = candidates;
  };
  if (square) {
    const source = document.createElement("source");
    source.media = "(max-width: 34.99rem)";
    set(source, square, "7rem");
    if (source.srcset) picture.append(source);
  }
  Object.assign(image, { alt: "", className: "picture", loading: "lazy", decoding: "async" });
  set(image, wide, "(min-width: 76rem) 19rem, 40vw");
  picture.append(image);
  return picture;
}

function initialOf(text) {
  if (!Intl.Segmenter) return [...text][0];
  const [first] = new Intl.Segmenter(document.documentElement.lang).segment(text);
  return first.segment;
}

function speak(target, lang) {
  if (lang) Object.assign(target, { lang, dir: "auto" });
}

function rowOf(result, words) {
  const { url, meta } = result;
  const row = model.cloneNode(true);
  const part = (selector) => row.querySelector(selector);
  if (meta.id) row.dataset.section = meta.id;
  if (meta.wide) part(".picture").replaceWith(pictureOf(meta));
  else part(".picture").dataset.initial = initialOf(meta.section);
  Object.assign(part(".pill"), { href: meta.front, textContent: meta.section });
  part("h2 a").href = url;
  fillTitle(part("h2 a"), meta.title, words);
  speak(part("h2 a"), meta.lang);
  part(".meta span").textContent = meta.byline;
  part(".meta").append(Object.assign(document.createElement("time"), { dateTime: meta.iso, textContent: meta.day }));
  fillExcerpt(part(".excerpt"), result);
  speak(part(".excerpt"), meta.lang);
  return row;
}
