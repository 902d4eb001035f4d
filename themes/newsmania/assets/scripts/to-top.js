// The way back to the top shows once the reader has scrolled a screen away from it.

function returnToTop() {
  const link = find(".to-top");
  const top = find(".masthead");
  if (!link || !top) return;
  const mark = document.createElement("i");
  mark.className = "page-start";
  document.body.prepend(mark);
  const away = (entries) => link.classList.toggle("away", entries.at(-1).isIntersecting);
  new IntersectionObserver(away, { rootMargin: "100% 0px 0px" }).observe(mark);
}

returnToTop();
