"""What a test asks of a page in the browser: small scripts that run there, also where the page's own are off."""

from __future__ import annotations

STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const isOut = (box) => box.left < -0.5 || box.right > width + 0.5;
  const isClipped = (element) => {
    for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
      if (getComputedStyle(around).overflowX !== "visible" && !isOut(around.getBoundingClientRect())) return true;
    }
    return false;
  };
  const name = (element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}">`;
  const found = [...document.body.querySelectorAll("*")]
    .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([element, box]) => box.width && box.height && isOut(box) && !isClipped(element))
    .map(([element, box]) => `${name(element)}: ${box.left} to ${box.right} px: ${element.textContent.slice(0, 60)}`);
  if (document.documentElement.scrollWidth > width) found.push(`the page: ${document.documentElement.scrollWidth} px`);
  return found;
}"""
"""The visible elements that reach out of the window sideways, unless one that fits clips or scrolls them; the page
itself where it scrolls sideways."""

SHOWN = """() => {
  const find = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0;
  return {
    headings: find("h1").map(isShown),
    hidden: find("main a, article:has(h1) p").filter((part) => !isShown(part)).map((part) => part.outerHTML),
    menu: find("nav a").filter(isShown).map((link) => link.getAttribute("href")),
  };
}"""
"""For each main heading whether it shows; the links of the text and the paragraphs of a story that do not; where those
links of the menus lead that do."""

VISIBLE_TEXT = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walk.nextNode()) {
    const around = walk.currentNode.parentElement;
    if (around.checkVisibility({ opacityProperty: true, visibilityProperty: true })) text += walk.currentNode.data;
  }
  return text.replace(/\\s+/g, " ");
}"""
"""The text of all that shows, as written: innerText would give it as the style sheet capitalises it."""

END_MOTION = "() => document.getAnimations().forEach((motion) => { try { motion.finish() } catch { motion.cancel() } })"
"""Brings every transition and animation to its end, so that nothing is judged half-way."""
