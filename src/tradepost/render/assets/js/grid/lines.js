// The lines, and their past. Values of a line are never changed in place, so a snapshot is a list of references.

const LIMIT = 200;
let minted = 0;

export function newLine(values = {}, key = null) {
  minted += 1;
  return { key: key ?? `n${Date.now().toString(36)}-${minted}`, values: { ...values }, cells: {}, hints: {}, errors: {}, warnings: {}, why: {}, units: [], likes: [], fixes: [] };
}

export function isBlank(line) {
  return !Object.values(line.values).some((value) => String(value).trim());
}

const UNTOLD = () => ({ cells: {}, hints: {}, warnings: {}, errors: {}, why: {}, units: [], likes: [], fixes: [] });

export class Lines {
  constructor(blankRows) {
    this.blankRows = blankRows;
    this.all = [];
    this.past = [];
    this.future = [];
    this.head = {}; // what stood in the fields over the lines, so that undo brings it back too
    this.pad();
  }

  // The last lines are always blank, so there is a place to type.
  pad() {
    if (!this.blankRows) return;
    let blanks = 0;
    while (blanks < this.all.length && isBlank(this.all[this.all.length - 1 - blanks])) blanks += 1;
    const wanted = this.all.length > blanks ? 1 : this.blankRows;
    while (blanks < wanted) { this.all.push(newLine()); blanks += 1; }
  }

  filled() { return this.all.filter((line) => !isBlank(line)); }

  firstBlank() {
    let place = this.all.length;
    while (place > 0 && isBlank(this.all[place - 1])) place -= 1;
    return place;
  }

  #snapshot() { return { head: this.head, rows: this.all.map((line) => [line, line.values]) }; }

  #restore(snapshot) {
    this.head = snapshot.head;
    this.all = snapshot.rows.map(([line, values]) => { line.values = values; return line; });
    this.pad();
  }

  remember() {
    this.past.push(this.#snapshot());
    if (this.past.length > LIMIT) this.past.shift();
    this.future = [];
  }

  undo() { return this.#step(this.past, this.future); }

  redo() { return this.#step(this.future, this.past); }

  #step(from, to) {
    const snapshot = from.pop();
    if (!snapshot) return false;
    to.push(this.#snapshot());
    this.#restore(snapshot);
    return true;
  }

  set(place, changes) {
    const line = this.all[place];
    // What a person chose for a pasted code is what the customer calls it; another item without one is called nothing.
    const called = "item" in changes && !("called" in changes) && (line.asked || line.values.called) ? { called: changes.item ? line.asked?.said ?? "" : "" } : {};
    // Another item is not what was agreed of this one.
    const agreed = "item" in changes && changes.item !== line.values.item && line.values.blanket ? { blanket: "" } : {};
    line.values = { ...line.values, ...changes, ...called, ...agreed };
    line.errors = Object.fromEntries(Object.entries(line.errors).filter(([name]) => !(name in changes)));
    line.fixes = line.fixes.filter((fix) => !(fix.cell in changes));
    if (line.clash) line.clash = Object.fromEntries(Object.entries(line.clash).filter(([name]) => !(name in changes)));
    if ("item" in changes) Object.assign(line, UNTOLD());
    this.pad();
  }

  remove(top, bottom = top) {
    this.all.splice(top, bottom - top + 1);
    this.pad();
  }

  open(place) { this.all.splice(place, 0, newLine()); }

  // Lines from `top` to `bottom` one up or down; false at the edge of what is filled.
  move(top, bottom, down) {
    const last = this.firstBlank() - 1;
    if (bottom > last || (down ? bottom >= last : top <= 0)) return false;
    const moved = this.all.splice(top, bottom - top + 1);
    this.all.splice(top + (down ? 1 : -1), 0, ...moved);
    return true;
  }

  // Pasted lines overwrite from here down, and push nothing aside but blanks.
  put(place, pasted, canAdd) {
    pasted.forEach((changes, offset) => {
      const at = place + offset;
      if (at >= this.all.length) {
        if (!canAdd) return;
        this.all.push(newLine());
      }
      this.set(at, changes);
    });
    this.pad();
  }

  // A pasted list of items goes before the blank lines, never over lines that are there.
  insert(place, pasted) {
    const free = isBlank(this.all[place]) ? place : place + 1;
    const made = pasted.map((values) => newLine(values));
    const blanks = this.all.slice(free).findIndex((line) => !isBlank(line));
    this.all.splice(free, blanks < 0 ? this.all.length - free : blanks, ...made);
    this.pad();
    return free + made.length;
  }
}
