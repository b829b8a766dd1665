// Keeps what is typed, offers it again, and sees to it that two tabs do not write over each other.
import { fill } from "../words.js";
import { Draft } from "./draft.js";
import { newLine } from "./lines.js";

export class Keeper {
  constructor(grid) {
    Object.assign(this, { grid, words: grid.words, elsewhere: false });
    this.draft = new Draft(grid.settings.draftKey, grid.settings.id, { taken: () => this.taken(), gone: () => this.gone() });
    const { version } = grid.settings.extra;
    if (version) this.follow(version, grid.settings.lines.map(({ cells, hints, units, ...line }) => line));
  }

  get id() { return this.draft.id; }

  save() { this.draft.save(() => this.grid.head.keep(), () => this.grid.lines.filled(), this.grid.lines.all.length); }

  forget() { this.draft.forget(); }

  // The document itself went on: what is kept belongs to its newest version.
  follow(version, base) { this.draft.more = { version, base }; }

  // What was kept of this document, or what else was begun and not sent.
  offer() {
    const own = this.draft.own();
    if (own?.lines?.length) this.#bar(own, this.words.draft_own);
    const { lines, canAdd, ofDocument } = this.grid.settings;
    if (lines.length && canAdd && !ofDocument) return;
    for (const draft of this.draft.others()) this.#bar(draft, this.words.draft_found);
    this.draft.lookAround((id) => this.grid.bars.get(`draft-${id}`)?.querySelector("p").append(` ${this.words.draft_open}`));
  }

  #bar(kept, words) {
    const { bars } = this.grid;
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(kept.at);
    const about = Object.entries(kept.head ?? {}).find(([name, value]) => name.endsWith("__shown") && value)?.[1] ?? "";
    const text = fill(words, { when, count: this.grid.view.counted(kept.lines.length) });
    const close = () => { bars.hide(`draft-${kept.id}`); this.grid.focus(); };
    bars.show(`draft-${kept.id}`, about ? `${about}: ${text}` : text, [
      [this.words.draft_continue, () => { this.resume(kept); close(); }],
      [this.words.draft_discard, () => { this.draft.discard(kept); close(); }],
    ]);
  }

  resume(kept) {
    const { grid } = this;
    const newest = this.draft.kind ? new Draft(this.draft.kind, kept.id).own() ?? kept : kept;
    this.draft.take(newest);
    this.draft.more = { version: newest.version, base: newest.base };
    // Begun on an older version: the server then says what the others changed since.
    if (newest.version) Object.assign(grid.talk, { version: newest.version, base: newest.base });
    grid.lines.remember();
    grid.head.restore(newest.head);
    grid.lines.head = grid.head.keep();
    const known = new Map(grid.lines.all.map((line) => [line.key, line]));
    const typed = newest.lines.map((line) => Object.assign(known.get(line.key) ?? newLine({}, line.key), { values: line.values }));
    // Lines that were scanned in from paper stand on no page: they come again with what was typed.
    const scanned = grid.settings.scans ? typed.filter((line) => !known.has(line.key)) : [];
    grid.lines.all = grid.settings.canAdd ? typed : [...grid.lines.all, ...scanned];
    grid.lines.pad();
    grid.changed();
  }

  taken() {
    this.#stop(this.words.taken, [[this.words.take_back, () => this.takeBack()]]);
  }

  gone() {
    this.#stop(this.words.gone, [[this.words.keep_as_new, () => location.assign(location.pathname)]]);
  }

  #stop(text, actions) {
    this.grid.editor.finish();
    this.elsewhere = true;
    this.grid.talk.wire.stop();
    this.grid.root.classList.add("is-elsewhere");
    this.grid.button.disabled = true;
    this.grid.bars.show("elsewhere", text, actions, "warn");
  }

  takeBack() {
    const { grid } = this;
    this.elsewhere = false;
    grid.root.classList.remove("is-elsewhere");
    grid.button.disabled = false;
    grid.bars.hide("elsewhere");
    const kept = this.draft.own();
    if (kept) this.resume(kept);
    grid.focus();
  }
}
