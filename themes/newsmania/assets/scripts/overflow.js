// Sections that do not fit into the menu's one row go under "More"; without script the row wraps.

function foldMenu() {
  const menu = find(".menu[data-more]");
  const list = menu && find("ul", menu);
  if (!list) return;
  const more = document.createElement("li");
  const button = document.createElement("button");
  const folded = document.createElement("ul");
  more.className = "parent more";
  button.type = "button";
  button.textContent = menu.dataset.more;
  button.addEventListener("click", () => more.classList.toggle("dismissed"));
  more.append(button, folded);
  const top = list.firstElementChild;
  const wraps = () => list.lastElementChild.offsetTop > top.offsetTop + top.offsetHeight / 2;
  const fold = () => {
    if (more.contains(document.activeElement)) return;
    more.replaceWith(...folded.children);
    if (getComputedStyle(list).display === "flex" && wraps()) {
      list.append(more);
      while (wraps() && more.previousElementSibling !== top) folded.prepend(more.previousElementSibling);
    }
    menu.classList.add("fits");
  };
  new ResizeObserver(fold).observe(menu);
  document.fonts?.ready.then(fold);
  fold();
}

foldMenu();
