// The headlines in the top bar take turns. They can be paused and stepped through, wait under the pointer or the focus,
// and stand still from the start for readers who ask for less motion.

function rotateTicker(take) {
  const ticker = find(".ticker");
  if (!ticker) return;
  const newest = take("#breaking > li");
  if (newest.length) find("ul", ticker).replaceChildren(...newest);
  const headlines = findAll("li", ticker);
  const [controls] = take("#ticker-controls > *");
  if (!controls || headlines.length < 2) return;
  ticker.append(controls);
  const pause = find("[aria-pressed]", controls);
  const icons = findAll("svg", pause);
  let shown = 0;
  let held = false;
  const isPaused = () => pause.getAttribute("aria-pressed") === "true";
  const setPaused = (paused) => {
    pause.setAttribute("aria-pressed", paused);
    icons.forEach((icon, place) => icon.classList.toggle("gone", paused !== (place > 0)));
  };
  const step = (by) => {
    shown = (shown + by + headlines.length) % headlines.length;
    headlines.forEach((headline, place) => (headline.hidden = place !== shown));
  };
  controls.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button === pause) setPaused(!isPaused());
    else if (button) step(Number(button.value));
  });
  const hold = () => (held = ticker.matches(":hover, :focus-within"));
  for (const kind of ["mouseenter", "mouseleave", "focusin", "focusout"]) {
    ticker.addEventListener(kind, () => setTimeout(hold));
  }
  setPaused(matchMedia("(prefers-reduced-motion: reduce)").matches);
  setInterval(() => isPaused() || held || document.hidden || step(1), 6000);
  step(0);
  controls.hidden = false;
}

taken.then(rotateTicker);
