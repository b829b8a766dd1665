// Lists: rows walk by j/k and arrows (focus stands on the row's own link), filters show at once, rows open on click.
import { dressExpanders, late } from "./rows.js";
import { element, word } from "./words.js";

const links = () => [...document.querySelectorAll("table[data-walk] > tbody > tr:not(.tp-under)")]
  .map((row) => row.querySelector("th a[href], td a[href]"))
  .filter(Boolean);

// Shift and an arrow choose from where Shift was first held, as in a spreadsheet.
let anchor = null;
export function walkChoosing(step) {
  const row = document.activeElement.closest?.("form[data-bulk] table[data-walk] > tbody > tr:not(.tp-under)");
  if (!row) return walk(step);
  const rows = [...row.parentElement.children].filter((one) => one.querySelector(":scope > .tp-c-choose"));
  if (!anchor?.isConnected) anchor = row;
  const at = rows.indexOf(row);
  const to = Math.min(Math.max(at + step, 0), rows.length - 1);
  const between = (one, two) => rows.slice(Math.min(one, two), Math.max(one, two) + 1);
  const start = rows.indexOf(anchor);
  for (const one of between(start, at)) one.querySelector(".tp-c-choose input").checked = false;
  for (const one of between(start, to)) one.querySelector(".tp-c-choose input").checked = true;
  count(row.closest("form"));
  rows[to].querySelector("th a[href], td a[href]")?.focus();
  rows[to].scrollIntoView({ block: "nearest" });
  return true;
}

export function walk(step) {
  anchor = null;
  const all = links();
  if (!all.length) return false;
  const row = document.activeElement.closest?.("tr");
  const here = all.findIndex((link) => link === document.activeElement || (row && row.contains(link)));
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
  all[next].focus();
  all[next].closest("tr").scrollIntoView({ block: "nearest" });
  return true;
}

export function openFirst() {
  const first = links()[0];
  first?.click();
  return Boolean(first);
}

export function turnPage(which) {
  const link = document.querySelector(`[data-page="${which}"]`);
  link?.click();
  return Boolean(link);
}

export function chooseRow() {
  const box = document.activeElement.closest?.("tr")?.querySelector(".tp-c-choose input");
  box?.click();
  return Boolean(box);
}

document.addEventListener("click", (event) => {
  const row = event.target.closest("table.tp-list > tbody > tr");
  if (!row || row.matches(".tp-under") || event.target.closest("a, button, input, label, select, summary") || String(getSelection())) return;
  const link = row.querySelector("th a[href], td a[href]");
  if (!link) return;
  if (event.ctrlKey || event.metaKey) open(link.href, "_blank", "noopener");
  else link.click();
});

// On a phone a row is a card: every value says its column.
const phone = matchMedia("(max-width: 639.98px)");
function label() {
  if (!phone.matches) return;
  for (const table of document.querySelectorAll(".tp-table:not([data-labelled])")) {
    table.dataset.labelled = "";
    const names = [...(table.tHead?.rows[0].cells ?? [])].map((cell) => cell.textContent.trim());
    for (const row of table.tBodies[0]?.rows ?? []) [...row.cells].forEach((cell, at) => (cell.dataset.label = names[at] ?? ""));
  }
}

// ---- filters
let typing;
function show(form) {
  clearTimeout(typing);
  form.requestSubmit();
}
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (!form || !event.target.matches("[type=search], .tp-filter-body > input")) return;
  clearTimeout(typing);
  typing = setTimeout(() => show(form), 180);
});
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (!form || event.target.matches("[type=search]") || !event.target.name) return;
  oneWayOfDays(event.target);
  describe(event.target.closest("details.tp-filter"));
  show(form);
});
// A filter's way back to any is made here: a page of ten filters does not carry it.
const any = word("any");
for (const body of document.querySelectorAll(".tp-filter-body")) {
  body.append(element("button", { type: "button", className: "tp-link", "data-clear-filter": true, textContent: any.charAt(0).toUpperCase() + any.slice(1) }));
}
document.addEventListener("click", (event) => {
  const clear = event.target.closest("[data-clear-filter]");
  if (!clear) return;
  const filter = clear.closest("details.tp-filter");
  for (const field of filter.querySelectorAll("input, select")) {
    if (field.type === "checkbox") field.checked = false;
    else if (field.type === "radio") field.checked = field.value === "";
    else field.value = "";
  }
  describe(filter);
  filter.open = false;
  filter.querySelector("summary").focus();
  show(filter.closest("form"));
});

// The words for days come with the dialogs of the list, when a filter of days is first opened.
document.addEventListener("toggle", async (event) => {
  const choice = event.target.matches?.("details.tp-filter[open]") && event.target.querySelector("[data-day-words]");
  if (!choice || choice.dataset.dressed) return;
  choice.dataset.dressed = "yes";
  await late(location.pathname);
  const words = document.getElementById("tp-day-words")?.content.cloneNode(true) ?? [];
  for (const one of [...words.children]) if (![...choice.options].some((known) => known.value === one.value)) choice.add(one);
}, true);

