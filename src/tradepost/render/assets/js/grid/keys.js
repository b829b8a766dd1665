// The keys of the grid, and paste and copy.
import { asTable, clearBlock, fillDown } from "./choice.js";
import { parse } from "./paste.js";

const PAGE = 15;

function moves(grid, event) {
  const last = grid.columns.length - 1;
  const whole = event.ctrlKey || event.metaKey;
  const extend = event.shiftKey;
  const end = () => (extend ? Math.max(grid.lines.firstBlank() - 1, 0) : grid.lines.firstBlank());
  return {
    ArrowUp: () => (whole ? grid.go(0, grid.at.place, extend) : grid.step(-1, 0, extend)),
    ArrowDown: () => (whole ? grid.go(end(), grid.at.place, extend) : grid.step(1, 0, extend)),
    ArrowLeft: () => grid.step(0, whole ? -last : -1, extend),
    ArrowRight: () => grid.step(0, whole ? last : 1, extend),
    Home: () => grid.go(whole ? 0 : grid.at.row, 0, extend),
    End: () => grid.go(whole ? end() : grid.at.row, last, extend),
    PageUp: () => grid.step(-PAGE, 0, extend),
    PageDown: () => grid.step(PAGE, 0, extend),
  }[event.key];
}

function commands(grid, event) {
  const key = event.key.toLowerCase();
  return {
    z: () => grid.undo(event.shiftKey),
    y: () => grid.undo(true),
    d: () => { fillDown(grid); grid.focus(); },
    a: () => grid.chooseAll(),
    i: () => grid.insert(),
    enter: () => grid.submit(),
    backspace: () => grid.remove(),
    delete: () => grid.remove(),
  }[key];
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
  else if (event.key === "F7" && grid.suggesting.there) grid.suggesting.ask();
  else if (event.key === "F8") grid.toFault();
  else if (event.key === "F9") { if (event.shiftKey) grid.fixAll(); else if (!grid.pasting.ask()) grid.fix(); }
  else if (event.key === "Insert") grid.insert();
  else if (event.key === "Escape" && grid.choice.some) grid.go(grid.at.row, grid.at.place);
  else if (event.key === "Delete" || event.key === "Backspace") {
    if (grid.choice.whole) grid.remove();
    else clearBlock(grid);
    grid.focus();
  } else if (event.key === " " && event.shiftKey) grid.chooseLine();
  else if (event.key.length === 1 && !event.altKey) grid.edit(event.key === " " ? "" : event.key);
  else return false;
  return true;
}

const lifts = (grid, event) => event.altKey && !event.ctrlKey && { ArrowUp: () => grid.lift(false), ArrowDown: () => grid.lift(true) }[event.key];

export function onKey(grid, event) {
  if (grid.editor.open || event.isComposing || event.target.closest("button")) return;
  const command = (event.ctrlKey || event.metaKey) && !event.altKey ? commands(grid, event) : null;
  const move = lifts(grid, event) || (event.altKey ? null : moves(grid, event));
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
  const { lines, passed } = parse(text, grid.settings.pasteColumns, first);
  // The server reads words that are no line to the browser.
  if (!lines.length && first === "item" && grid.settings.reads) lines.push({ item: text.trim().slice(0, 200), quantity: "" });
  if (lines.length) grid.paste(lines, first === "item" && (lines.length > 1 || Object.keys(lines[0]).length > 1), passed, text);
}

export function onCopy(grid, event) {
  if (grid.editor.open || String(getSelection())) return;
  event.clipboardData.setData("text/plain", asTable(grid));
  event.preventDefault();
  if (event.type === "cut") { clearBlock(grid); grid.focus(); }
}
