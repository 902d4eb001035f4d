/* The preview in the browser: loads the page again where it is scrolled to, changes its style sheets without that, and
   shows the problems of a build over the page until they are mended. The server adds it to pages; no built file has it. */
(() => {
  "use strict";
  const { built, notice } = document.currentScript.dataset;
  const SCROLL = "sitegen-scroll";

  const shadow = document.createElement("sitegen-preview").attachShadow({ mode: "open" });

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    made.className = className;
    made.append(...content);
    return made;
  };

  /* The style sheet comes before the first thing it is for, so that nothing is ever shown without it. */
  const show = (made) => {
    if (!shadow.host.isConnected) {
      const sheet = element("link", "");
      sheet.rel = "stylesheet";
      sheet.href = "/__sitegen/overlay.css";
      shadow.append(sheet);
      document.documentElement.append(shadow.host);
    }
    shadow.append(made);
  };

  const marked = ({ number, text, at }) => {
    const line = element("span", at === undefined ? "line" : "line here");
    line.dataset.number = number;
    const letters = [...text];
    line.append(letters.slice(0, at).join(""));
    if (at !== undefined) {
      line.append(element("mark", "", letters[at] ?? " "), letters.slice(at + 1).join(""));
    }
    return line;
  };

  const problem = ({ path, line, column, code, message, hint, excerpt }) => {
    const made = element("li", "problem");
    made.append(element("p", "place", `${path}:${line}:${column}`, element("span", "code", code)));
    made.append(element("p", "message", message));
    if (excerpt.length) made.append(element("pre", "excerpt", ...excerpt.map(marked)));
    if (hint) made.append(element("p", "hint", hint));
    return made;
  };

  let overlay = null;
  let focused = null;
  const close = () => {
    if (!overlay) return;
    overlay.remove();
    overlay = null;
    focused?.focus({ preventScroll: true });
  };
  const fail = (failure) => {
    if (!failure) return close();
    if (overlay) overlay.remove();
    else focused = document.activeElement;
    overlay = element("div", "overlay");
    overlay.setAttribute("role", "alertdialog");
    overlay.setAttribute("aria-label", failure.title);
    overlay.tabIndex = -1;
    const button = element("button", "close", "Close");
    button.type = "button";
    button.addEventListener("click", close);
    overlay.addEventListener("keydown", (event) => event.key === "Escape" && close());
    const under = document.body.childElementCount > 1 ? "The page beneath is the last good one." : "";
    const list = element("ol", "problems", ...failure.problems.map(problem));
    if (failure.more) list.append(element("li", "problem", `and ${failure.more} more, which the terminal names`));
    overlay.append(element("div", "panel", button, element("h1", "", failure.title), element("p", "under", under), list));
    show(overlay);
    overlay.focus({ preventScroll: true });
  };

  const reload = () => {
    const { pathname, search } = location;
    sessionStorage.setItem(SCROLL, JSON.stringify([pathname + search, scrollX, scrollY]));
    location.reload();
  };

  const scrollBack = () => {
    const [path, left, top] = JSON.parse(sessionStorage.getItem(SCROLL) ?? "[]");
    sessionStorage.removeItem(SCROLL);
    if (path !== location.pathname + location.search) return;
    const go = () => scrollTo({ left, top, behavior: "instant" });
    go();
    const moved = new AbortController();
    for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      addEventListener(kind, () => moved.abort(), { signal: moved.signal, passive: true });
    }
    addEventListener("load", () => requestAnimationFrame(() => moved.signal.aborted || go()), { signal: moved.signal });
  };

  /* Old sheets go when the new one has come, so that the page never stands bare; one may be on its way already. */
  const replaced = new Map();
  const restyle = (sheets) => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const found = sheets[new URL(link.href).pathname];
      if (!found || link.dataset.goes) continue;
      const next = link.cloneNode();
      [next.href, next.integrity] = found;
      replaced.set(next, [link, ...(replaced.get(link) ?? [])]);
      next.addEventListener("load", () => replaced.get(next).forEach((old) => old.remove()));
      next.addEventListener("error", () => next.dataset.goes || reload());
      link.dataset.goes = "true";
      link.after(next);
    }
  };

  /* A browser opens six connections to a server at most, so only pages that are looked at keep one. */
  let events = null;
  const listen = () => {
    if (document.hidden || events) return;
    events = new EventSource(`/__sitegen/events?built=${encodeURIComponent(built)}`);
    events.addEventListener("reload", reload);
    events.addEventListener("styles", (event) => restyle(JSON.parse(event.data)));
    events.addEventListener("failure", (event) => fail(JSON.parse(event.data)));
  };
  const rest = () => {
    events?.close();
    events = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);

  scrollBack();
  if (notice) show(element("p", "banner", notice));
  listen();
})();
