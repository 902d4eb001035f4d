// Blocking and in <head>, so that a stored choice of skin shows from the first paint.
try {
  const skin = localStorage.getItem("skin");
  if (skin) document.documentElement.dataset.skin = skin;
} catch {
  // Storage is refused: the automatic skin stands.
}
