// The newsroom's profiles stand in the footer; the top bar of a wide screen shows them as well.

function showProfiles() {
  const profiles = find(".foot .social");
  const bar = find(".top-bar");
  if (profiles && bar) bar.insertBefore(profiles.cloneNode(true), find(".skin", bar));
}

showProfiles();
