// The grid's face: one row of cells per line that is seen, drawn once and then only touched where something changed.
import { element, fill } from "../words.js";
import { shownDay } from "./day.js";
import { isBlank } from "./lines.js";
import { Window } from "./window.js";

const FIGURES = new Set(["figure", "shown_figure"]);

export class View {
  constructor(body, settings) {
    Object.assign(this, { body, columns: settings.columns, words: settings.words, canAdd: settings.canAdd });
    this.rows = new Map();
    const widths = this.columns.map((column) => (column.grow ? `minmax(${column.width * 8}px, 1fr)` : `${column.width * 8}px`));
    body.style.setProperty("--cols", `40px ${widths.join(" ")}${this.canAdd ? " 36px" : ""}`);
    body.setAttribute("role", "grid");
    body.setAttribute("aria-label", settings.label);
    body.setAttribute("aria-multiselectable", "true");
    body.setAttribute("aria-colcount", this.columns.length + 1);
    this.head = element("div", { className: "tp-grid-row tp-grid-heading", role: "row" },
      element("span", { role: "columnheader", className: "tp-grid-number", textContent: "#", "aria-label": this.words.line }),
      ...this.columns.map((column) => element("span", { role: "columnheader", className: this.css(column), textContent: column.label, title: column.help || null })),
      this.canAdd ? element("span", { role: "columnheader" }, element("span", { className: "visually-hidden", textContent: this.words.delete })) : null);
    body.replaceChildren(this.head);
    this.window = new Window(body, this.rows, () => this.draw(this.lines));
  }

  css(column) {
    return `tp-grid-cell is-${column.kind}${FIGURES.has(column.kind) ? " tp-end" : ""}${column.narrow ? "" : " is-wide-only"}${column.grow ? " is-grow" : ""}`;
  }

  draw(lines) {
    this.lines = lines;
    const shown = new Set();
    const nodes = this.window.nodes(lines, this.pinned, (line, at) => {
      shown.add(line.key);
      const row = this.rows.get(line.key) ?? this.make(line);
      this.update(line, at);
      return row.node;
    });
    for (const [key, row] of this.rows) if (!shown.has(key)) { row.node.remove(); this.rows.delete(key); }
    this.#place(nodes);
    if (this.count !== lines.length) this.body.setAttribute("aria-rowcount", (this.count = lines.length) + 1);
    this.choose(this.block);
    this.window.look();
  }

