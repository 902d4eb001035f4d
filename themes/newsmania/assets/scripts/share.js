// The share row: the headline is added to what is shared, the buttons that need script come, and a row of icons stands
// above the story too, where there is only a link to the row below it without script.

function shareStory(take) {
  const row = find("#share");
  if (!row) return;
  const title = find("h1").textContent;
  const url = find("link[rel=canonical]").href;
  const words = encodeURIComponent(title);
  for (const link of findAll("a", row)) {
    if (link.className === "whatsapp") link.href = link.href.replace("text=", `text=${words}%20`);
    else if (link.className === "email") link.href += `&subject=${words}`;
    else if (link.className !== "facebook" && link.className !== "linkedin") link.href += `&text=${words}`;
  }
  const able = { print: window.print, copy: navigator.clipboard, send: navigator.share };
  const buttons = take("#share-buttons > li").filter((item) => able[item.firstElementChild.className]);
  buttons.forEach((item) => (item.hidden = false));
  row.append(...buttons);
  const act = {
    print: () => window.print(),
    send: () => navigator.share({ title, url }).catch(() => {}),
    copy: async (button) => {
      // A browser, or its reader, may refuse: then the button goes on offering it.
      if ((await navigator.clipboard.writeText(url).catch(() => 1)) === 1) return;
      const label = find("span", button);
      label.textContent = button.dataset.done;
      setTimeout(() => (label.textContent = button.dataset.label), 3000);
    },
  };
  const press = ({ target }) => {
    const button = target.closest("button");
    if (button) act[button.className](button);
  };
  row.addEventListener("click", press);
  const jump = find(".share-link");
  const icons = take("#share-icons > *");
  if (!jump || !icons.length) return;
  const twin = row.cloneNode(true);
  twin.removeAttribute("id");
  twin.classList.add("icons");
  for (const control of findAll("a, button", twin)) {
    const icon = icons.find((svg) => svg.dataset.name === control.className);
    if (!icon) {
      control.parentElement.remove();
      continue;
    }
    const label = document.createElement("span");
    label.className = "hidden";
    label.textContent = control.textContent;
    control.replaceChildren(icon.cloneNode(true), label);
  }
  twin.addEventListener("click", press);
  jump.replaceWith(twin);
}

taken.then(shareStory);
