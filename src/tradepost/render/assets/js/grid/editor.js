// Editing one cell: an input where the text stood, with the look-up under the item.
import { LookUpList } from "../lookup.js";
import { element } from "../words.js";
import { dayOf } from "./day.js";

const touched = () => matchMedia("(pointer: coarse)").matches;

export class Editor {
  constructor(grid) {
    this.grid = grid;
    this.open = null;
  }

  begin(cell, column, line, start = null) {
    this.finish();
    const value = String(line.values[column.key] ?? "");
    const field = column.kind === "unit" && line.units.length ? this.#units(line, value, start) : this.#input(column, start ?? value);
    field.className = `tp-grid-field${column.kind === "figure" ? " tp-figure" : ""}`;
    field.setAttribute("aria-label", column.label);
    if (column.kind === "text" || column.kind === "item") field.dir = "auto";
    cell.classList.add("is-editing");
    cell.replaceChildren(field);
    this.open = { cell, column, line, field, list: null };
    if (column.kind === "item" && this.grid.settings.lookupUrl) this.#lookup(cell, field);
    field.focus();
    if (start === null) field.select?.();
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("blur", () => this.open?.field === field && this.finish());
    if (start !== null) this.open.list?.ask(field.value);
    else this.#propose(line, column, value);
  }

  // Unasked: what a mistyped code may have meant; in an empty cell what this customer bought last.
  #propose(line, column, value) {
    const { list } = this.open;
    if (!list) return;
    if (line.likes.length && line.errors[column.key]) list.draw(line.likes);
    else if (!value && this.grid.settings.remembers) this.#recall(list);
  }

  async #recall(list) {
    const hits = await list.find("").catch(() => null);
    if (hits?.length && this.open?.list === list && !list.input.value) list.draw(hits);
  }

  #input(column, value) {
    return element("input", { type: column.kind === "day" && touched() ? "date" : "text", value, autocomplete: "off", spellcheck: false, inputMode: column.kind === "figure" ? "decimal" : "text", enterKeyHint: "next" });
  }

  #units(line, value, start) {
    const present = value || line.hints.unit || line.units[0];
    const chosen = start ? line.units.find((unit) => unit.toLowerCase().startsWith(start.toLowerCase())) ?? present : present;
    return element("select", {}, ...line.units.map((unit) => element("option", { value: unit, textContent: unit, selected: unit === chosen })));
  }

  #lookup(cell, field) {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "false");
    const list = new LookUpList(field, cell, {
      url: this.grid.settings.lookupUrl,
      query: (text) => ({ q: text, ...this.grid.lookupContext() }),
      choose: (hit) => this.#took(hit),
    });
    this.open.list = list;
    field.addEventListener("input", () => list.ask(field.value));
  }

  #took(hit) {
    const { line } = this.open;
    this.#close();
    this.#put(line, hit);
    this.grid.next(1);
  }

  #put(line, hit) {
    this.grid.change(this.grid.placeOf(line), { item: hit.code, unit: line.values.unit ?? "" }, { name: hit.name, units: hit.units ?? [], unit: hit.unit });
  }

  // Typed on over a list that still answers fewer letters, then Enter: the typist goes on at once, and the best
  // answer to all letters is taken when it comes, unless the item was typed anew meanwhile.
  async #takeLater({ line, list, field }) {
    const text = field.value.trim();
    const hits = await list.find(text).catch(() => null);
    if (hits?.length && line.values.item === text && this.grid.placeOf(line) >= 0) this.#put(line, hits[0]);
  }

  #key(event) {
    const { list, field } = this.open;
    if (event.isComposing) return;
    if ((event.key === "Enter" || event.key === "Tab") && list?.lags) {
      if (list.open) this.#takeLater(this.open);
      list.close();
    }
    if (event.key === "Tab" && list?.open && list.hits.length) {
      event.preventDefault();
      event.stopPropagation(); // taking the hit goes on to the quantity; the grid must not go on once more
      list.take();
      return;
    }
    if (list?.key(event)) return;
    const moves = { Enter: () => this.grid.next(1, true), Tab: () => this.grid.next(event.shiftKey ? -1 : 1) };
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if (field.matches("select")) return;
      moves[event.key] = () => this.grid.step(event.key === "ArrowUp" ? -1 : 1, 0);
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.cancel();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.finish();
      this.grid.submit();
    } else if (moves[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      this.finish();
      moves[event.key]();
    }
  }

  // Takes what was typed.
  finish() {
    if (!this.open) return;
    const { column, line, field } = this.open;
    const value = column.kind === "day" ? dayOf(field.value) : field.value.trim();
    const before = String(line.values[column.key] ?? "");
    this.#close();
    if (value !== before) this.grid.change(this.grid.placeOf(line), { [column.key]: value });
    else this.grid.redraw(line);
  }

  cancel() {
    const { line } = this.open;
    this.#close();
    this.grid.redraw(line);
    this.grid.focus();
  }

  #close() {
    const { cell, list } = this.open;
    this.open = null;
    list?.close();
    cell.classList.remove("is-editing");
    cell.replaceChildren();
    this.grid.forgetShown(cell);
  }
}
