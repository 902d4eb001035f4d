// What the behaviours share. Each of them looks for its own markup and leaves quietly where there is none; a page
// without any of these files lacks comfort, never content.

const root = document.documentElement;
const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];
const language = root.lang === "en" ? "en-GB" : root.lang;

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
