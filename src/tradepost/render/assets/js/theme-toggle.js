import { setTaste } from "./taste.js";

document.querySelector("[data-theme-toggle]")?.addEventListener("click", () => {
  const next = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
  // The same as the computer's: follow the computer again.
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  setTaste("theme", next === system ? "system" : next);
});
