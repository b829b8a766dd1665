// Runs before the first paint, so that a page never flashes in the other theme. What the person chose comes with the
// page; it is kept here for the pages before signing in, which do not know who comes.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    let chosen = root.dataset.taste;
    try {
      if (chosen) localStorage.setItem("tp-theme", chosen);
      else chosen = localStorage.getItem("tp-theme");
    } catch { /* private window */ }
    root.dataset.bsTheme = chosen === "dark" || chosen === "light" ? chosen : dark.matches ? "dark" : "light";
  };
  // Switched a moment ago: the page may have been made before that was kept.
  try {
    for (const [name, [value, at]] of Object.entries(JSON.parse(sessionStorage.getItem("tp-taste") ?? "{}"))) {
      if (root.dataset.taste && Date.now() - at < 10_000) root.dataset[name] = value;
    }
  } catch { /* private window */ }
  apply();
  dark.addEventListener("change", apply);
  root.addEventListener("tp:taste", apply);
})();
