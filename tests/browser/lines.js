// Reads how a story is set, for the layout test: a function of the selector of its paragraphs, to be run in the page.
// It gives the size of their letters in CSS pixels and the length of each full line, the last of a paragraph left out,
// in characters as a reader counts them: a sign that stands over or under a letter is none of its own.
(selector) => {
  const sizes = [];
  const lengths = [];
  const range = document.createRange();
  for (const paragraph of document.querySelectorAll(selector)) {
    sizes.push(parseFloat(getComputedStyle(paragraph).fontSize));
    const lines = [];
    const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      for (const word of walk.currentNode.data.matchAll(/\S+\s*/g)) {
        range.setStart(walk.currentNode, word.index);
        range.setEnd(walk.currentNode, word.index + word[0].trimEnd().length);
        const box = range.getBoundingClientRect();
        const line = lines.at(-1);
        const count = word[0].replace(/\s+/g, " ").replace(/\p{M}/gu, "").length;
        if (line && box.top < line.middle) line.count += count;
        else lines.push({ middle: (box.top + box.bottom) / 2, count });
      }
    }
    lengths.push(...lines.slice(0, -1).map(({ count }) => count));
  }
  return { sizes, lengths };
};
