// The head of a document changed in place: `e` or a click opens it, Escape leaves; M and T choose between two values.
import { dressLookUps } from "./lookup.js";
import { toast } from "./toasts.js";
import { word } from "./words.js";

const open = () => document.querySelector("form[data-editing]");
let asked = false;

function begin() {
  const form = open();
  if (!form || form.dataset.begun) return;
  form.dataset.begun = "yes";
  asked = false;
  dressLookUps(form);
  const first = form.querySelector("[data-conflict] [data-mine], .has-error input, .has-error textarea, .has-error select, [data-focus] input:not([type=hidden]), [data-focus] textarea, [data-focus] select")
    ?? form.querySelector("dd input:not([type=hidden]), dd textarea, dd select");
  first?.focus();
  if (first?.type === "text") first.select();
  first?.scrollIntoView({ block: "nearest" });
}
begin();
document.addEventListener("htmx:after:swap", begin);
document.addEventListener("htmx:after:settle", begin);

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-editing]");
  if (form) form.dataset.changed = "yes";
  asked = false;
});

// Leaving by ourselves is no loss: what was sent is saved, what was given up was asked about.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-editing-cancel]")) open().dataset.sent = "yes";
});

document.addEventListener("keydown", (event) => {
  const form = open();
  if (!form || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    if (form.dataset.changed && !asked) {
      asked = true;
      return toast(word("unsaved_escape"), "warn");
    }
    return form.querySelector("[data-editing-cancel]").click();
  }
  const pair = event.target.closest?.("[data-conflict]") ?? (event.target === document.body ? form.querySelector("[data-conflict]:not(:has(:checked))") : null);
  const chosen = { m: "[data-mine]", t: "[data-theirs]" }[event.key.toLowerCase()];
  if (!pair || !chosen) return;
  event.preventDefault();
  event.stopPropagation();
  pair.querySelector(chosen).checked = true;
  const next = form.querySelector("[data-conflict]:not(:has(:checked)) [data-mine]") ?? form.querySelector("[type=submit]");
  next.focus();
}, true);
