// The filter of the timeline; the choice holds for all documents.
const KEY = "tp-timeline";
const kept = () => {
  try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; }
};

// Of a long timeline the newest stand there; a filter looks through all of it.
let folded = true;

function show(kind) {
  const list = document.querySelector("[data-timeline]");
  const buttons = [...document.querySelectorAll("[data-show]")];
  if (!list) return;
  if (!buttons.length) kind = "";
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === kind));
  let any = false;
  for (const item of list.children) {
    item.hidden = (kind ? item.dataset.source !== kind : folded && "older" in item.dataset);
    any ||= !item.hidden;
  }
  const older = document.querySelector("[data-show-older]");
  if (older) older.hidden = Boolean(kind) || !folded;
  const none = document.querySelector("[data-timeline-none]");
  if (none) none.hidden = any;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-older]")) {
    folded = false;
    return show(kept());
  }
  const button = event.target.closest("[data-show]");
  if (!button) return;
  try { localStorage.setItem(KEY, button.dataset.show); } catch { /* for this page only */ }
  show(button.dataset.show);
});
document.addEventListener("tp:beside", () => show(kept()));
show(kept());
