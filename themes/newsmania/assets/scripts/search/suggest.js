// Suggestions under the search field of every page: sections, tags and the newest headlines that begin with what is typed.

const most = 8;
// What only a page whose field is used needs of style.
const sheet = [
  ".field ul { position: absolute; z-index: 7; inset-block-start: 100%; inset-inline-end: 0; inline-size: min(26rem, 90vw); }",
  ".field ul { max-block-size: 70vh; overflow-y: auto; background: var(--paper); color: var(--ink); }",
  ".field ul { box-shadow: 0 .75rem 2rem rgb(0 0 0 / .35); }",
  ".field li { padding: var(--s2) var(--s4); border-block-end: 1px solid var(--rule); cursor: pointer; }",
  ".field li:is(:hover, [aria-selected]) { background: var(--accent); color: #fff; }",
  "@media (forced-colors: active) { .field ul { border: 1px solid; } }",
  "@media (forced-colors: active) { .field [aria-selected] { outline: 2px solid; outline-offset: -2px; } }",
].join("");
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u065f\u0670]/g, "").toLowerCase();

function combobox(input, list) {
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label"));
  for (const [name, value] of Object.entries({ autocomplete: "off", role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
    input.setAttribute(name, value);
  }
}

function option([text, url], number) {
  const item = document.createElement("li");
  Object.assign(item, { id: `suggestion-${number}`, role: "option", textContent: text, dir: "auto" });
  item.dataset.url = url;
  return item;
}

export async function suggest(form) {
  const input = form.q;
  const list = document.createElement("ul");
  let active = -1;
  const styles = new CSSStyleSheet();
  styles.replaceSync(sheet);
  document.adoptedStyleSheets.push(styles);
  combobox(input, list);
  form.append(list);
  const known = (await (await fetch(new URL("suggestions.json", form.action))).json())
    .map((entry) => ({ entry, words: fold(entry[0]).split(/[\s\p{P}]+/u) }));

  const mark = (next) => {
    list.children[active]?.removeAttribute("aria-selected");
    active = next;
    const item = list.children[active];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) input.setAttribute("aria-activedescendant", item.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const show = () => {
    const wanted = fold(input.value).split(/\s+/).filter(Boolean);
    const fits = ({ words }) => wanted.every((start) => words.some((word) => word.startsWith(start)));
    const fitting = wanted.join("").length > 1 ? known.filter(fits).slice(0, most) : [];
    mark(-1);
    list.replaceChildren(...fitting.map(({ entry }, number) => option(entry, number)));
    input.setAttribute("aria-expanded", fitting.length > 0);
  };
  const close = () => {
    mark(-1);
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
  };
  const press = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = list.children.length;
    if (step && count) {
      event.preventDefault();
      mark(active < 0 && step < 0 ? count - 1 : active + step >= count ? -1 : active + step);
    } else if (event.key === "Escape" && count) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.url);
    }
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", press);
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || close());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => target.dataset.url && location.assign(target.dataset.url));
  show();
}
