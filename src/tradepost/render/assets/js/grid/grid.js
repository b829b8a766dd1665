// The keyboard grid: a spreadsheet for the lines of a document.
import { toast } from "../toasts.js";
import { element, fill } from "../words.js";
import { Draft } from "./draft.js";
import { Editor } from "./editor.js";
import { Head } from "./head.js";
import { onKey, onPaste, onCopy } from "./keys.js";
import { isBlank, Lines, newLine } from "./lines.js";
import { Wire } from "./wire.js";
import { View } from "./view.js";

const PREVIEW_AFTER = 140;
const RETRY_AFTER = 4000;

export class OrderGrid {
  constructor(root) {
    this.root = root;
    this.settings = JSON.parse(root.querySelector("#tp-grid-settings").textContent);
    this.words = this.settings.words;
    this.columns = this.settings.columns;
    this.lines = new Lines(this.settings.blankRows);
    this.view = new View(root.querySelector("[data-grid-body]"), this.settings);
    this.editor = new Editor(this);
    this.wire = new Wire(this.settings);
    this.draft = new Draft(this.settings.draftKey, this.settings.id);
    this.head = new Head(document.getElementById(this.settings.headForm), {
      changed: () => this.changed(), leave: () => this.focus(), send: () => this.submit(),
    });
    this.button = root.querySelector("[data-grid-submit]");
    this.at = { row: 0, place: this.columns.findIndex((column) => column.editable) };
  }

  start() {
    this.lines.all = this.settings.lines.map((line) => this.loaded(line));
    this.lines.pad();
    this.view.draw(this.lines.all);
    this.mark();
    this.listen();
    this.offerDraft();
    if (this.settings.lines.length) this.preview();
    else {
      this.say(this.settings.canAdd ? this.words.empty : "");
      this.head.begin();
    }
  }

  loaded(line) {
    const { key, cells, hints, units, ...values } = line;
    return Object.assign(newLine(values, key), { cells: cells ?? {}, hints: hints ?? {}, units: units ?? [] });
  }

  listen() {
    const body = this.view.body;
    body.addEventListener("keydown", (event) => onKey(this, event));
    body.addEventListener("paste", (event) => onPaste(this, event));
    body.addEventListener("copy", (event) => onCopy(this, event));
    body.addEventListener("click", (event) => this.click(event));
    body.addEventListener("dblclick", (event) => this.view.whereIs(event.target)?.place != null && this.edit());
    this.button?.addEventListener("click", () => this.submit());
    addEventListener("online", () => this.offline && this.preview());
  }

  click(event) {
    if (event.target.closest("[data-why]")) return;
    const where = this.view.whereIs(event.target);
    if (!where || event.target.closest(".is-editing")) return;
    const row = this.lines.all.findIndex((line) => line.key === where.key);
    if (event.target.closest("[data-remove]")) return this.remove(row);
    if (where.place === null) return;
    const again = this.at.row === row && this.at.place === where.place;
    this.go(row, where.place);
    if (again || matchMedia("(pointer: coarse)").matches) this.edit();
  }

  // ---- where we are
  get line() { return this.lines.all[this.at.row]; }
  get column() { return this.columns[this.at.place]; }
  placeOf(line) { return this.lines.all.indexOf(line); }

  mark() {
    this.active?.setAttribute("tabindex", "-1");
    this.active = this.view.cell(this.line, this.at.place);
    this.active?.setAttribute("tabindex", "0");
  }

  focus() {
    this.mark();
    this.active?.focus({ preventScroll: true });
    this.active?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  go(row, place) {
    this.editor.finish();
    this.at = { row: Math.min(Math.max(row, 0), this.lines.all.length - 1), place: Math.min(Math.max(place, 0), this.columns.length - 1) };
    this.focus();
  }

  step(down, across) { this.go(this.at.row + down, this.at.place + across); }

  // The next cell to type in. Enter after the item goes to the quantity, after anything else to the next line.
  next(direction, entering = false) {
    const editable = this.columns.map((column, place) => (column.editable ? place : -1)).filter((place) => place >= 0);
    const here = editable.indexOf(this.at.place);
    if (entering && this.column.kind !== "item") return this.go(this.at.row + 1, this.settings.canAdd ? editable[0] : this.at.place);
    const there = here + direction;
    if (there >= editable.length) this.go(this.at.row + 1, editable[0]);
    else if (there < 0) this.go(this.at.row - 1, editable.at(-1));
    else this.go(this.at.row, editable[there]);
    return undefined;
  }

  edit(start = null) {
    if (!this.column.editable || this.sending) return;
    this.editor.begin(this.active, this.column, this.line, start);
  }

  // ---- changes
  change(place, changes, known = null) {
    this.lines.remember();
    this.lines.set(place, changes);
    const line = this.lines.all[place];
    if (known) {
      line.cells = { ...line.cells, name: known.name };
      line.units = known.units;
      line.hints = { ...line.hints, unit: known.unit };
    }
    this.changed();
  }

  remove(row) {
    if (!this.settings.canAdd || isBlank(this.lines.all[row])) return;
    this.lines.remember();
    this.lines.remove(row);
    this.changed();
    this.go(row, this.at.place);
    this.say(this.words.deleted);
  }

  paste(lines, listed) {
    this.lines.remember();
    let row = this.at.row;
    if (listed && this.settings.canAdd) row = this.lines.insert(row, lines);
    else this.lines.put(row, lines, this.settings.canAdd);
    this.changed();
    this.go(row, this.at.place);
    if (lines.length > 1) toast(fill(this.words.pasted, { count: lines.length }));
  }

  undo(forward = false) {
    this.editor.finish();
    if (forward ? !this.lines.redo() : !this.lines.undo()) return;
    this.changed();
    this.go(this.at.row, this.at.place);
    this.say(this.words.undone);
  }

  changed() {
    this.view.draw(this.lines.all);
    this.mark();
    this.draft.save(() => this.head.keep(), () => this.lines.filled());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.preview(), PREVIEW_AFTER);
  }