// Days are said by a word that moves along, or by two dates: the one that was touched last.
function oneWayOfDays(field) {
  const days = field.closest(".tp-days");
  if (!days) return;
  for (const other of days.querySelectorAll(field.matches("select") ? "input" : "select")) other.value = "";
}

// The words of a filter follow what is chosen, as the server writes them.
function describe(filter) {
  if (!filter) return;
  const days = [...filter.querySelectorAll("input[type=date]")].map((field) => field.value);
  const texts = [...filter.querySelectorAll("input:checked")].filter((field) => field.value).map((field) => field.parentElement.textContent.trim());
  const typed = filter.querySelector(".tp-filter-body > input")?.value;
  const moving = filter.querySelector(".tp-days select");
  let words = typed ?? "";
  if (moving?.value) words = moving.selectedOptions[0].textContent;
  else if (days.length) {
    const [first, last] = days;
    words = first && last ? (first === last ? first : word("to", { first, last })) : first ? word("from", { day: first }) : last ? word("until", { day: last }) : "";
  } else if (texts.length) {
    words = texts.length > 2 ? word("more", { first: texts[0], count: texts.length - 1 }) : texts.join(` ${word("or")} `);
  }
  filter.classList.toggle("is-on", Boolean(words));
  filter.querySelector("[data-words]").textContent = words || word("any");
}

// ---- after the table was exchanged, focus stays where it was meant to be
let returning = "";
let left = null;
document.addEventListener("htmx:before:request", (event) => {
  left = event.target.closest?.("#tp-rows");
  if (left) returning = event.target.id || "row";
});
document.addEventListener("htmx:after:settle", () => {
  // The answer's parts settle one by one: wait until the new table is there.
  if (!returning || left?.isConnected || document.activeElement !== document.body) return;
  const paged = returning === "tp-next" || returning === "tp-previous" || returning === "row";
  const target = paged ? links()[0] : document.getElementById(returning);
  if (paged) scrollTo({ top: 0 });
  target?.focus({ preventScroll: paged });
  returning = "";
});

// ---- choosing rows: the boxes are made here, so that a page carries fifty of them without their weight
function dressRows() {
  for (const row of document.querySelectorAll("table[data-rows] > tbody > tr:not([data-row], .tp-under)")) {
    // The row's own id, or the one in the address of its page.
    row.dataset.row = row.dataset.id ?? row.querySelector("th a, td a")?.pathname.match(/\/([0-9a-f-]{36})\//)?.[1] ?? "";
    row.removeAttribute("data-id");
    const form = row.closest("form[data-bulk]");
    if (!form) continue;
    const name = `${form.dataset.bulk} ${row.querySelector("th")?.textContent ?? ""}`;
    const box = element("input", { type: "checkbox", name: "id", value: row.dataset.row, "aria-label": name });
    moveLooks(row.closest("table"));
    row.prepend(element("td", { className: "tp-c-choose" }, box));
  }
}
// The table says how its columns look by their places (render/screens/columns.py), which a box before them moves by one.
const LOOKS = ["code", "text", "day", "moment", "state", "progress", "end", "p2", "p3"];
function moveLooks(table) {
  if ("chooses" in table.dataset) return;
  table.dataset.chooses = "";
  for (const look of LOOKS) {
    const places = table.dataset[look];
    if (places) table.dataset[look] = places.replace(/\d+/g, (place) => Number(place) + 1);
  }
}
function dress() {
  dressRows();
  dressExpanders();
  label();
}
dress();
phone.addEventListener("change", label);
document.addEventListener("htmx:after:settle", dress);

function count(form) {
  const boxes = form.querySelectorAll("tbody .tp-c-choose input");
  const chosen = [...boxes].filter((box) => box.checked).length;
  const whole = form.querySelector("[data-bulk-whole]");
  if (whole && chosen < boxes.length) whole.checked = false;
  form.querySelector("[data-bulk-bar]").hidden = chosen === 0;
  form.querySelector("[data-bulk-count]").textContent = word("chosen", { count: chosen });
  if (whole) whole.closest("label").hidden = chosen < boxes.length;
  for (const box of form.querySelectorAll("tbody .tp-c-choose input")) box.closest("tr").classList.toggle("is-chosen", box.checked);
}
let last = null;
document.addEventListener("click", (event) => {
  const form = event.target.closest("form[data-bulk]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("tbody .tp-c-choose input")];
  if (event.target.matches("[data-bulk-all]")) boxes.forEach((box) => (box.checked = event.target.checked));
  else if (event.target.matches("[data-bulk-none]")) form.reset();
  else if (event.target.matches("tbody .tp-c-choose input")) {
    if (event.shiftKey && last && boxes.includes(last)) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(event.target)].sort((a, b) => a - b);
      boxes.slice(from, to + 1).forEach((box) => (box.checked = event.target.checked));
    }
    last = event.target;
  } else return;
  count(form);
});
document.addEventListener("submit", (event) => {
  const sentence = event.submitter?.dataset.confirm;
  if (sentence && !confirm(sentence)) event.preventDefault();
});
