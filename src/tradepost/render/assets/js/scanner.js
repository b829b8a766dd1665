// A scanner is a keyboard that types faster than any hand and ends with Enter: wherever one stands, its text is whole.
// The page says who takes it; the open search box comes first, and where nobody does it leads to what it names.
const GAP = 45; // ms between two letters; the fastest typists need more than 60
const LEAST = 6;
const SEPARATOR = "\x1d"; // FNC1 between the elements of GS1; scanners send it as it is, or as Ctrl ]
const CODE = /^(?=.*\d)[\w\]][\w.+/-]*$/;
const FIGURES = /^[\d.,/+-]+$/;
const PLACE = /^[a-z]+\d*[-.][\w.-]*\d$/i; // bins have short names: A-01
const MARKED = /^(?:\][A-Za-z]\d.|\(\d{2,4}\).|\^\d\d|0[0123]\d{14}|https?:\/\/\S)/;
const TYPED = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable]";

export const isCode = (text) => MARKED.test(text) || text.includes(SEPARATOR) || (text.length > 3 && PLACE.test(text))
  || (text.length >= LEAST && CODE.test(text) && (!FIGURES.test(text) || /^\d{8,}$/.test(text)));

/** It says of itself what it is; other codes may also be what a field asks for. */
export const isBarcode = (text) => MARKED.test(text) || text.includes(SEPARATOR) || /^\d{8,}$/.test(text);

const takers = { page: null, search: null, anywhere: null };
let text = "";
let last = -Infinity;
let before = null;
let held = [];
let timer;
const listening = performance.now();
let half = false; // its first letters may have come before the page listened

/**
 * `taker.scanned(text)` gets what is scanned; `taker.leave(field)` may close what was open where the letters fell;
 * what `taker.keeps(field, text, stood)` stays where it fell, after what stood there, as if a hand had typed it.
 */
export function takeScans(taker, where = "page") { takers[where] = taker; }

/** Let a letter act as a key only when it turns out to be of no scan: “E” opens nothing when E-100 is scanned. */
export function whenTyped(key, run) {
  // Two small letters are a hand’s, however quick: J J. Held, the second would act in the midst of the key after it.
  if ((text.length < 3 && !mayBegin(text[0] ?? key)) || (key === "/" && text.length < LEAST)) {
    letGo();
    return run();
  }
  held.push(run);
  clearTimeout(timer);
  timer = setTimeout(letGo, GAP + 5);
  return undefined;
}

// Codes begin with a capital, a digit, a bracket; whatever comes as quickly after one as no hand does may belong to it.
const mayBegin = (key) => /^[A-Z0-9\](]$/.test(key);

/** What a camera read: as if a scanner had typed it with nothing in focus. */
export function scannedHere(code) { (takers.page ?? takers.anywhere)?.scanned(code); }

function letGo() {
  clearTimeout(timer);
  for (const run of held.splice(0)) run();
}

function forget() {
  text = "";
  last = -Infinity;
  before = null;
}

// A field marked data-scans="self" keeps what is scanned into it: the number of a delivery note, of a parcel.
function takerNow() {
  const dialog = document.querySelector("dialog[open]");
  if (dialog) return dialog.id === "tp-find" ? takers.search : null;
  const field = before?.field;
  if (field?.closest?.("[data-scans=self]")) return null;
  if (takers.page) return takers.page;
  return field?.matches?.(TYPED) ? null : takers.anywhere;
}

// What stood there before the first letter, for the case that it becomes a scan.
function begin(at) {
  const field = document.activeElement;
  text = "";
  half = at - listening <= GAP;
  before = { field, value: field?.matches("input, textarea") ? field.value : null };
}

function undoTyping(taker) {
  const { field, value } = before;
  if (value !== null && field.value !== value) {
    field.value = value;
    if (!taker.leave) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  taker.leave?.(field);
}

// The field it fell into has all of it; elsewhere half a code is none, and its letters are no keys.
function dropHalf(event) {
  if (!before.field?.matches?.(TYPED)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  held = [];
  forget();
}

// `]` with Ctrl is how keyboards say the separator; it is one only in the middle of a scan.
function letterOf(event, quick) {
  if (event.ctrlKey && !event.altKey && !event.metaKey && (event.key === "]" || event.key === SEPARATOR)) return quick && text.length > 1 ? SEPARATOR : "";
  if (event.ctrlKey || event.metaKey || event.altKey) return "";
  return event.key.length === 1 ? event.key : "";
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return forget();
  if (event.key === "Shift" || (text && event.key.startsWith("Control"))) return undefined;
  const quick = event.timeStamp - last <= GAP;
  const letter = letterOf(event, quick);
  if (letter) {
    if (!quick) begin(event.timeStamp);
    text += letter;
    last = event.timeStamp;
    if (event.ctrlKey) event.preventDefault();
    return undefined;
  }
  const scanned = event.key === "Enter" && !event.ctrlKey && !event.metaKey && quick && isCode(text);
  if (scanned && half) return dropHalf(event);
  const taker = scanned ? takerNow() : null;
  if (!taker || taker.keeps?.(before.field, text, before.value)) {
    forget();
    return letGo();
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const code = text;
  held = [];
  undoTyping(taker);
  forget();
  taker.scanned(code);
  return undefined;
}, true);
