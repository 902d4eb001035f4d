// Looks, in forced colours, for controls that a reader with colours of their own cannot make out, and for links that only
// a colour marks as current; a function to be run in the page.
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
  const hasEdge = (element) => ["inlineStart", "blockEnd"].every((side) => {
    const style = getComputedStyle(element);
    const name = side[0].toUpperCase() + side.slice(1);
    return style[`border${name}Style`] !== "none" && parseFloat(style[`border${name}Width`]) >= 1 &&
      style[`border${name}Color`] !== ground(element.parentElement);
  });
  const hasIcon = (element) => [...element.querySelectorAll("svg")].some((icon) => {
    const { stroke, fill } = getComputedStyle(icon);
    return [stroke, fill].some((paint) => paint !== "none" && !isClear(paint) && paint !== ground(element));
  });
  const hasText = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    return element.innerText.trim() && boxes.length && getComputedStyle(element).color !== ground(element);
  };
  const name = (element) => element.outerHTML.slice(0, 120);
  const wrong = [];
  for (const element of [...document.querySelectorAll("button, input, textarea, select")].filter(isSeen)) {
    const isOwn = element.matches("[type='checkbox'], [type='radio']");  // drawn by the browser in the reader's colours
    if (!isOwn && !hasEdge(element) && !hasIcon(element)) wrong.push(`neither border nor icon: ${name(element)}`);
  }
  for (const element of [...document.querySelectorAll("a[href], button")].filter(isSeen)) {
    const isPicture = element.querySelector("img") || element.classList.contains("anchor");
    if (!isPicture && !hasIcon(element) && !hasText(element)) wrong.push(`neither icon nor text: ${name(element)}`);
  }
  for (const element of document.querySelectorAll("nav a[aria-current]:not([aria-current='false'])")) {
    const { textDecorationLine, borderBlockEndWidth } = getComputedStyle(element);
    const isMarked = textDecorationLine !== "none" || parseFloat(borderBlockEndWidth) > 0;
    if (isSeen(element) && !isMarked) wrong.push(`current by colour alone: ${name(element)}`);
  }
  return wrong;
}
