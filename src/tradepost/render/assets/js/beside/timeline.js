// The filter of the timeline; the choice holds for all documents.
const KEY = "tp-timeline";
const kept = () => {
  try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; }
};

function show(kind) {
  const list = document.querySelector("[data-timeline]");
  const buttons = [...document.querySelectorAll("[data-show]")];
  if (!list || !buttons.length) return;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === kind));
  let any = false;
  for (const item of list.children) {
    item.hidden = Boolean(kind) && item.dataset.source !== kind;
    any ||= !item.hidden;
  }
  const none = document.querySelector("[data-timeline-none]");
  if (none) none.hidden = any;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show]");
  if (!button) return;
  try { localStorage.setItem(KEY, button.dataset.show); } catch { /* for this page only */ }
  show(button.dataset.show);
});
document.addEventListener("tp:beside", () => show(kept()));
show(kept());
