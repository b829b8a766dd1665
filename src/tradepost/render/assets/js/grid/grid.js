// The keyboard grid: a spreadsheet for the lines of a document.
import { takeScans } from "../scanner.js";
import { toast } from "../toasts.js";
import { fill } from "../words.js";
import { Choice } from "./choice.js";
import { Editor } from "./editor.js";
import { onKey, onPaste, onCopy } from "./keys.js";
import { isBlank } from "./lines.js";
import { Counting } from "./scan.js";
import { Pasting } from "./pasting.js";
import { Sheet } from "./sheet.js";
import { Suggesting } from "./suggesting.js";
import { View } from "./view.js";

export class OrderGrid extends Sheet {
  constructor(root) {
    super(root);
    this.view = new View(root.querySelector("[data-grid-body]"), this.settings);
    this.editor = new Editor(this);
    this.choice = new Choice();
    this.pasting = new Pasting(this);
    this.suggesting = new Suggesting(this);
    this.at = { row: 0, place: this.begin() };
  }

  start() {
    this.load();
    this.view.draw(this.lines.all);
    this.mark();
    this.listen();
    this.keeper.offer();
    if (this.settings.lines.length) {
      this.talk.preview();
      this.focus();
    } else {
      this.say(this.settings.canAdd ? this.words.empty : "");
      this.head.begin();
    }
    if (this.settings.suggests) this.suggesting.ask();
  }

  // Lines that are there wait for what is still to be said of them (what was counted), an empty grid for an item.
  begin() {
    const [first] = this.settings.lines;
    const open = this.columns.findIndex((column) => column.editable && column.required && first && !first[column.key]);
    return Math.max(open, this.columns.findIndex((column) => column.editable));
  }

  listen() {
    const body = this.view.body;
    body.addEventListener("keydown", (event) => onKey(this, event));
    body.addEventListener("paste", (event) => onPaste(this, event));
    for (const kind of ["copy", "cut"]) body.addEventListener(kind, (event) => onCopy(this, event));
    body.addEventListener("mousedown", (event) => event.shiftKey && !event.target.closest(".is-editing") && event.preventDefault());
    body.addEventListener("click", (event) => this.click(event));
    body.addEventListener("dblclick", (event) => this.view.whereIs(event.target)?.place != null && this.edit());
    this.button?.addEventListener("click", () => this.submit());
    if (this.settings.scans) takeScans(new Counting(this));
  }

  click(event) {
    if (event.target.closest("[data-why]")) return;
    const where = this.view.whereIs(event.target);
    if (!where || event.target.closest(".is-editing")) return;
    const row = this.lines.all.findIndex((line) => line.key === where.key);
    const like = event.target.closest("[data-like]");
    const fix = event.target.closest("[data-fix]");
    if (like) this.mend(row, like.dataset.like);
    else if (fix) this.fix(row, Number(fix.dataset.fix));
    else if (event.target.closest("[data-remove]")) this.remove(row);
    else if (event.target.closest(".tp-grid-number")) this.chooseLine(row, event.shiftKey);
    else if (where.place !== null) this.clickCell(row, where.place, event.shiftKey);
  }

  clickCell(row, place, extend) {
    const again = this.at.row === row && this.at.place === place;
    this.go(row, place, extend);
    if (!extend && (again || matchMedia("(pointer: coarse)").matches)) this.edit();
  }

  // ---- where we are
  get line() { return this.lines.all[this.at.row]; }
  get column() { return this.columns[this.at.place]; }
  block() { return this.choice.block(this.at, this.columns.length - 1); }

  mark() {
    this.at.row = Math.min(this.at.row, this.lines.all.length - 1);
    this.active?.setAttribute("tabindex", "-1");
    this.view.pin(this.line, this.at.row);
    this.active = this.view.cell(this.line, this.at.place);
    this.active?.setAttribute("tabindex", "0");
    this.view.choose(this.choice.some ? this.block() : null);
  }

