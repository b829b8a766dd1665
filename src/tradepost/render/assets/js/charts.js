// A chart's bars say their facts once, as their names. What the pointer reads and the table behind are made of them here.
import { element } from "./words.js";

const BARS = ".tp-bars [aria-label]";

document.addEventListener("pointerover", (event) => {
  const bar = event.target.closest?.(BARS);
  if (!bar || bar.querySelector("title")) return;
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = bar.getAttribute("aria-label");
  bar.prepend(title);
});

document.addEventListener("toggle", (event) => {
  const table = event.target.matches?.(".tp-figure-table[open]") && event.target.querySelector("tbody:empty");
  if (!table) return;
  for (const bar of event.target.closest(".tp-figure-card").querySelectorAll(BARS)) {
    const said = bar.getAttribute("aria-label");
    const at = said.lastIndexOf(": ");
    table.append(element("tr", {}, element("th", { scope: "row", textContent: said.slice(0, at) }), element("td", { className: "tp-num", textContent: said.slice(at + 2) })));
  }
}, true);
