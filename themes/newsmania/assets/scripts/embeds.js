// What another site shows in a story loads at a press, and nothing of it before. A story without a press has the link.

function loadEmbeds(take) {
  const [notice] = take("#embed-notice > *");
  if (!notice) return;
  for (const embed of findAll(".embed[data-frame]")) {
    const button = notice.cloneNode(true);
    find("b", button).textContent = embed.dataset.title;
    button.addEventListener("click", () => {
      const frame = document.createElement("iframe");
      frame.src = embed.dataset.frame;
      frame.title = embed.dataset.title;
      frame.allowFullscreen = true;
      button.replaceWith(frame);
      frame.focus();
    });
    embed.prepend(button);
  }
}

taken.then(loadEmbeds);
