// The keys of the grid, and paste and copy.
import { parse } from "./paste.js";

const PAGE = 15;

function moves(grid, event) {
  const last = grid.columns.length - 1;
  const whole = event.ctrlKey || event.metaKey;
  return {
    ArrowUp: () => (whole ? grid.go(0, grid.at.place) : grid.step(-1, 0)),
    ArrowDown: () => (whole ? grid.go(grid.lines.all.length, grid.at.place) : grid.step(1, 0)),
    ArrowLeft: () => grid.step(0, whole ? -last : -1),
    ArrowRight: () => grid.step(0, whole ? last : 1),
    Home: () => grid.go(whole ? 0 : grid.at.row, 0),
    End: () => grid.go(whole ? grid.lines.all.length : grid.at.row, last),
    PageUp: () => grid.step(-PAGE, 0),
    PageDown: () => grid.step(PAGE, 0),
  }[event.key];
}

function commands(grid, event) {
  const key = event.key.toLowerCase();
  return {
    z: () => grid.undo(event.shiftKey),
    y: () => grid.undo(true),
    d: () => fillDown(grid),
    enter: () => grid.submit(),
    backspace: () => grid.remove(grid.at.row),
    delete: () => grid.remove(grid.at.row),
  }[key];
}

function fillDown(grid) {
  const above = grid.lines.all[grid.at.row - 1];
  const value = above?.values[grid.column.key];
  if (grid.column.editable && value) grid.change(grid.at.row, { [grid.column.key]: value });
  grid.focus();
}

// Tab leaves the grid from a blank line (forward) and from the very first cell (backward).
function tab(grid, event) {
  const blank = !Object.values(grid.line.values).some(Boolean);
  const first = grid.columns.findIndex((column) => column.editable);
  const outside = event.shiftKey ? grid.at.row === 0 && grid.at.place <= first : blank || (grid.at.row === grid.lines.all.length - 1 && !grid.columns.slice(grid.at.place + 1).some((column) => column.editable));
  if (outside) return false;
  grid.next(event.shiftKey ? -1 : 1);
  return true;
}

function onLetter(grid, event) {
  if (event.key === "F2" || event.key === "Enter") grid.edit();
  else if (event.key === "F1") grid.active.querySelector("[data-why]")?.click();
  else if (event.key === "Delete" || event.key === "Backspace") {
    if (grid.column.editable && grid.line.values[grid.column.key]) grid.change(grid.at.row, { [grid.column.key]: "" });
    grid.focus();
  } else if (event.key.length === 1 && !event.altKey) grid.edit(event.key === " " ? "" : event.key);
  else return false;
  return true;
}

export function onKey(grid, event) {
  if (grid.editor.open || event.isComposing || event.target.closest("button")) return;
  const command = (event.ctrlKey || event.metaKey) && !event.altKey ? commands(grid, event) : null;
  const move = moves(grid, event);
  let done = true;
  if (command) command();
  else if (move) move();
  else if (event.key === "Tab") done = tab(grid, event);
  else if (event.ctrlKey || event.metaKey) done = false;
  else done = onLetter(grid, event);
  if (done) {
    event.preventDefault();
    event.stopPropagation();
  }
}

export function onPaste(grid, event) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const many = /[\t\n]/.test(text.trim());
  if (grid.editor.open && !many) return;
  if (!text.trim()) return;
  event.preventDefault();
  if (grid.editor.open) grid.editor.cancel();
  const key = grid.column.key;
  const first = grid.settings.pasteColumns.includes(key) ? key : "item";
  const lines = parse(text, grid.settings.pasteColumns, first);
  if (lines.length) grid.paste(lines, first === "item" && (lines.length > 1 || Object.keys(lines[0]).length > 1));
}

export function onCopy(grid, event) {
  if (grid.editor.open || String(getSelection())) return;
  const column = grid.column.key;
  event.clipboardData.setData("text/plain", String(grid.line.values[column] ?? grid.line.cells[column] ?? ""));
  event.preventDefault();
}
