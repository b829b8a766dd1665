// The lines of a document at the shelf: one at a time, large, counted by scanning. Kept and sent as the grid does it.
import { Sheet } from "../grid/sheet.js";
import { newLine } from "../grid/lines.js";
import { loud, rightTone } from "../loud.js";
import { takeScans } from "../scanner.js";
import { word } from "../words.js";
import { HandKeeper } from "./keeper.js";
import { HandCounting } from "./scans.js";
import { HandTalk } from "./talk.js";
import { HandView } from "./view.js";

export class HandSheet extends Sheet {
  constructor(root) {
    super(root, { keeper: HandKeeper, talk: HandTalk });
    this.leads = root.dataset.leads === "place"; // one goes from bin to bin, and counts what lies there
    this.counts = this.settings.scans.counts;
    this.editor = { open: null, finish() {}, cancel() {} }; // fields take what is typed at once
    this.at = { row: -1, place: 0 };
    this.place = "";
    this.view = new HandView(this);
    this.scans = new HandCounting(this);
  }

  start() {
    this.load();
    takeScans(this.scans);
    this.listen();
    this.keeper.offer();
    if (this.leads && this.at.row < 0) this.nextPlace();
    this.view.draw();
    if (this.settings.lines.length) this.talk.preview();
    const address = new URL(location.href);
    const first = address.searchParams.get("scan");
    if (!first) return;
    address.searchParams.delete("scan"); // counted once: a reload does not count it again
    history.replaceState(history.state, "", address);
    this.scans.scanned(first);
  }

  listen() {
    const does = {
      "[data-line]": (node) => this.go(this.lines.all.findIndex((line) => line.key === node.dataset.line)),
      "[data-by]": (node) => this.by(Number(node.dataset.by)),
      "[data-all]": () => this.all(),
      "[data-none]": () => this.put({ [this.counts]: "0" }),
      "[data-twin]": () => this.twin(),
      "[data-drop]": () => this.drop(),
      "[data-hand-next]": () => this.nextPlace(),
      "[data-hand-finish]": () => this.finish(true),
      "[data-hand-back]": () => this.finish(false),
      "[data-grid-submit]": () => this.submit(),
    };
    this.root.addEventListener("click", (event) => {
      const [name, work] = Object.entries(does).find(([one]) => event.target.closest(one)) ?? [];
      if (!name) return;
      work(event.target.closest(name));
      if (event.detail) this.focus(); // a thumb pressed it: the next scan’s Enter must not press it again
    });
    this.root.addEventListener("input", ({ target }) => target.dataset.column && this.put({ [target.dataset.column]: target.value.trim() }));
    this.root.addEventListener("keydown", (event) => event.key === "Enter" && event.target.dataset.column && this.entered(event));
    this.root.querySelector("[data-hand-form]").addEventListener("submit", (event) => this.typed(event));
  }

  // What cannot be read by any scanner is typed, and means the same.
  typed(event) {
    event.preventDefault();
    const code = event.target.elements.scan.value.trim();
    this.typing("");
    if (code) this.scans.scanned(code);
    else loud(word("hand_nothing"));
  }

  get line() { return this.lines.all[this.at.row]; }
  isCounted(line) { return String(line.values[this.counts] ?? "") !== ""; }
  open() { return this.lines.all.filter((line) => !this.isCounted(line)); }

  // ---- one line
  put(changes) { if (this.line) this.change(this.at.row, changes); }

  // Of a count each number has its moment; an item that stays is not asked for anew.
  change(place, changes, known = null) {
    const { item, ...more } = changes;
    const same = item === this.lines.all[place].values.item;
    const when = this.leads && this.counts in changes ? { at: String(Date.now()) } : {};
    super.change(place, { ...(same ? more : changes), ...when }, known);
  }

  by(more) {
    const now = Number(this.line?.values[this.counts] || 0);
    if (Number.isFinite(now)) this.put({ [this.counts]: String(Math.max(now + more, 0)) });
  }

  // All that is to come, or expected, lies there.
  all() {
    const { all, all_unit: unit } = this.line.cells;
    this.put({ [this.counts]: all, ...(unit ? { unit } : {}) });
    rightTone();
  }

  // Another lot of the same, or some of it in another place.
  twin() {
    const { values, cells, hints, units } = this.line;
    const made = Object.assign(newLine({ item: values.item }), { cells: { ...cells }, hints: { ...hints }, units });
    this.lines.remember();
    this.lines.all.splice(this.at.row + 1, 0, made);
    this.go(this.at.row + 1);
    this.changed();
  }

  drop() {
    this.lines.remember();
    this.lines.remove(this.at.row);
    this.at.row = -1;
    this.changed();
  }

  // Enter after a number goes on: in a bin to what is still to be counted there.
  entered(event) {
    event.preventDefault();
    event.target.blur();
    const next = this.leads && this.lines.all.findIndex((line) => line.values.place === this.place && !this.isCounted(line));
    if (this.leads && next >= 0) this.go(next);
    this.focus();
  }

  // ---- where one is
  go(row) {
    this.at.row = row;
    if (this.leads && this.line) this.place = this.line.values.place ?? "";
    this.finish(false);
    this.view.draw();
    scrollTo(0, 0);
  }

  toPlace(code) {
    const here = this.lines.all.filter((line) => line.values.place?.toLowerCase() === code.toLowerCase());
    const line = here.find((one) => !this.isCounted(one)) ?? here[0];
    this.go(line ? this.placeOf(line) : -1);
    this.place = line?.values.place ?? code;
    this.view.draw();
  }

  // The next bin of the walk in which something is still to be counted; then round again.
  nextPlace() {
    const places = [...new Set(this.lines.all.map((line) => line.values.place))];
    const open = new Set(this.open().map((line) => line.values.place));
    const here = places.indexOf(this.place);
    const walk = [...places.slice(here + 1), ...places.slice(0, here + 1)];
    const next = walk.find((place) => open.has(place));
    if (next) this.toPlace(next);
    else this.finish(true);
  }

  // The end: all is looked over once more, then sent.
  finish(ending) {
    this.root.dataset.step = ending ? "end" : "count";
    if (ending) scrollTo(0, 0);
  }

  toFault() {
    const row = this.lines.all.findIndex((line) => Object.values(line.errors).some(Boolean));
    if (row >= 0) this.go(row);
    else this.at.row = -1;
  }

  // ---- small things
  get field() { return this.root.querySelector("[data-hand-scan]"); }
  focus() { this.field.focus({ preventScroll: true }); }
  typing(text) { this.field.value = text; }
  say(text) { if (text !== this.words.computing) super.say(text); }

  changed() {
    this.view.draw();
    this.keeper.save();
    this.talk.soon();
  }
}
