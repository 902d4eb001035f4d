// The search field suggests once it is used; what does so is loaded then. Where a page is not found, the words of its
// address are those to look for.

function suggestOnce() {
  const field = find(".field");
  field?.addEventListener("focusin", () => import(field.dataset.suggest).then(({ suggest }) => suggest(field)), { once: true });
}

function nameLost() {
  const lost = find(".lost form");
  const last = location.pathname.match(/[^/]+/g)?.at(-1);
  if (lost && last) lost.q.value = new URLSearchParams(`q=${last}`).get("q").replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
}

suggestOnce();
nameLost();
