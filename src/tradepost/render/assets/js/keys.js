// One place for the keys of every page. Letters never act while somebody types.
import { openDialog } from "./dialogs.js";
import { setTaste, taste } from "./taste.js";
import { element } from "./words.js";
import { chooseRow, openFirst, turnPage, walk, walkChoosing } from "./lists.js";
import { expandRow } from "./rows.js";
import { whenTyped } from "./scanner.js";
import { nextWhy } from "./why.js";
import "./way.js"; // the page of keys tells of it when it is there

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=file]):not([type=button]):not([type=submit]), textarea, select, [contenteditable], [role=grid] *, [role=grid]";
let waiting = "";
let timer;

const letters = () => taste("letters") !== "off";

function follow(selector) {
  const found = document.querySelector(selector);
  if (!found) return false;
  found.click();
  return true;
}

function second(key) {
  const [first, pressed] = [waiting, key.toLowerCase()];
  waiting = "";
  return follow(`[data-${first === "g" ? "go" : "new"}="${CSS.escape(pressed)}"]`);
}

const inRow = () => Boolean(document.activeElement.closest?.("table[data-expands] > tbody > tr"));

function single(key, shift) {
  switch (key) {
    case "?": return Boolean(openDialog("tp-keys"));
    case "/": return focusSearch();
    case "j": case "ArrowDown": return shift ? walkChoosing(1) : walk(1);
    case "k": case "ArrowUp": return shift ? walkChoosing(-1) : walk(-1);
    case "ArrowRight": return inRow() && expandRow(undefined, true);
    case "ArrowLeft": return inRow() && expandRow(undefined, false);
    case "o": case " ": if (inRow() && document.activeElement.matches("a")) return expandRow(); break;
    case "x": return chooseRow();
    case "]": return turnPage("next");
    case "[": return turnPage("previous");
    case ".": return follow("[data-strong]");
    case "e": return follow("[data-edit]") || follow('[data-key="e"]');
    case "u": return follow("[data-back]");
    case "w": return nextWhy();
    case "Enter": return document.activeElement === document.body && openFirst();
    default:
  }
  return key.length === 1 && key !== " " && follow(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
}

function focusSearch() {
  const search = document.querySelector("[data-list-search]");
  if (!search) return Boolean(openDialog("tp-find"));
  search.focus();
  search.select();
  return true;
}

// True when the key did something.
function act(key, shift) {
  if (waiting) return second(key);
  if ((key === "g" || key === "n") && document.querySelector(key === "g" ? "[data-go]" : "[data-new]")) {
    waiting = key;
    clearTimeout(timer);
    timer = setTimeout(() => (waiting = ""), 1500);
    return true;
  }
  return single(key, shift);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openDialog("tp-find");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches(TYPING)) {
    if (event.key === "Escape" && event.target.matches("[data-list-search]")) event.target.blur();
    if (event.key === "ArrowDown" && event.target.matches("[data-list-search]") && walk(1)) event.preventDefault();
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  // Among choices of one kind the arrows choose.
  if (event.key.startsWith("Arrow") && event.target.matches("[type=radio]")) return;
  const arrows = event.key.startsWith("Arrow") || event.key === "Enter";
  if (!letters() && !arrows) return;
  if (event.key.length > 1 || event.key === " ") {
    if (act(event.key, event.shiftKey)) event.preventDefault();
    return;
  }
  if (event.key === "/") event.preventDefault(); // some browsers find in the page by it
  const run = () => act(event.key, event.shiftKey);
  // A field that this opens does not get the letter.
  if (event.repeat ? run() : whenTyped(event.key, run)) event.preventDefault();
});

// The page of keys shows what this page has.
function describe() {
  const dialog = document.getElementById("tp-keys");
  if (!dialog) return;
  const screens = [...document.querySelectorAll("[data-screen]")].map((part) => part.dataset.screen);
  if (document.querySelector("[data-bulk]")) screens.push("choose");
  if (document.querySelector("[data-expands]")) screens.push("expand");
  for (const part of dialog.querySelectorAll("[data-keys-for]")) part.hidden = !screens.includes(part.dataset.keysFor);
  const line = (name, ...keys) => element("div", {}, element("dt", { textContent: name }),
    element("dd", {}, ...keys.flatMap((key) => [element("kbd", { textContent: key.toUpperCase() }), " "])));
  for (const verb of document.querySelectorAll("main [data-key]")) dialog.querySelector("[data-keys-verbs]")?.append(line(verb.textContent.trim(), verb.dataset.key));
  for (const link of document.querySelectorAll("[data-go]")) dialog.querySelector("[data-keys-of=g]").append(line(link.textContent.trim(), "g", link.dataset.go));
  for (const link of document.querySelectorAll("[data-new]")) dialog.querySelector("[data-keys-of=n]")?.append(line(link.querySelector("span").textContent.trim(), "n", link.dataset.new));
  const choice = dialog.querySelector("[data-letters]");
  if (!choice) return;
  choice.checked = letters();
  choice.addEventListener("change", () => setTaste("letters", choice.checked ? "on" : "off"));
}
describe();
