// A scanner is a keyboard that types faster than any hand and ends with Enter: wherever one stands, it counts a line.

const GAP = 45; // ms between two letters; the fastest typists need more than 60
const LEAST = 6;
const CODE = /^(?=.*\d)[\w\]][\w.+/-]*$/;
const FIGURES = /^[\d.,/+-]+$/;

const isCode = (text) => text.length >= LEAST && CODE.test(text) && (!FIGURES.test(text) || /^\d{8,14}$/.test(text));

export class Scanner {
  constructor(grid) {
    this.grid = grid;
    this.#forget();
    document.addEventListener("keydown", (event) => this.#key(event), true);
  }

  #forget() { Object.assign(this, { text: "", last: -Infinity, before: null }); }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return this.#forget();
    if (event.key === "Shift") return undefined;
    const quick = event.timeStamp - this.last <= GAP;
    if (event.key.length === 1) {
      if (!quick) this.#begin();
      this.text += event.key;
      this.last = event.timeStamp;
      return undefined;
    }
    const code = event.key === "Enter" && quick && isCode(this.text) ? this.text : "";
    if (code) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#undoTyping();
    }
    this.#forget();
    if (code) this.grid.scanned(code);
    return undefined;
  }

  // What stood there before the first letter, for the case that it becomes a scan.
  #begin() {
    const field = document.activeElement;
    this.text = "";
    this.before = { field, value: field?.matches("input, textarea") ? field.value : null };
  }

  #undoTyping() {
    const { editor } = this.grid;
    const { field, value } = this.before;
    if (value !== null) field.value = value;
    if (editor.open?.field === field) editor.finish();
    else if (editor.open) editor.cancel();
    else field?.blur?.();
  }
}

// ---- counting

const whole = (text) => (/^\d+$/.test(text.trim()) ? Number(text) : null);

/** What a line shows after `times` more of a scanned packing: `{quantity, unit}`; null when they do not add up. */
export function counted(line, hit, times = 1) {
  const unit = line.values.unit || line.hints.unit || line.units[0] || hit.unit;
  const now = whole(String(line.values.quantity || "1"));
  if (now === null) return null;
  if (unit === hit.unit) return { quantity: String(now + times) };
  const held = hit.pieces?.[unit];
  const more = hit.pieces?.[hit.unit];
  if (!held || !more) return null;
  const pieces = (now * held[0]) / held[1] + (times * more[0]) / more[1];
  const again = (pieces * held[1]) / held[0];
  if (Number.isInteger(again)) return { quantity: String(again) };
  const base = Object.keys(hit.pieces).find((name) => hit.pieces[name][0] === hit.pieces[name][1]);
  return Number.isInteger(pieces) && base ? { quantity: String(pieces), unit: base } : null;
}
