// `data-opens="id"` opens a dialog, `data-closes` closes the one around it; Escape is the browser's own.
import { closeMenus } from "./menus.js";
import { element } from "./words.js";

// A page may carry ten dialogs, and every form of them would carry the same token.
function sign(dialog) {
  for (const form of dialog.querySelectorAll("form[method=post]:not(:has([name=csrfmiddlewaretoken]))")) {
    form.prepend(element("input", { type: "hidden", name: "csrfmiddlewaretoken", value: document.body.dataset.csrf }));
  }
}

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return null;
  closeMenus();
  sign(dialog);
  dialog.showModal();
  const first = dialog.querySelector("[autofocus], .tp-dialog-fields input:not([type=hidden]), .tp-dialog-fields select, .tp-dialog-fields textarea")
    ?? dialog.querySelector(".tp-dialog-foot [type=submit]");
  first?.focus();
  first?.select?.();
  dialog.dispatchEvent(new CustomEvent("tp:opened"));
  return dialog;
}

document.addEventListener("click", (event) => {
  const opens = event.target.closest("[data-opens]");
  if (opens && !event.metaKey && !event.ctrlKey) {
    if (openDialog(opens.dataset.opens)) event.preventDefault();
    return;
  }
  const closes = event.target.closest("[data-closes]");
  if (closes) closes.closest("dialog").close();
  // A click on the veil closes, as everywhere; dialogs with typed text ask first by staying open.
  if (event.target.matches("dialog.tp-find, dialog.tp-keys")) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});
