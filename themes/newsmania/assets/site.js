// What a page gains with script. Each function looks for its own markup and leaves quietly where there is none;
// a page without this file lacks comfort, never content.

const root = document.documentElement;
const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];
const still = matchMedia("(prefers-reduced-motion: reduce)");

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is refused or full: the choice lasts for this page.
  }
}

function showToday() {
  const place = find(".today");
  if (!place) return;
  const now = new Date();
  const language = root.lang === "en" ? "en-GB" : root.lang;
  const write = (options) => new Intl.DateTimeFormat(language, options).format(now);
  const time = document.createElement("time");
  time.dateTime = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  time.textContent = `${write({ weekday: "long" })}, ${write({ day: "numeric", month: "long", year: "numeric" })}`;
  place.append(time);
  place.hidden = false;
}

function switchSkin() {
  const button = find(".skin");
  if (!button) return;
  const twin = button.cloneNode(true);
  find(".masthead").append(twin);
  const buttons = [button, twin];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.skin ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => buttons.forEach((button) => button.setAttribute("aria-pressed", isDark()));
  const turn = () => {
    root.dataset.skin = isDark() ? "light" : "dark";
    remember("skin", root.dataset.skin);
    show();
  };
  for (const button of buttons) {
    button.addEventListener("click", turn);
    button.hidden = false;
  }
  system.addEventListener("change", show);
  show();
}

function openMenu() {
  const button = find(".menu-button");
  const menu = find(".menu");
  if (!button || !menu) return;
  button.setAttribute("role", "button");
  button.setAttribute("aria-controls", menu.id);
  const set = (open) => {
    button.setAttribute("aria-expanded", open);
    menu.classList.toggle("open", open);
  };
  const isOpen = () => menu.classList.contains("open");
  const press = (event) => {
    event.preventDefault();
    set(!isOpen());
  };
  button.addEventListener("click", press);
  button.addEventListener("keydown", (event) => event.key === " " && press(event));
  document.addEventListener("click", ({ target }) => isOpen() && !menu.contains(target) && !button.contains(target) && set(false));
  menu.addEventListener("focusout", ({ relatedTarget: next }) => next && next !== button && !menu.contains(next) && set(false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    set(false);
    button.focus();
  });
  set(false);
}

function dismissSubmenus() {
  for (const item of findAll(".menu .parent")) {
    const dismiss = (event) => event.key === "Escape" && item.classList.add("dismissed");
    const restore = () => item.classList.remove("dismissed");
    item.addEventListener("mouseenter", () => document.addEventListener("keydown", dismiss));
    item.addEventListener("mouseleave", () => {
      document.removeEventListener("keydown", dismiss);
      restore();
    });
    item.addEventListener("keydown", dismiss);
    item.addEventListener("focusout", ({ relatedTarget: next }) => item.contains(next) || restore());
  }
}

function rotateTicker() {
  const ticker = find(".ticker");
  const controls = ticker && find(".controls", ticker);
  const headlines = ticker ? findAll("li", ticker) : [];
  if (!controls || headlines.length < 2) return;
  const pause = find("[aria-pressed]", controls);
  let shown = 0;
  let held = false;
  const isPaused = () => pause.getAttribute("aria-pressed") === "true";
  const step = (by) => {
    shown = (shown + by + headlines.length) % headlines.length;
    headlines.forEach((headline, place) => (headline.hidden = place !== shown));
  };
  controls.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button === pause) pause.setAttribute("aria-pressed", !isPaused());
    else if (button) step(Number(button.value));
  });
  const hold = () => (held = ticker.matches(":hover, :focus-within"));
  for (const kind of ["mouseenter", "mouseleave", "focusin", "focusout"]) {
    ticker.addEventListener(kind, () => setTimeout(hold));
  }
  pause.setAttribute("aria-pressed", still.matches);
  setInterval(() => isPaused() || held || document.hidden || step(1), 6000);
  step(0);
  controls.hidden = false;
}

async function loadLatest() {
  const ticker = find("[data-latest]");
  if (!ticker) return;
  const answer = await fetch(ticker.dataset.latest);
  if (!answer.ok) return;
  const fragment = new DOMParser().parseFromString(await answer.text(), "text/html");
  const take = (selector) => findAll(selector, fragment).map((node) => document.adoptNode(node));
  const breaking = take("#breaking > li");
  if (breaking.length) find("ul", ticker).replaceChildren(...breaking);
  ticker.append(...take("#ticker-controls > *"));
  const latest = take("#latest > *");
  if (latest.length) find(".latest p")?.replaceWith(...latest);
  find("footer .share")?.append(...take("#share-buttons > li"));
}

function loadEmbeds() {
  const notice = find("#embed-notice");
  if (!notice) return;
  for (const embed of findAll(".embed[data-frame]")) {
    const button = notice.content.cloneNode(true).firstElementChild;
    find("b", button).textContent = embed.dataset.title;
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe");
      frame.src = embed.dataset.frame;
      frame.title = embed.dataset.title;
      frame.loading = "lazy";
      frame.allowFullscreen = true;
      button.replaceWith(frame);
      frame.focus();
    });
    embed.prepend(button);
  }
}

function shareStory() {
  const offer = (selector, able, act) => {
    const button = find(selector);
    if (!button || !able) return;
    button.addEventListener("click", () => act(button));
    button.parentElement.hidden = false;
  };
  const url = find("link[rel=canonical]")?.href ?? location.href;
  offer(".share .print", window.print, () => window.print());
  offer(".share .copy", navigator.clipboard, async (button) => {
    const label = button.textContent;
    await navigator.clipboard.writeText(url);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = label), 3000);
  });
  offer(".share .send", navigator.share, () => navigator.share({ title: document.title, url }).catch(() => {}));
}

function rememberReplier() {
  const form = find(".reply form");
  const keep = form && find("[type=checkbox]", form);
  if (!keep) return;
  const fields = ["name", "email", "website"].map((name) => form.elements[name]);
  const known = recall("replier");
  if (known) {
    fields.forEach((field) => (field.value ||= known[field.name] ?? ""));
    keep.checked = true;
  }
  form.addEventListener("submit", () => {
    const entries = fields.map((field) => [field.name, field.value]);
    remember("replier", keep.checked ? JSON.stringify(Object.fromEntries(entries)) : null);
  });
}

function returnToTop() {
  const link = find(".to-top");
  if (!link || !window.IntersectionObserver) return;
  const masthead = find(".top-bar");
  new IntersectionObserver(([entry]) => link.classList.toggle("away", entry.isIntersecting)).observe(masthead);
}

showToday();
switchSkin();
openMenu();
dismissSubmenus();
loadEmbeds();
rememberReplier();
returnToTop();
loadLatest().catch(() => {}).then(rotateTicker).then(shareStory);