  redraw(line) {
    const place = this.placeOf(line);
    if (place >= 0) this.view.update(line, place);
  }

  forgetShown(cell) {
    const row = this.view.rows.get(this.view.whereIs(cell)?.key);
    if (row) row.shown[Number(cell.dataset.at)] = null;
  }

  // ---- the server's word
  body() {
    return { id: this.draft.id, head: this.head.read(), lines: this.lines.filled().map((line) => ({ key: line.key, ...line.values })), ...this.settings.extra };
  }

  lookupContext() {
    const { customer, supplier } = this.head.read();
    return { ...(customer ? { customer } : {}), ...(supplier ? { supplier } : {}) };
  }

  async preview() {
    clearTimeout(this.timer);
    const filled = this.lines.filled();
    if (!filled.length) { this.view.totals(this.part("totals"), []); return; }
    this.say(this.words.computing);
    try {
      const answer = await this.wire.preview(this.body());
      this.offline = false;
      this.say("");
      if (answer.ok) this.apply(answer.data);
      else this.complain(answer.data);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.offline = true;
      this.say(error.signedOut ? this.words.signed_out : this.words.offline);
      this.timer = setTimeout(() => this.preview(), RETRY_AFTER);
    }
  }

  apply(data) {
    const byKey = new Map(this.lines.all.map((line, place) => [line.key, [line, place]]));
    this.head.complain(data.fields ?? {});
    for (const told of data.lines ?? []) {
      const [line, place] = byKey.get(told.key) ?? [];
      if (!line) continue;
      Object.assign(line, { cells: told.cells ?? {}, hints: told.hints ?? {}, errors: told.errors ?? {}, warnings: told.warnings ?? {}, why: told.why ?? {}, units: told.units ?? line.units });
      this.view.update(line, place);
    }
    this.view.totals(this.part("totals"), data.totals ?? []);
    this.notices(data.notices ?? []);
    const wrong = this.lines.filled().filter((line) => Object.values(line.errors).some(Boolean)).length;
    const count = this.view.counted(this.lines.filled().length);
    this.say(wrong ? `${count} · ${wrong === 1 ? this.words.errors_one : fill(this.words.errors, { count: wrong })}` : count);
  }

  complain(data) {
    const left = this.head.complain(data.fields ?? {});
    for (const line of this.lines.all) line.errors = data.lines?.[line.key] ?? {};
    this.lines.all.forEach((line, place) => this.view.update(line, place));
    const sentences = [data.message, ...left].filter(Boolean);
    this.notices(sentences.length ? [{ tone: "bad", text: sentences.join(" ") }] : []);
  }

  notices(notices) {
    this.part("notices").replaceChildren(...notices.map((notice) => {
      const shown = element("div", { className: "tp-notice" }, element("p", { textContent: notice.text }));
      shown.dataset.tone = notice.tone ?? "info";
      return shown;
    }));
  }

  async submit() {
    this.editor.finish();
    if (this.sending) return;
    if (!this.lines.filled().length) { this.say(this.words.nothing); this.focus(); return; }
    this.sending = this.button.disabled = true;
    this.say(this.words.sending);
    clearTimeout(this.timer);
    try {
      const answer = await this.wire.submit(this.body());
      if (answer.ok) {
        this.draft.forget();
        location.assign(answer.data.url);
        return;
      }
      this.complain(answer.data);
      this.say("");
      this.part("notices").scrollIntoView({ block: "nearest" });
    } catch (error) {
      const sentence = error.signedOut ? this.words.signed_out : this.words.not_sent;
      this.say(sentence);
      toast(sentence, "bad");
    }
    this.sending = this.button.disabled = false;
  }

  // ---- small things
  part(name) { return this.root.querySelector(`[data-grid-${name}]`); }
  say(text) { this.part("status").textContent = text; }

  offerDraft() {
    const draft = this.settings.lines.length ? null : this.draft.found();
    if (!draft || draft.id === this.draft.id) return;
    const bar = this.part("draft");
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(draft.at);
    const close = () => { bar.hidden = true; this.focus(); };
    const resume = element("button", { type: "button", className: "btn btn-primary", textContent: this.words.draft_continue });
    const discard = element("button", { type: "button", className: "btn", textContent: this.words.draft_discard });
    resume.addEventListener("click", () => { this.resume(draft); close(); });
    discard.addEventListener("click", () => { Draft.remove(this.draft.kind, draft.id); close(); });
    bar.replaceChildren(element("p", { textContent: fill(this.words.draft_found, { when, count: draft.lines.length }) }), resume, discard);
    bar.hidden = false;
  }

  resume(draft) {
    this.draft = new Draft(this.draft.kind, draft.id);
    this.head.restore(draft.head);
    this.lines.all = draft.lines.map((line) => newLine(line.values, line.key));
    this.lines.pad();
    this.changed();
  }
}
