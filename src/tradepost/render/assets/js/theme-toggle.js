document.querySelector("[data-theme-toggle]")?.addEventListener("click", () => {
  const root = document.documentElement;
  const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
  root.dataset.bsTheme = next;
  // The same as the computer's: follow the computer again.
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  try {
    if (next === system) localStorage.removeItem("tp-theme");
    else localStorage.setItem("tp-theme", next);
  } catch { /* private window: for this page only */ }
});
