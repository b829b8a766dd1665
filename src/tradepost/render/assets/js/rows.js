// Rows of a list: several sorts, lines under a row, ranges by Shift.
import { openDialog } from "./dialogs.js";
import { element, word } from "./words.js";

const table = () => document.querySelector("table.tp-list[data-walk]");
const rowOf = (node) => node?.closest?.("table.tp-list > tbody > tr[data-row]");

// ---- Shift and a click on a head sorts by it after the others
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("table[data-sort] thead a");
  if (!link || !event.shiftKey) return;
  // Before htmx hears of it.
  event.preventDefault();
  event.stopImmediatePropagation();
  const address = new URL(link.href);
  const own = address.searchParams.get("sort");
  const bare = (name) => name.replace(/^-/, "");
  const present = link.closest("table").dataset.sort.split(",");
  const sorts = present.some((name) => bare(name) === bare(own)) ? present.map((name) => (bare(name) === bare(own) ? own : name)) : [...present, own];
  address.searchParams.set("sort", sorts.slice(0, 4).join(","));
  location.assign(address);
}, true);

// ---- lines under a row
const shown = new Map();
export function expandRow(row = rowOf(document.activeElement), wanted = null) {
  const address = table()?.dataset.expands;
  if (!address || !row?.dataset.row) return false;
  const under = shown.get(row);
  const isOpen = Boolean(under?.isConnected);
  if (wanted === isOpen) return true;
  if (isOpen) close(row, under);
  else open(row, address);
  return true;
}
function close(row, under) {
  under.remove();
  shown.delete(row);
  row.querySelector(".tp-expander")?.setAttribute("aria-expanded", "false");
}
async function open(row, address) {
  const cell = element("td", { colSpan: row.cells.length, textContent: "…" });
  const under = element("tr", { className: "tp-under" }, cell);
  shown.set(row, under);
  row.after(under);
  row.querySelector(".tp-expander")?.setAttribute("aria-expanded", "true");
  try {
    const answer = await fetch(address + encodeURIComponent(row.dataset.row), { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    cell.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
  } catch {
    cell.textContent = word("offline");
  }
}
export function dressExpanders() {
  const list = table();
  if (!list?.dataset.expands) return;
  for (const row of list.tBodies[0]?.rows ?? []) {
    if (!row.dataset.row || row.querySelector(".tp-expander")) continue;
    const head = row.querySelector("th");
    head?.prepend(element("button", { type: "button", className: "tp-expander", "aria-expanded": "false", "aria-label": `${word("lines")} ${head.textContent.trim()}`, tabIndex: -1 }));
  }
}
document.addEventListener("click", (event) => {
  const button = event.target.closest(".tp-expander");
  if (button) expandRow(button.closest("tr"));
});

// ---- columns: which, and in what order
function move(item, step) {
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  const focused = document.activeElement;
  if (step < 0) other.before(item); else other.after(item);
  focused?.focus();
}
document.addEventListener("click", (event) => {
  const item = event.target.closest("[data-columns] li");
  if (item && event.target.closest("[data-column-up]")) move(item, -1);
  else if (item && event.target.closest("[data-column-down]")) move(item, 1);
  else if (event.target.closest("[data-columns-none]")) {
    for (const box of event.target.closest("form").querySelectorAll("[data-columns] input")) box.checked = false;
  }
});
document.addEventListener("keydown", (event) => {
  const item = event.altKey && event.target.closest?.("[data-columns] li");
  if (!item || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  move(item, event.key === "ArrowUp" ? -1 : 1);
  event.preventDefault();
});

// ---- the dialogs of a list come when somebody first asks for one: they would weigh on every page
let dialogs = null;
export function late(path) {
  dialogs ??= (async () => {
    const address = new URL(path, location.href);
    address.search = location.search;
    address.searchParams.set("part", "dialogs");
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    document.body.append(document.createRange().createContextualFragment(await answer.text()));
  })();
  dialogs.catch(() => (dialogs = null));
  return dialogs;
}
document.addEventListener("toggle", async (event) => {
  if (!event.target.matches?.("[data-late-from]") || !event.target.open) return;
  const body = event.target.querySelector(".tp-menu-body");
  await late(event.target.dataset.lateFrom);
  if (body.childElementCount) return;
  body.append(document.getElementById("tp-list-menu-items").content);
  body.querySelector(".tp-menu-item")?.focus();
}, true);
document.addEventListener("click", async (event) => {
  const item = event.target.closest("[data-late]");
  if (!item || (item.dataset.confirm && !confirm(item.dataset.confirm))) return;
  await late(item.closest("[data-late-from]").dataset.lateFrom);
  const found = document.getElementById(item.dataset.late);
  if (found?.matches("dialog")) openDialog(found.id);
  else found?.requestSubmit();
});

// ---- what is kept of a list is kept as it stands now
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form[data-with-address]")) return;
  event.formData.set("path", location.pathname);
  event.formData.set("query", location.search);
  event.formData.set("job_id", crypto.randomUUID?.() ?? "");
});
document.addEventListener("click", async (event) => {
  const item = event.target.closest("[data-copy-address]");
  if (!item) return;
  const whole = new URL(item.dataset.copyAddress, location.href);
  for (const name of ["q", "sort"]) {
    const value = new URLSearchParams(location.search).get(name);
    if (value) whole.searchParams.set(name, value);
  }
  await navigator.clipboard?.writeText(whole.href);
  const label = item.querySelector("span");
  const before = label.textContent;
  label.textContent = word("copied");
  setTimeout(() => (label.textContent = before), 1500);
});
