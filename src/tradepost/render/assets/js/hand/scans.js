// A scan at the shelf. None is lost: what the network did not carry waits, in its order, through a reload too.
import { Counting } from "../grid/scan.js";
import { newLine } from "../grid/lines.js";
import { loud, quiet, rightTone, wrongTone } from "../loud.js";
import { word } from "../words.js";

const RETRY_AFTER = 4000;

export class HandCounting extends Counting {
  constructor(sheet) {
    super(sheet);
    this.store = `tp-scans:${sheet.settings.draftKey}`;
    try { this.waiting = JSON.parse(localStorage.getItem(this.store)) ?? []; } catch { this.waiting = []; }
    addEventListener("online", () => this.again());
    if (this.waiting.length) this.again();
  }

  // What a hand began in the scan field belongs to it.
  keeps(field, code, stood) { return (field?.name === "scan" && Boolean(stood)) || super.keeps(field, code); }

  // The field has again what stood there before the scan fell into it.
  leave(field) {
    if (field?.dataset?.column) field.dispatchEvent(new Event("input", { bubbles: true }));
    this.grid.focus();
  }

  // The card shows it; a sentence over it would hide it.
  said(text) {
    this.grid.heard = text;
    this.grid.say(text);
    return true;
  }

  scanned(code) {
    if (this.grid.locked) return loud(this.words.scan_locked);
    quiet();
    this.grid.typing("");
    this.turn = this.turn.then(() => (this.waiting.length ? this.later(code) : this.one(code)));
    return undefined;
  }

  async one(code) {
    const hit = this.known.get(code) ?? await this.grid.talk.scanned(code).catch(() => this.later(code));
    if (!hit) return;
    if (hit.code) this.known.set(code, hit);
    this.take(hit);
  }

  // ---- not reached
  later(code) {
    this.waiting.push(code);
    wrongTone();
    this.wait();
  }

  wait() {
    try { localStorage.setItem(this.store, JSON.stringify(this.waiting)); } catch { /* full: the page itself has them */ }
    clearTimeout(this.timer);
    if (!this.waiting.length) return this.grid.bars.hide("scans");
    this.timer = setTimeout(() => this.again(), RETRY_AFTER);
    return this.grid.bars.show("scans", word("hand_waits", { count: this.waiting.length }), [], "warn");
  }

  again() { this.turn = this.turn.then(() => this.catchUp()); }

  async catchUp() {
    while (this.waiting.length) {
      const [code] = this.waiting;
      const hit = await this.grid.talk.scanned(code).catch(() => false);
      if (hit === false) break;
      this.waiting.shift();
      this.wait();
      if (hit) this.take(hit);
    }
    this.wait();
  }

  // ---- reached
  take(hit) {
    const done = super.take(hit);
    if (done) rightTone();
    return done;
  }

  put(place) {
    if (!this.grid.leads) return super.put(place);
    this.grid.toPlace(place);
    return this.said(word("hand_at", { place }));
  }

  // In a bin an item is the line of this lot there; where no lot was scanned, the only one there is.
  lineFor(hit, sets) {
    if (!this.grid.leads) return super.lineFor(hit, sets);
    const same = (one, other) => String(one ?? "").toLowerCase() === String(other ?? "").toLowerCase();
    const here = this.grid.lines.all.filter((line) => same(line.values.item, hit.code) && same(line.values.place, this.grid.place));
    return here.find((line) => same(line.values.lot, sets.lot)) ?? (sets.lot || here.length > 1 ? undefined : here[0]);
  }

  add(values, hit = null) {
    const { grid } = this;
    const here = grid.leads ? { place: grid.place, at: String(Date.now()) } : {};
    grid.lines.remember();
    grid.lines.all.push(newLine({ ...values, ...here }));
    const line = grid.lines.all.at(-1);
    if (hit) {
      grid.learn(line, hit);
      if (hit.tracking) line.cells.tracking = hit.tracking;
    }
    grid.go(grid.placeOf(line));
    grid.changed();
  }
}
