// The latest stories, where a page built long ago has only a link to the home page.

function showLatest(take) {
  for (const place of findAll(".latest p")) {
    const newest = take("#latest > *");
    if (newest.length) place.replaceWith(...newest);
  }
  const recent = find(".foot .recent");
  const newest = take("#latest > *");
  if (!recent || !newest.length) return;
  recent.append(...take("#latest-label > *"), ...newest);
  recent.hidden = false;
}

taken.then(showLatest);
