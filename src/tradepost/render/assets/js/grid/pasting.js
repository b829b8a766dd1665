// What was pasted: read by the browser at once, by the server with the next answer; what is not sure waits to be asked.
import { toast } from "../toasts.js";
import { fill } from "../words.js";
import { Asking } from "./asking.js";
import { newLine } from "./lines.js";

export class Pasting {
  constructor(grid) { Object.assign(this, { grid, words: grid.words, blocks: [], passed: [] }); }

  add(text, lines) {
    if (this.grid.settings.reads) this.blocks.push({ text, lines, was: lines.map((line) => line.values) });
  }

  // Where somebody typed in the lines since, the text is not read again: what stands there counts.
  body() {
    const here = new Set(this.grid.lines.all);
    this.blocks = this.blocks.filter(({ lines }) => lines.some((line) => here.has(line)));
    const told = this.blocks.map(({ text, lines, was }) => {
      const same = lines.every((line, at) => here.has(line) && line.values === was[at]);
      return { keys: lines.filter((line) => here.has(line)).map((line) => line.key), ...(same ? { text } : {}) };
    });
    return told.length ? { pasted: told } : {};
  }

  take(told) {
    if (!told) return;
    const { lines } = this.grid;
    this.blocks = [];
    const known = new Map(lines.all.map((line) => [line.key, line]));
    const read = told.lines.map(({ key, ...values }) => Object.assign(known.get(key) ?? newLine({}, key), { values }));
    const old = new Set([...told.keys, ...told.lines.map(({ key }) => key)]);
    const first = Math.max(lines.all.findIndex((line) => old.has(line.key)), 0);
    const kept = lines.all.filter((line) => !old.has(line.key));
    const before = lines.all.slice(0, first).filter((line) => !old.has(line.key)).length;
    // Several blocks may stand apart: where all lines are known, each stays where it is.
    if (read.length !== told.keys.length || read.some((line) => !known.has(line.key))) lines.all = [...kept.slice(0, before), ...read, ...kept.slice(before)];
    lines.pad();
    for (const ask of told.asks) Object.assign(read.find((line) => line.key === ask.key) ?? {}, { asked: ask });
    this.passed = [...this.passed, ...told.passed];
    this.grid.view.draw(lines.all);
    this.grid.mark();
    this.grid.keeper.save();
    this.offer(true);
  }

  // What still stands as it was pasted.
  open() { return this.grid.lines.all.filter((line) => line.asked && line.values.item === line.asked.said); }

  offer(anew = false) {
    const count = this.open().length;
    const go = [[this.words.asks_go, () => this.ask()]];
    if (!count && !this.passed.length) { this.grid.bars.hide("asks"); return; }
    if (!count) { this.grid.bars.show("asks", fill(this.words.passed, { count: this.passed.length }), go); return; }
    const text = count === 1 ? this.words.asks_one : fill(this.words.asks, { count });
    this.grid.bars.show("asks", text, go, "warn");
    if (anew) toast(text); // the bar may be a thousand lines above
  }

  // Whether there was something to ask.
  ask() {
    const lines = this.open();
    if (!(lines.length || this.passed.length) || this.grid.locked) return false;
    new Asking(this.words, lines, this.passed, (taken, left) => this.answered(taken, left)).show();
    return true;
  }

  answered(taken, left) {
    const { grid } = this;
    if (taken.size || left.size) {
      grid.lines.remember();
      for (const [line, fit] of taken) grid.lines.set(grid.placeOf(line), { item: fit.code, called: line.asked.said });
      grid.lines.all = grid.lines.all.filter((line) => !left.has(line));
      grid.lines.pad();
      grid.changed();
    }
    this.passed = [];
    this.offer();
    grid.focus();
  }
}