  focus() {
    this.mark();
    this.active?.focus({ preventScroll: true });
    this.active?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  go(row, place, extend = false) {
    this.editor.finish();
    if (extend) this.choice.begin(this.at);
    else this.choice.clear();
    this.at = { row: Math.min(Math.max(row, 0), this.lines.all.length - 1), place: Math.min(Math.max(place, 0), this.columns.length - 1) };
    this.focus();
  }

  step(down, across, extend) { this.go(this.at.row + down, this.at.place + across, extend); }

  // The next cell to type in. Enter after the item goes to the quantity, after anything else to the next line: to the
  // same column where something stands already, to the item where nothing does.
  next(direction, entering = false) {
    const editable = this.columns.map((column, place) => (column.editable ? place : -1)).filter((place) => place >= 0);
    const here = editable.indexOf(this.at.place);
    const below = this.lines.all[this.at.row + 1];
    if (entering && this.column.kind !== "item") return this.go(this.at.row + 1, !below || isBlank(below) ? editable[0] : this.at.place);
    const there = here + direction;
    if (there >= editable.length) this.go(this.at.row + 1, editable[0]);
    else if (there < 0) this.go(this.at.row - 1, editable.at(-1));
    else this.go(this.at.row, editable[there]);
    return undefined;
  }

  // The next line that needs a look, round and round.
  toFault() {
    const all = this.lines.all;
    for (let step = 1; step <= all.length; step += 1) {
      const row = (this.at.row + step) % all.length;
      const name = Object.keys(all[row].errors).find((key) => all[row].errors[key]);
      if (name) return this.go(row, Math.max(this.columns.findIndex((column) => column.key === name), 0));
    }
    return undefined;
  }

  chooseAll() {
    this.go(Math.max(this.lines.firstBlank() - 1, 0), this.at.place);
    this.choice.lines(0);
    this.mark();
  }

  chooseLine(row = this.at.row, extend = false) {
    const top = extend ? this.choice.from?.row ?? this.at.row : this.choice.whole && row === this.at.row ? this.choice.from.row : row;
    this.go(row, this.at.place);
    this.choice.lines(top);
    this.mark();
  }

  edit(start = null) {
    if (!this.column.editable || this.locked) return;
    this.choice.clear();
    this.mark();
    this.editor.begin(this.active, this.column, this.line, start);
  }

  // ---- changes
  changeMany(changes) {
    if (this.locked) return;
    this.lines.remember();
    for (const [place, values] of changes) this.lines.set(place, values);
    this.changed();
  }

  mend(row, code) {
    this.change(row, { item: code });
    this.go(row, this.columns.findIndex((column) => column.key === "item"));
  }

  // What was proposed for a line, the first or the one at a place; it may change other cells as well, or be lines.
  fix(row = this.at.row, place = 0) {
    const found = this.lines.all[row].fixes[place];
    if (!found || this.locked) return;
    if (found.lines) this.divide(row, found.lines);
    else this.change(row, { [found.cell]: found.value, ...found.others });
    this.go(row, Math.max(this.columns.findIndex((column) => column.key === found.cell), 0));
  }

  // A line becomes several: the parts of a kit.
  divide(row, lines) {
    if (!this.settings.canAdd) return;
    this.lines.remember();
    lines.slice(1).forEach(() => this.lines.open(row + 1));
    lines.forEach((values, offset) => this.lines.set(row + offset, values));
    this.changed();
  }

  fixAll() {
    const changes = this.lines.all.flatMap((line, place) => {
      const sure = line.fixes.filter((one) => one.sure);
      return sure.length ? [[place, Object.fromEntries(sure.map((one) => [one.cell, one.value]))]] : [];
    });
    if (!changes.length) return;
    this.changeMany(changes);
    this.say(fill(this.words.fixed, { count: changes.length }));
  }

  // The chosen lines, or one, or the line one stands in.
  remove(row = null) {
    const { top, bottom } = row === null ? this.block() : { top: row, bottom: row };
    if (!this.settings.canAdd || this.locked || this.lines.all.slice(top, bottom + 1).every(isBlank)) return;
    this.lines.remember();
    this.lines.remove(top, bottom);
    this.changed();
    this.go(top, this.at.place);
    this.say(top === bottom ? this.words.deleted : fill(this.words.deleted_many, { count: bottom - top + 1 }));
  }

  insert() {
    if (!this.settings.canAdd || this.locked || isBlank(this.line)) return;
    this.lines.remember();
    this.lines.open(this.block().top);
    this.changed();
    this.go(this.block().top, this.columns.findIndex((column) => column.editable));
  }

  lift(down) {
    if (!this.settings.canAdd || this.locked) return;
    const { top, bottom } = this.block();
    const shift = down ? 1 : -1;
    this.lines.remember();
    if (!this.lines.move(top, bottom, down)) { this.lines.past.pop(); return; }
    this.at.row += shift;
    if (this.choice.some) this.choice.from.row += shift;
    this.changed();
    this.focus();
  }

  paste(lines, listed, passed = 0, text = "") {
    if (this.locked) return;
    this.lines.remember();
    let row = this.at.row;
    if (listed && this.settings.canAdd) {
      row = this.lines.insert(row, lines);
      this.pasting.add(text, this.lines.all.slice(row - lines.length, row));
    }
    else this.lines.put(row, lines, this.settings.canAdd);
    this.changed();
    this.go(row, this.at.place);
    if (lines.length > 1) toast(fill(passed ? this.words.pasted_some : this.words.pasted, { count: lines.length, passed }));
  }

  undo(forward = false) {
    this.editor.finish();
    const head = this.lines.head;
    if (this.locked || (forward ? !this.lines.redo() : !this.lines.undo())) return;
    if (this.lines.head !== head) this.head.restore(this.lines.head);
    this.changed();
    this.go(this.at.row, this.at.place);
    this.say(forward ? this.words.redone : this.words.undone);
  }

  changed() {
    this.view.draw(this.lines.all);
    this.mark();
    this.keeper.save();
    this.talk.soon();
  }

  // ---- small things
  redraw(line) {
    const place = this.placeOf(line);
    if (place >= 0) this.view.update(line, place);
  }

  forgetShown(cell) { this.view.forget(cell); }
}
