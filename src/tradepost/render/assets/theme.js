// Runs before the first paint, so that a page never flashes in the other theme.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    let chosen = null;
    try { chosen = localStorage.getItem("tp-theme"); } catch { /* private window */ }
    root.dataset.bsTheme = chosen === "dark" || chosen === "light" ? chosen : dark.matches ? "dark" : "light";
  };
  apply();
  dark.addEventListener("change", apply);
  addEventListener("storage", (event) => event.key === "tp-theme" && apply());
})();
