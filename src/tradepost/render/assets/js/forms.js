// Forms: sent once, warned about when left unsaved, the first error gets the focus.
import { word } from "./words.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented && !form.hasAttribute("data-hx-post")) return;
  form.dataset.sent = "yes";
  if (!form.matches("[data-once]") || form.hasAttribute("data-hx-post")) return;
  if (form.dataset.busy) return event.preventDefault();
  form.dataset.busy = "yes";
  setTimeout(() => form.querySelectorAll("[type=submit]").forEach((button) => (button.disabled = true)), 0);
});
// Back from the next page by the browser's cache: the buttons work again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-busy]")) {
    delete form.dataset.busy;
    form.querySelectorAll("[type=submit]").forEach((button) => (button.disabled = false));
  }
});

for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => (form.dataset.changed = "yes"));
  if (form.querySelector(".has-error")) form.dataset.changed = "yes";
}
addEventListener("beforeunload", (event) => {
  const open = [...document.querySelectorAll("form[data-guard][data-changed]")].some((form) => !form.dataset.sent);
  if (!open) return;
  event.preventDefault();
  event.returnValue = word("unsaved");
});

function focusError(root) {
  root.querySelector(".has-error input:not([type=hidden]), .has-error select, .has-error textarea")?.focus();
}
focusError(document);
document.addEventListener("htmx:after:settle", (event) => focusError(event.target.closest?.("dialog") ?? document.createElement("i")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  // Nothing is chosen on a page that is one form: that form is meant.
  const form = event.target === document.body ? document.querySelector("form.tp-form-page") : event.target.closest?.("form");
  form?.requestSubmit();
});