  // Only what stands in another place is moved: a moved field would lose the cursor.
  #place(nodes) {
    const wanted = new Set(nodes);
    for (const old of [...this.body.children]) if (old !== this.head && !wanted.has(old)) old.remove();
    let before = this.head;
    for (const node of nodes) {
      if (before.nextSibling !== node) before.after(node);
      before = node;
    }
  }

  // The line one stands in is always in the page, wherever one looks.
  pin(line, at) {
    const same = this.pinned === line && this.rows.has(line.key);
    this.pinned = line;
    if (this.window.reveal(at) || !same) if (!this.rows.has(line.key)) this.draw(this.lines);
  }

  make(line) {
    const number = element("span", { role: "rowheader", className: "tp-grid-number" });
    const cells = this.columns.map((column, at) => element("span", {
      role: "gridcell", className: this.css(column), tabIndex: -1, "data-at": String(at), "data-label": column.label, "aria-readonly": column.editable ? null : "true",
    }));
    const remove = this.canAdd ? element("span", { role: "gridcell", className: "tp-grid-delete" }, element("button", { type: "button", tabIndex: -1, "data-remove": true, "aria-label": this.words.delete, title: this.words.delete, textContent: "×" })) : null;
    const node = element("div", { className: "tp-grid-row", role: "row", "data-key": line.key }, number, ...cells, remove);
    const row = { node, number, cells, shown: [], message: null };
    this.rows.set(line.key, row);
    return row;
  }

  update(line, at) {
    const row = this.rows.get(line.key);
    if (!row) return;
    if (row.at !== at) {
      row.at = at;
      row.number.textContent = at + 1;
      row.node.setAttribute("aria-rowindex", at + 2);
    }
    // Whatever a line is told is a new object: the same ones mean that nothing changed.
    const told = [line.values, line.cells, line.hints, line.errors, line.warnings, line.why, line.likes, line.fixes];
    if (row.told?.every((part, place) => part === told[place])) return;
    row.told = told;
    row.node.classList.toggle("is-blank", this.canAdd && isBlank(line));
    this.columns.forEach((column, place) => this.updateCell(row, line, column, place));
    this.updateMessage(row, line);
  }

  updateCell(row, line, column, place) {
    const cell = row.cells[place];
    if (cell.classList.contains("is-editing")) return;
    const typed = column.editable ? String(line.values[column.key] ?? "") : "";
    const shown = column.kind === "day" ? shownDay : (value) => value;
    const text = shown(typed || line.cells[column.key] || "");
    const hint = text ? "" : shown(line.hints[column.key] ?? "");
    const tone = line.errors[column.key] ? "bad" : line.warnings[column.key] ? "warn" : "";
    const why = line.why[column.key] ?? "";
    const name = column.kind === "item" ? line.cells.name ?? "" : "";
    const state = `${text}\u0001${hint}\u0001${tone}\u0001${why}\u0001${name}`;
    if (row.shown[place] === state) return;
    row.shown[place] = state;
    cell.replaceChildren(element("span", { dir: "auto", className: hint ? "tp-grid-hint" : "tp-grid-text", textContent: text || hint }));
    if (name && !this.columns.some((other) => other.key === "name")) cell.append(element("span", { className: "tp-grid-name", dir: "auto", textContent: name }));
    if (why) cell.append(element("button", { type: "button", tabIndex: -1, className: "tp-why", "data-why": why, textContent: "?", "aria-label": `${column.label}?` }));
    if (tone) cell.dataset.tone = tone; else delete cell.dataset.tone;
    if (tone === "bad") cell.setAttribute("aria-invalid", "true"); else cell.removeAttribute("aria-invalid");
  }

  updateMessage(row, line) {
    const sentences = [...Object.values(line.errors), ...Object.values(line.warnings)].filter(Boolean);
    const text = sentences.join(" ");
    if (!text) { row.message?.remove(); row.message = null; return; }
    if (!row.message) {
      row.message = element("span", { role: "gridcell", className: "tp-grid-message", "aria-colspan": String(this.columns.length) });
      row.node.append(row.message);
    }
    row.message.replaceChildren(element("span", { dir: "auto", textContent: text }), ...line.likes.map((like) => this.likeness(like)), ...line.fixes.map((fix, place) => this.proposal(fix, place)));
    row.message.dataset.tone = Object.values(line.errors).some(Boolean) ? "bad" : "warn";
  }

  likeness({ code, name }) {
    return element("button", { type: "button", tabIndex: -1, className: "tp-grid-like", "data-like": code }, element("span", { className: "tp-code", textContent: code }), element("bdi", { textContent: name }));
  }

  proposal({ cell, value, label }, place) {
    const column = this.columns.find((one) => one.key === cell);
    const shown = column?.kind === "day" ? shownDay(value) : value;
    const text = label ?? fill(this.words.fix, { value: `${column?.label ?? ""} ${shown}`.trim() });
    return element("button", { type: "button", tabIndex: -1, className: "tp-grid-like", "data-fix": String(place), dir: "auto", textContent: text });
  }

  // The chosen block, painted on the rows that are in the page.
  choose(block) {
    if (!block && !this.block) return;
    this.block = block;
    for (const row of this.rows.values()) {
      const inside = Boolean(block) && row.at >= block.top && row.at <= block.bottom;
      if (!inside && !row.chosen) continue;
      row.chosen = inside;
      row.cells.forEach((cell, place) => {
        const chosen = inside && place >= block.left && place <= block.right;
        cell.classList.toggle("is-chosen", chosen);
        cell.setAttribute("aria-selected", String(chosen));
      });
    }
  }

  // The cell was an input for a while: draw it anew.
  forget(cell) {
    const row = this.rows.get(this.whereIs(cell)?.key);
    if (!row) return;
    row.shown[Number(cell.dataset.at)] = row.told = null;
  }

  cell(line, place) { return this.rows.get(line.key)?.cells[place]; }

  // Where a node stands: the line's key and the column's place.
  whereIs(node) {
    const cell = node.closest?.("[role=gridcell][data-at]");
    const row = node.closest?.("[data-key]");
    return row ? { key: row.dataset.key, place: cell ? Number(cell.dataset.at) : null } : null;
  }

  why({ label, why }) {
    return element("button", { type: "button", className: "tp-why", "data-why": why, textContent: "?", "aria-label": `${label}?` });
  }

  totals(box, totals) {
    box.replaceChildren(...totals.map((total) => element("div", { className: total.strong ? "is-strong" : "" },
      element("dt", { textContent: total.label }, total.why ? this.why(total) : null), element("dd", { className: "tp-num", textContent: total.text }))));
  }

  counted(count) {
    return count === 1 ? this.words.lines_one : fill(this.words.lines, { count });
  }
}
