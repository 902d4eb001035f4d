// On a narrow screen the menu slides in at a press; without script its button leads to the list at the page's foot.

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

openMenu();
