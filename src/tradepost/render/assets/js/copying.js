// Ctrl-C over a list copies its chosen rows, or the row with focus, as a table: for a spreadsheet, or for a mail.
import { toast } from "./toasts.js";
import { element, word } from "./words.js";

const RISKY = /^\s*[=+\-@＝＋－＠]/; // as in render/screens/export.py: a spreadsheet runs nothing of it
const isShown = (cell) => cell.offsetParent !== null;

function chosenRows() {
  const chosen = [...document.querySelectorAll("table.tp-list[data-walk] > tbody > tr.is-chosen")];
  const focused = document.activeElement.closest?.("table.tp-list[data-walk] > tbody > tr:not(.tp-under)");
  return chosen.length || !focused ? chosen : [focused];
}

// A cell's text without its buttons; days as they are written, an amount and its unit apart.
function parts(cell, isFigure) {
  const bare = cell.cloneNode(true);
  for (const button of bare.querySelectorAll("button")) button.remove();
  for (const time of bare.querySelectorAll("time")) time.textContent = time.dateTime.replace("T", " ").replace("Z", "");
  const unit = bare.querySelector("small");
  unit?.remove();
  for (const note of bare.querySelectorAll(".tp-note")) note.prepend(" · ");
  const text = bare.textContent.replace(/\s+/g, " ").trim();
  return [isFigure ? text.replace("−", "-") : RISKY.test(text) ? `'${text}` : text, unit?.textContent.trim() ?? ""];
}

function table(rows) {
  const heads = [...rows[0].closest("table").tHead.rows[0].cells];
  const places = heads.flatMap((head, place) => (isShown(head) && !head.matches(".tp-c-choose") ? [place] : []));
  const read = rows.map((row) => places.map((place) => parts(row.cells[place], heads[place].matches(".tp-end"))));
  const hasUnit = places.map((_place, column) => read.some((cells) => cells[column][1]));
  const spread = (cells) => cells.flatMap(([text, unit], column) => (hasUnit[column] ? [text, unit] : [text]));
  return [spread(places.map((place) => [heads[place].textContent.trim(), ""])), ...read.map(spread)];
}

document.addEventListener("copy", (event) => {
  if (String(getSelection()) || event.target.closest?.("input:not([type=checkbox]), textarea, dialog, [role=grid]")) return;
  const rows = chosenRows();
  if (!rows.length) return;
  const lines = table(rows);
  const html = element("table", {}, ...lines.map((line) => element("tr", {}, ...line.map((text) => element("td", { textContent: text })))));
  event.preventDefault();
  event.clipboardData.setData("text/plain", lines.map((line) => line.join("\t")).join("\n"));
  event.clipboardData.setData("text/html", html.outerHTML);
  toast(`${word("copied")}: ${rows.length}`);
});
