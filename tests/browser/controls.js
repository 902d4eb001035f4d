// Looks, in forced colours, for controls that a reader with colours of their own cannot make out, and for links that only
// a colour marks as current; a function to be run in the page. Controls without text are marked with `data-icon`: whether
// their icon shows only a picture of them can tell.
() => {
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const isClear = (paint) => /^rgba\(.*, 0\)$/.test(paint);
  const ground = (element) => {
    for (let around = element; around; around = around.parentElement) {
      const { backgroundColor } = getComputedStyle(around);
      if (!isClear(backgroundColor)) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const hasEdge = (element) =>
    ["InlineStart", "BlockEnd"].every((side) => {
      const style = getComputedStyle(element);
      const isDrawn = style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1;
      return isDrawn && style[`border${side}Color`] !== ground(element.parentElement);
    });
  const readsAs = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const isShown = [...range.getClientRects()].some((box) => box.width > 1 && box.height > 1);
    return isShown ? element.innerText.trim() : "";
  };
  const name = (element) => element.outerHTML.slice(0, 120);
  const wrong = [];
  for (const element of [...document.querySelectorAll("a[href], button, input, textarea, select")].filter(isSeen)) {
    const isField = element.matches("input, textarea, select");
    const isBoxed = !element.matches("[type='checkbox'], [type='radio']"); // those the browser draws in the reader's colours
    const isLink = element.matches("a");
    const text = readsAs(element);
    if (isField) {
      if (isBoxed && !hasEdge(element)) wrong.push(`no border: ${name(element)}`);
    } else if (text) {
      if (getComputedStyle(element).color === ground(element)) wrong.push(`no text to be seen: ${name(element)}`);
      const hasIcon = element.querySelector("svg");
      if (!isLink && !hasIcon && !hasEdge(element)) wrong.push(`no border: ${name(element)}`);
    } else if (!element.querySelector("img") && !element.matches(".anchor")) {
      element.dataset.icon = "";
    }
  }
  for (const element of document.querySelectorAll("nav a[aria-current]:not([aria-current='false'])")) {
    const { textDecorationLine, borderBlockEndWidth } = getComputedStyle(element);
    const isMarked = textDecorationLine !== "none" || parseFloat(borderBlockEndWidth) > 0;
    if (isSeen(element) && !isMarked) wrong.push(`current by colour alone: ${name(element)}`);
  }
  return wrong;
}
