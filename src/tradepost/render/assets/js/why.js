// "?" beside a figure shows where it comes from.
import { element } from "./words.js";

let bubble = null;
function close() {
  bubble?.remove();
  bubble = null;
}
export function showWhy(button, text) {
  close();
  bubble = element("div", { className: "tp-bubble", role: "status", textContent: text });
  document.body.append(bubble);
  const box = button.getBoundingClientRect();
  const left = Math.min(box.left + scrollX, scrollX + document.documentElement.clientWidth - bubble.offsetWidth - 12);
  bubble.style.left = `${Math.max(left, 12)}px`;
  bubble.style.top = `${box.bottom + scrollY + 6}px`;
}
// One "?" after the other, by key.
export function nextWhy() {
  const all = [...document.querySelectorAll("main [data-why]")].filter((button) => button.offsetParent);
  const next = all[(all.indexOf(document.activeElement) + 1) % all.length];
  next?.focus();
  next?.click();
  return Boolean(next);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-why]");
  if (!button) return close();
  const same = bubble?.dataset.of === button.dataset.why;
  close();
  if (!same) {
    showWhy(button, button.dataset.why);
    bubble.dataset.of = button.dataset.why;
  }
});
document.addEventListener("keydown", (event) => event.key === "Escape" && close());
