// The fields over the grid: read, restored, and shown with their errors.
import { element } from "../words.js";

export class Head {
  constructor(form, { changed, leave, send }) {
    this.form = form;
    if (!form) return;
    form.addEventListener("change", changed);
    form.addEventListener("tp:chosen", changed);
    form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
    // Enter is for the lines: nobody wants to tab through what is optional.
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.target.matches("textarea, select")) return;
      event.preventDefault();
      leave();
    });
  }

  // Typing can start at once.
  begin() { this.form?.querySelector("input:not([type=hidden]), select")?.focus(); }

  read() {
    return this.form ? Object.fromEntries([...new FormData(this.form)].filter(([name]) => name !== "csrfmiddlewaretoken")) : {};
  }

  keep() {
    const kept = this.read();
    for (const host of this.form?.querySelectorAll("[data-lookup]") ?? []) {
      kept[`${host.querySelector("[data-lookup-value]").name}__shown`] = host.querySelector("input:not([type=hidden])").value;
    }
    return kept;
  }

  restore(kept) {
    if (!this.form) return;
    for (const field of this.form.elements) {
      if (field.type === "checkbox") field.checked = field.name in kept;
      if (!field.name || field.type === "checkbox" || !(field.name in kept)) continue;
      field.value = kept[field.name];
      const host = field.closest("[data-lookup]");
      if (!host) continue;
      host.querySelector("input:not([type=hidden])").value = kept[`${field.name}__shown`] ?? "";
      host.dispatchEvent(new CustomEvent("tp:restored"));
    }
  }

  // A field gets what was proposed for it, as if somebody had typed it.
  put(name, value) {
    const field = this.form?.elements[name];
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  focusError() {
    const wrong = this.form?.querySelector(".tp-field.has-error input:not([type=hidden]), .tp-field.has-error select, .tp-field.has-error textarea");
    wrong?.focus();
    return Boolean(wrong);
  }

  complain(errors) {
    for (const old of this.form?.querySelectorAll(".tp-error[data-grid]") ?? []) {
      old.closest(".tp-field").classList.remove("has-error");
      old.remove();
    }
    const left = [];
    for (const [name, sentence] of Object.entries(errors)) {
      const place = this.form?.elements[name]?.closest?.(".tp-field");
      if (!place) { left.push(sentence); continue; }
      place.classList.add("has-error");
      place.append(element("p", { className: "tp-error", textContent: sentence, "data-grid": true }));
    }
    return left;
  }
}
