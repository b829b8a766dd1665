// A scan counts a line. What the barcode says beside the item (lot, expiry) fills its columns, a bin's label the place.
import { loud, quiet } from "../loud.js";
import { isBarcode } from "../scanner.js";
import { toast } from "../toasts.js";
import { fill, word } from "../words.js";

const SIMPLE = /^[\w.+/-]+$/; // may stand in a line until the server says whose it is

export class Counting {
  constructor(grid) {
    const { counts, sets } = grid.settings.scans;
    Object.assign(this, { grid, words: grid.words, counts, sets, known: new Map(), place: "", last: null });
    this.turn = Promise.resolve();
  }

  said(text) { return toast(text); }

  // What the scanner typed into a cell is not kept.
  leave(field) {
    const { editor } = this.grid;
    if (editor.open?.field === field) editor.finish();
    else if (editor.open) editor.cancel();
    else field?.blur?.();
  }

  // The label of a lot, scanned where the lot is asked for, is that lot.
  keeps(field, code) {
    const where = this.grid.view.whereIs(field);
    const column = where && this.grid.columns[where.place];
    return Boolean(column) && this.sets.includes(column.key) && column.key !== "place" && column.kind !== "day" && !isBarcode(code);
  }

  scanned(code) {
    const { grid } = this;
    if (grid.locked) return loud(this.words.scan_locked);
    quiet();
    const known = this.known.get(code);
    if (known) return this.take(known);
    // One after the other: a lot's second scan counts the line that its first one made.
    if (this.sets.length || !SIMPLE.test(code) || !grid.settings.canAdd) {
      this.turn = this.turn.then(() => this.ask(code)).then((hit) => hit && this.take(hit));
      return undefined;
    }
    const same = this.lineOf((line) => line.values.item === code);
    if (same) grid.change(grid.placeOf(same), this.counted(same, { unit: "" }) ?? {});
    else this.add({ item: code, [this.counts]: "1" });
    this.settle(code);
    toast(fill(this.words.scanned, { code }));
    return undefined;
  }

  async ask(code) {
    const hit = await this.grid.talk.scanned(code).catch(() => loud(word("offline")));
    if (hit?.code) this.known.set(code, hit);
    return hit ?? null;
  }

  take(hit) {
    if (hit.place) return this.put(hit.place);
    if (hit.line) return this.toLine(hit.line);
    const { grid } = this;
    const sets = { ...hit.sets, ...(this.sets.includes("place") && this.place ? { place: this.place } : {}) };
    const line = this.lineFor(hit, sets);
    const values = { item: hit.code, [this.counts]: String(hit.times), unit: hit.unit, ...sets };
    const more = line && (line.values[this.counts] || !this.sets.length ? this.counted(line, hit, hit.times) : values);
    if (more) grid.change(grid.placeOf(line), { ...more, ...this.summed(line, hit) });
    else if (grid.settings.canAdd) this.add({ ...values, ...hit.adds }, hit);
    else return loud(fill(this.words.not_known, { code: hit.code }));
    this.last = more ? line : grid.lines.all.findLast((one) => one.values.item === hit.code);
    if (more) grid.go(grid.placeOf(line), this.column(this.counts));
    return this.said(fill(this.words.scanned, { code: [hit.code, ...Object.values(sets)].filter(Boolean).join(" · ") }));
  }

  // What a label says of its own goods stands beside what others said: 4.41 + 4.52.
  summed(line, hit) {
    const both = ([name, text]) => [name, [line.values[name], text].filter(Boolean).join(" + ")];
    return Object.fromEntries(Object.entries(hit.adds ?? {}).map(both));
  }

  // The label of a line on paper: its number is typed next. What the page did not show comes at its end.
  toLine(told) {
    const { grid } = this;
    let line = this.lineOf((one) => one.key === told.key);
    if (!line) {
      line = grid.loaded(told);
      grid.lines.all.push(line);
      grid.changed();
    }
    grid.go(grid.placeOf(line), this.column(this.counts));
    return toast(fill(this.words.scanned, { code: [line.cells.place, line.cells.item, line.cells.lot].filter(Boolean).join(" · ") }));
  }

  // The line that has this item in this lot and place, whatever day stands there, a counted one first; else the one of the item where nothing was
  // counted yet. A label that says no lot means the only one there is.
  lineFor(hit, sets) {
    const lines = this.grid.lines.all.filter((line) => line.values.item?.toLowerCase() === hit.code.toLowerCase());
    const says = (line, name) => String(line.values[name] ?? "").toLowerCase();
    const kinds = this.sets.filter((name) => this.grid.columns[this.column(name)].kind !== "day");
    const alike = (line) => kinds.every((name) => (name === "place" && !sets.place) || says(line, name) === String(sets[name] ?? "").toLowerCase());
    const fresh = (line) => !line.values[this.counts] && this.sets.every((name) => !line.values[name]);
    if (!this.sets.length) return lines[0];
    const only = lines.length === 1 && !kinds.some((name) => name in (hit.sets ?? {})) && (!sets.place || says(lines[0], "place") === sets.place.toLowerCase());
    return lines.find((line) => line.values[this.counts] && alike(line)) ?? lines.find(alike) ?? (only ? lines[0] : lines.find(fresh));
  }

  // A bin scanned behind an item is where that lies; scanned first, it is where all that follows lies.
  put(place) {
    const { grid, last } = this;
    if (!this.sets.includes("place")) return loud(fill(this.words.scan_is_place, { code: place }));
    const line = last && grid.lines.all.includes(last) && !last.values.place ? last : null;
    if (line) grid.change(grid.placeOf(line), { place });
    else this.place = place;
    return this.said(line ? fill(this.words.scan_put, { place, code: line.values.item }) : fill(this.words.scan_put_next, { place }));
  }

  add(values, hit = null) {
    const { grid } = this;
    const place = grid.lines.firstBlank();
    grid.change(place, values, hit);
    grid.go(place, this.column(this.counts));
  }

  // The server says what a code is: its line gets the item's own number, or joins the line that has it already.
  async settle(code) {
    const { grid } = this;
    const hit = await this.ask(code);
    if (!hit) return;
    const line = this.lineOf((one) => one.values.item === code);
    if (!line || code === hit.code) return;
    const twin = this.lineOf((one) => one !== line && one.values.item?.toLowerCase() === hit.code.toLowerCase());
    const more = twin && this.counted(twin, hit, Number(line.values[this.counts]) || 1);
    const editing = grid.editor.open?.line === line;
    if (more && !editing) {
      grid.lines.set(grid.placeOf(twin), more);
      grid.lines.remove(grid.placeOf(line));
      grid.at.row = grid.placeOf(twin);
    } else {
      grid.lines.set(grid.placeOf(line), { item: hit.code, unit: line.values.unit || hit.unit });
      grid.learn(line, hit);
    }
    grid.changed();
    if (!editing) grid.focus();
  }

  lineOf(fits) { return this.grid.lines.all.find(fits); }
  column(name) { return this.grid.columns.findIndex((column) => column.key === name); }

  counted(line, hit, times = 1) {
    const more = counted({ ...line, values: { ...line.values, quantity: line.values[this.counts] } }, hit, times);
    if (!more) return null;
    const { quantity, ...unit } = more;
    return { [this.counts]: quantity, ...unit };
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
