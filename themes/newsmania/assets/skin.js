// Blocking and in <head>, so that a stored choice of skin shows from the first paint. The mark tells the style sheet
// that script runs, and that it need not show what stands in for it.
document.documentElement.dataset.script = "";
try {
  const skin = localStorage.getItem("skin");
  if (skin) document.documentElement.dataset.skin = skin;
} catch {
  // Storage is refused: the automatic skin stands.
}
