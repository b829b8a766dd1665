import { element, word } from "./words.js";

const box = () => document.getElementById("tp-toasts");

export function toast(text, tone = "info") {
  const shown = element("div", { className: "tp-toast", role: tone === "bad" ? "alert" : "status" },
    element("p", { textContent: text }),
    element("button", { type: "button", className: "tp-icon-btn", "data-dismiss": true, "aria-label": word("dismiss"), textContent: "×" }));
  shown.dataset.tone = tone;
  box()?.append(shown);
  fade(shown);
  return shown;
}

// A refusal stays until it is read; the rest goes by itself, but not while somebody points at it.
function fade(shown) {
  if (shown.dataset.tone === "bad") return;
  const leave = () => (shown.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : shown.remove());
  setTimeout(leave, 6000);
}

document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest(".tp-toast")?.remove());
for (const shown of box()?.querySelectorAll(".tp-toast") ?? []) fade(shown);
