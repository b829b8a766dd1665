// One line as a card with large fields, the others as a list under it. Drawn anew, but for the field one types in.
import { element, fill, word } from "../words.js";

const WIDE = new Set(["text", "day"]);

export class HandView {
  constructor(sheet) {
    Object.assign(this, { sheet, words: sheet.words, fields: new Map() });
    this.card = sheet.root.querySelector("[data-hand-card]");
    this.list = sheet.root.querySelector("[data-hand-lines]");
    this.progress = sheet.root.querySelector("[data-hand-progress]");
    this.wrong = (sheet.root.dataset.wrong ?? "").split(" ");
    const typed = sheet.columns.filter((column) => column.editable && !["item", "unit"].includes(column.kind));
    this.columns = typed.filter((column) => column.key !== sheet.counts && !(sheet.leads && column.key === "place"));
  }

  draw() {
    const { line } = this.sheet;
    const shape = JSON.stringify([line?.key, line?.units, line?.cells.tracking, this.sheet.place]);
    if (shape !== this.shape) this.build(line);
    this.shape = shape;
    this.refresh(line);
    this.drawList();
  }

  // After an answer each line is told; the page is drawn once.
  update() {
    if (this.stale) return;
    this.stale = true;
    queueMicrotask(() => { this.stale = false; this.draw(); });
  }

  // ---- the card
  build(line) {
    this.fields.clear();
    this.wrongs = null;
    const { leads, place } = this.sheet;
    const where = leads && place ? [element("p", { className: "tp-note", textContent: word("hand_place") }), element("p", { className: "tp-hand-bin" }, code(place))] : [];
    if (!line) {
      this.card.replaceChildren(...where, element("p", { className: "tp-hand-none", textContent: leads ? word("hand_nothing_here") : word("hand_begin") }));
      return;
    }
    this.told = element("p", { className: "tp-note" });
    this.said = element("div", { "aria-live": "polite" });
    this.allButton = element("button", { type: "button", className: "btn", "data-all": true });
    const plain = this.columns.filter((column) => !this.wrong.includes(column.key) && (line.cells.tracking !== "none" || !this.ofLots(column)));
    const wrong = this.columns.filter((column) => this.wrong.includes(column.key));
    this.card.replaceChildren(...where,
      element("p", { className: "tp-hand-item" }, element("strong", {}, code(line.values.item)), " ", element("bdi", { textContent: line.cells.name ?? "" })),
      this.told, this.quantity(line), this.said,
      element("div", { className: "tp-hand-fields" }, ...plain.map((column) => this.labelled(column))),
      ...(wrong.length ? [this.folded(line, wrong)] : []),
      this.buttons(line));
  }

  ofLots(column) { return this.sheet.settings.scans.sets.includes(column.key) && column.key !== "place"; }

  quantity(line) {
    const column = this.sheet.columns.find((one) => one.key === this.sheet.counts);
    const input = this.field(column);
    const units = this.sheet.columns.find((one) => one.kind === "unit");
    const unit = units && line.units.length > 1 ? this.choice(units, line) : element("span", { className: "tp-unit", textContent: line.values.unit || line.cells.unit || line.hints.unit || "" });
    const step = (by, text, label) => element("button", { type: "button", className: "tp-icon-btn tp-hand-step", "data-by": by, "aria-label": label, textContent: text });
    return element("div", { className: "tp-hand-quantity" }, element("label", { htmlFor: input.id, textContent: column.label }),
      element("div", { className: "tp-hand-steps" }, step("-1", "−", word("hand_less")), input, step("1", "+", word("hand_more")), unit));
  }

  choice(column, line) {
    const made = element("select", { className: "form-select", "data-column": column.key, "aria-label": column.label }, ...line.units.map((unit) => element("option", { value: unit, textContent: unit })));
    this.fields.set(column.key, made);
    return made;
  }

  field(column) {
    const figure = column.kind === "figure";
    const made = element("input", {
      id: `tp-hand-${column.key}`, className: "form-control", "data-column": column.key, "data-at": String(this.sheet.columns.indexOf(column)), autocomplete: "off", spellcheck: false,
      type: column.kind === "day" ? "date" : "text", inputMode: figure ? "decimal" : "text", enterKeyHint: "done", dir: column.kind === "text" ? "auto" : null,
    });
    this.fields.set(column.key, made);
    return made;
  }

  labelled(column) {
    const input = this.field(column);
    return element("div", { className: `tp-hand-field${WIDE.has(column.kind) ? " is-wide" : ""}` }, element("label", { htmlFor: input.id, textContent: column.label }), input);
  }

  folded(line, columns) {
    const open = columns.some((column) => line.values[column.key]);
    this.wrongs = element("details", { className: "tp-hand-wrong", open }, element("summary", { textContent: word("hand_wrong") }),
      element("div", { className: "tp-hand-fields" }, ...columns.map((column) => this.labelled(column))));
    return this.wrongs;
  }

