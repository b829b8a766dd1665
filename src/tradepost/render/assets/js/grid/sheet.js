// Lines that are typed, kept, computed and sent: what a grid of cells at the desk and the cards of a handheld share.
import { Bars } from "./bars.js";
import { Head } from "./head.js";
import { Keeper } from "./keeper.js";
import { Lines, newLine } from "./lines.js";
import { Talk } from "./talk.js";

export class Sheet {
  constructor(root, { keeper = Keeper, talk = Talk } = {}) {
    this.root = root;
    this.settings = JSON.parse(root.querySelector("#tp-grid-settings").textContent);
    this.words = this.settings.words;
    this.columns = this.settings.columns;
    this.lines = new Lines(this.settings.blankRows);
    this.bars = new Bars(this.part("bars"));
    this.head = new Head(document.getElementById(this.settings.headForm), {
      changed: () => this.headChanged(), leave: () => this.focus(), send: () => this.submit(),
    });
    this.keeper = new keeper(this);
    this.talk = new talk(this);
    this.button = this.part("submit");
  }

  load() {
    this.lines.all = this.settings.lines.map((line) => this.loaded(line));
    this.lines.head = this.head.keep();
    this.lines.pad();
  }

  loaded(line) {
    const { key, cells, hints, units, ...values } = line;
    return Object.assign(newLine(values, key), { cells: cells ?? {}, hints: hints ?? {}, units: units ?? [] });
  }

  get locked() { return this.talk.sending || this.keeper.elsewhere; }
  placeOf(line) { return this.lines.all.indexOf(line); }

  change(place, changes, known = null) {
    if (this.locked) return;
    this.lines.remember();
    this.lines.set(place, changes);
    if (known) this.learn(this.lines.all[place], known);
    this.changed();
  }

  learn(line, known) {
    line.cells = { ...line.cells, name: known.name };
    line.units = known.units ?? [];
    line.hints = { ...line.hints, unit: known.unit };
  }

  headChanged() {
    const head = this.head.keep();
    if (JSON.stringify(head) === JSON.stringify(this.lines.head)) return;
    this.lines.remember();
    this.lines.head = head;
    this.changed();
  }

  lookupContext() {
    const { customer, supplier } = this.head.read();
    return { ...(customer ? { customer } : {}), ...(supplier ? { supplier } : {}) };
  }

  submit() { return this.talk.submit(); }
  part(name) { return this.root.querySelector(`[data-grid-${name}]`); }
  say(text) { this.part("status").textContent = text; }
}
