// The button that turns the page light or dark. The choice is kept in this browser; skin.js shows it from the first paint.

function switchSkin() {
  const button = find(".skin");
  if (!button) return;
  const twin = button.cloneNode(true);
  find(".masthead").append(twin);
  const buttons = [button, twin];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.skin ?? (system.matches ? "dark" : "light")) === "dark";
  const bar = document.head.appendChild(document.createElement("meta"));
  bar.name = "theme-color";
  const show = () => {
    buttons.forEach((button) => button.setAttribute("aria-pressed", isDark()));
    bar.content = getComputedStyle(document.body).backgroundColor;
  };
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

switchSkin();