  buttons(line) {
    const { leads, settings, lines } = this.sheet;
    const button = (name, text) => element("button", { type: "button", className: "btn", [name]: true, textContent: text });
    const added = !settings.lines.some((one) => one.key === line.key);
    const twice = lines.all.filter((one) => one.values.item === line.values.item).length > 1;
    return element("div", { className: "tp-hand-go" }, this.allButton,
      leads ? button("data-none", word("hand_none")) : button("data-twin", word("hand_twin")),
      added && (leads || twice) ? button("data-drop", word("hand_drop")) : null);
  }

  refresh(line) {
    if (!line) return;
    for (const [key, input] of this.fields) {
      const value = String(line.values[key] ?? "") || (input.matches("select") ? line.hints[key] ?? line.units[0] : "");
      if (input !== document.activeElement && input.value !== value) input.value = value;
      if (line.errors[key]) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    }
    const shown = this.sheet.columns.filter((column) => !column.editable && line.cells[column.key] && !["name", "unit", "place"].includes(column.key));
    this.told.textContent = [...shown.map((column) => `${column.label}: ${line.cells[column.key]}`), line.cells.detail].filter(Boolean).join(" · ");
    const { all, all_unit: unit = line.cells.unit } = line.cells;
    this.allButton.hidden = !all || all === "0" || this.sheet.isCounted(line);
    this.allButton.textContent = word("hand_all", { count: `${all} ${unit ?? ""}`.trim() });
    if (this.wrongs && line.warnings[this.sheet.counts]) this.wrongs.open = true; // more than was ordered: say why
    const told = [["bad", line.errors], ["warn", line.warnings]];
    this.said.replaceChildren(...told.flatMap(([tone, sentences]) => Object.values(sentences).filter(Boolean)
      .map((text) => element("p", { className: "tp-hand-told", "data-tone": tone, textContent: text }))));
  }

  // ---- the others
  drawList() {
    const { sheet } = this;
    const rest = sheet.lines.all.filter((line) => line !== sheet.line && line.values.item);
    const here = sheet.leads ? rest.filter((line) => line.values.place === sheet.place) : [];
    const open = rest.filter((line) => !sheet.isCounted(line) && !here.includes(line));
    const done = rest.filter((line) => sheet.isCounted(line) && !here.includes(line));
    this.list.replaceChildren(...this.group(word("hand_here"), here), ...this.group(sheet.leads ? word("hand_further") : word("hand_to_come"), open), ...this.group(word("hand_counted"), done.reverse()));
    const all = sheet.lines.all.filter((line) => line.values.item);
    const counted = all.filter((line) => sheet.isCounted(line)).length;
    this.progress.textContent = word("hand_progress", { count: counted, all: all.length });
  }

  group(title, lines) {
    if (!lines.length) return [];
    return [element("h2", { className: "tp-hand-group", textContent: title }), element("ul", { className: "tp-hand-lines" }, ...lines.map((line) => element("li", {}, this.row(line))))];
  }

  row(line) {
    const { sheet } = this;
    const { values, cells } = line;
    const more = [sheet.leads && values.place !== sheet.place ? values.place : "", values.lot ?? values.lot_code, !sheet.leads && values.place].filter(Boolean).join(" · ");
    const unit = values.unit || cells.unit || line.hints.unit || "";
    const count = sheet.isCounted(line) ? `${values[sheet.counts]} ${unit}` : cells.open ?? cells.expected ?? "";
    const tone = Object.values(line.errors).some(Boolean) ? "bad" : Object.values(line.warnings).some(Boolean) || Number(values.damaged) ? "warn" : sheet.isCounted(line) ? "good" : "";
    return element("button", { type: "button", className: "tp-hand-line tp-card", "data-line": line.key, "data-tone": tone || null },
      element("span", {}, element("strong", {}, code(values.item)), " ", element("bdi", { textContent: cells.name ?? "" }), more ? element("span", { className: "tp-note", textContent: ` ${more}` }) : null),
      element("span", { className: "tp-hand-count", textContent: count }));
  }

  // ---- what the grid asks of its face
  whereIs(node) {
    const at = node?.dataset?.at;
    return at === undefined ? null : { key: this.sheet.line?.key, place: Number(at) };
  }

  totals(box, totals) {
    box.replaceChildren(...totals.map((total) => element("div", { className: total.strong ? "is-strong" : "" },
      element("dt", { textContent: total.label }), element("dd", { className: "tp-num", textContent: total.text }))));
  }

  counted(count) { return count === 1 ? this.words.lines_one : fill(this.words.lines, { count }); }
}

const code = (text) => element("span", { className: "tp-code", textContent: text });
