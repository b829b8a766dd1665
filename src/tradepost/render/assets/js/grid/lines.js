// The lines, and their past. Values of a line are never changed in place, so a snapshot is a list of references.

const LIMIT = 200;
let minted = 0;

export function newLine(values = {}, key = null) {
  minted += 1;
  return { key: key ?? `n${Date.now().toString(36)}-${minted}`, values: { ...values }, cells: {}, hints: {}, errors: {}, warnings: {}, why: {}, units: [] };
}

export function isBlank(line) {
  return !Object.values(line.values).some((value) => String(value).trim());
}

export class Lines {
  constructor(blankRows) {
    this.blankRows = blankRows;
    this.all = [];
    this.past = [];
    this.future = [];
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

  #snapshot() { return this.all.map((line) => [line, line.values]); }

  #restore(snapshot) {
    this.all = snapshot.map(([line, values]) => { line.values = values; return line; });
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
    line.values = { ...line.values, ...changes };
    for (const name of Object.keys(changes)) delete line.errors[name];
    if ("item" in changes) Object.assign(line, { cells: {}, hints: {}, warnings: {}, errors: {}, why: {}, units: [] });
    this.pad();
  }

  remove(place) {
    this.all.splice(place, 1);
    this.pad();
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
