// Suggestions under the search field of every page: sections, tags and the newest headlines that begin with what is typed.

const most = 8;
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u065f\u0670]/g, "").toLowerCase();

function combobox(input, list) {
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label"));
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
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
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: form.dataset.sheet }));
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
