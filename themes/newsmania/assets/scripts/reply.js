// Whoever replied, and wished it, finds their name and addresses filled in. They are kept in this browser alone.

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

rememberReplier();
