// Measures a page for the layout test: a function of {name: selector}, to be run in the page. Boxes are given in the
// page's own directions, `start` and `end` counted from the inline-start edge of the window and `top` and `bottom` from
// the page's top, so that the rules need not know whether the page runs from left to right or from right to left.
(regions) => {
  const root = document.documentElement;
  const width = root.clientWidth;
  const isMirrored = getComputedStyle(root).direction === "rtl";

  const turn = (box) => ({
    start: isMirrored ? width - box.right : box.left,
    end: isMirrored ? width - box.left : box.right,
    top: box.top + scrollY,
    bottom: box.bottom + scrollY,
  });
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const isFilled = (box) => box.right - box.left > 1 && box.bottom - box.top > 1;
  const isOnPage = (box) => box.right > 1 && box.left < width - 1 && box.bottom + scrollY > 1;
  const name = (element) => {
    const words = (element.getAttribute("aria-label") || element.textContent || element.name || "").trim();
    return `<${element.tagName.toLowerCase()}> "${words.replace(/\s+/g, " ").slice(0, 40)}"`;
  };
  const rise = function* (element) {
    for (let around = element; around; around = around.parentElement) yield around;
  };
  const isPinned = (element) => [...rise(element)].some((around) => getComputedStyle(around).position === "fixed");
  const meet = (one, other) => ({
    left: Math.max(one.left, other.left),
    right: Math.min(one.right, other.right),
    top: Math.max(one.top, other.top),
    bottom: Math.min(one.bottom, other.bottom),
  });

  // Regions: the boxes of those that are seen, in the order of the markup, and the pairs that lie on each other.

  const found = Object.entries(regions).map(([region, selector]) => [
    region,
    [...document.querySelectorAll(selector)].filter((element) => {
      const box = element.getBoundingClientRect();
      return isSeen(element) && isFilled(box) && isOnPage(box);
    }),
  ]);
  const boxes = Object.fromEntries(
    found.map(([region, elements]) => [region, elements.map((element) => turn(element.getBoundingClientRect()))]),
  );
  const overlaps = [];
  const placed = found.flatMap(([region, elements]) => elements.map((element) => [region, element]));
  for (const [place, [region, element]] of placed.entries()) {
    for (const [other, second] of placed.slice(place + 1)) {
      if (element.contains(second) || second.contains(element) || isPinned(element) || isPinned(second)) continue;
      const common = meet(element.getBoundingClientRect(), second.getBoundingClientRect());
      if (isFilled(common)) overlaps.push([region, other]);
    }
  }

  // Texts: each piece that is seen, as far as no box around it clips it.

  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const around = node.parentElement;
    if (!node.data.trim() || !isSeen(around) || isPinned(around)) continue;
    const clips = [...rise(around)].filter((element) => getComputedStyle(element).overflowX !== "visible");
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const piece = clips.reduce((rest, element) => meet(rest, element.getBoundingClientRect()), meet(box, box));
      if (isFilled(piece) && isOnPage(piece)) {
        const size = parseFloat(getComputedStyle(around).fontSize);
        texts.push({ node, around, isClipped: clips.length > 0, box: piece, size });
      }
    }
  }
  const small = new Set(texts.filter(({ size }) => size < 12).map(({ around, size }) => `${name(around)}: ${size} px`));

  // Of a line of text only the middle counts: where lines stand close, their boxes touch and their letters do not.
  const bands = texts
    .map(({ node, around, isClipped, box, size }) => {
      const middle = (box.top + box.bottom) / 2;
      return { node, around, isClipped, box: { ...box, top: middle - size * 0.3, bottom: middle + size * 0.3 } };
    })
    .sort((one, other) => one.box.top - other.box.top);
  const collisions = new Set();
  for (const [place, { node, around, isClipped, box }] of bands.entries()) {
    for (let next = place + 1; next < bands.length && bands[next].box.top < box.bottom; next++) {
      const second = bands[next];
      // What an ellipsis or a clamp stands for still has its box, on top of what shows of the same text.
      const isCutShort = second.node === node && isClipped;
      if (!isCutShort && isFilled(meet(box, second.box))) {
        collisions.add(`${name(around)} and ${name(second.around)}`);
      }
    }
  }

  // Targets: WCAG 2.2, 2.5.8 "Target Size (Minimum)", with its exceptions for lines of text and for spacing.

  const CONTROLS = "a[href], button, input:not([type='hidden']), textarea, select, summary, [tabindex='0']";
  const area = (element) => {
    const parts = [element.getBoundingClientRect(), ...[...(element.labels ?? [])].map((l) => l.getBoundingClientRect())];
    for (const pseudo of ["::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      const isStretched = style.content !== "none" && style.position === "absolute" && style.inset === "0px";
      const holder = [...rise(element)].find((around) => getComputedStyle(around).position !== "static");
      if (isStretched && holder) parts.push(holder.getBoundingClientRect());
    }
    return {
      left: Math.min(...parts.map((part) => part.left)),
      right: Math.max(...parts.map((part) => part.right)),
      top: Math.min(...parts.map((part) => part.top)),
      bottom: Math.max(...parts.map((part) => part.bottom)),
    };
  };
  const block = (element) => [...rise(element)].find((around) => !getComputedStyle(around).display.startsWith("inline"));
  const isInText = (element) =>
    getComputedStyle(element).display === "inline" &&
    texts.some(
      ({ node, around }) =>
        /\p{L}/u.test(node.data) && !around.closest(CONTROLS) && block(around) === block(element.parentElement),
    );
  const targets = [...document.querySelectorAll(CONTROLS)]
    .filter((element) => isSeen(element) && !element.matches(":disabled") && !isPinned(element))
    .map((element) => ({ element, box: area(element) }))
    .filter(({ box }) => isFilled(box) && isOnPage(box));
  const middle = ({ box }) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const isSmall = ({ box }) => box.right - box.left < 23.99 || box.bottom - box.top < 23.99;
  const isNear = (one, other) => {
    const [x, y] = middle(one);
    if (isSmall(other)) {
      const [otherX, otherY] = middle(other);
      return Math.hypot(x - otherX, y - otherY) < 24;
    }
    const aside = Math.max(other.box.left - x, 0, x - other.box.right);
    const above = Math.max(other.box.top - y, 0, y - other.box.bottom);
    return Math.hypot(aside, above) < 12;
  };
  const tight = [];
  for (const target of targets) {
    if (!isSmall(target) || isInText(target.element)) continue;
    const neighbour = targets.find((other) => other !== target && isNear(target, other));
    if (!neighbour) continue;
    const { left, right, top, bottom } = target.box;
    const size = `${(right - left).toFixed(1)} x ${(bottom - top).toFixed(1)} px`;
    tight.push(`${name(target.element)}: ${size}, close to ${name(neighbour.element)}`);
  }

  return { width, boxes, overlaps, small: [...small], collisions: [...collisions], tight };
};
