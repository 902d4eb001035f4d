// Drop-downs open under the pointer and the focus by style alone; Escape closes them (WCAG 2.2, 1.4.13).

function dismissSubmenus() {
  const parent = (target) => target.closest?.(".menu .parent");
  const restore = (item) => item?.classList.remove("dismissed");
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") findAll(".menu .parent:is(:hover, :focus-within)").forEach((item) => item.classList.add("dismissed"));
  });
  document.addEventListener("mouseover", ({ target, relatedTarget }) => parent(target) !== parent(relatedTarget ?? root) && restore(parent(target)));
  document.addEventListener("focusout", ({ target, relatedTarget: next }) => {
    const item = parent(target);
    if (!item?.contains(next)) restore(item);
  });
}

dismissSubmenus();
