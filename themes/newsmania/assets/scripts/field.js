// The search field suggests once it is used; what does so is loaded then.

function suggestOnce() {
  const field = find(".field");
  field?.addEventListener("focusin", () => import(field.dataset.suggest).then(({ suggest }) => suggest(field)), { once: true });
}

suggestOnce();
