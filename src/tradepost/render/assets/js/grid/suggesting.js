// What may be missing from the lines: asked for by a key, walked by arrows, taken by Enter like a line that was typed.
import { element, fill } from "../words.js";

export class Suggesting {
  constructor(grid) {
    Object.assign(this, { grid, words: grid.words, panel: grid.part("suggest") });
    grid.part("missing")?.addEventListener("click", () => this.ask());
    this.panel?.addEventListener("keydown", (event) => this.#key(event));
    // The customer is chosen over the lines; asking need not wait for the first of them.
    grid.head.form?.addEventListener("keydown", (event) => {
      if (event.key !== "F7" || !this.there) return;
      event.preventDefault();
      this.ask();
    });
  }

  get there() { return Boolean(this.panel); }

  async ask() {
    const { grid } = this;
    if (!this.there || grid.locked) return;
    grid.editor.finish();
    grid.say(this.words.suggest_asking);
    try {
      const answer = await grid.talk.wire.ask(grid.settings.suggestUrl, grid.talk.body());
      grid.say("");
      if (answer.ok) this.#show(answer.data);
      else grid.talk.complain(answer.data);
    } catch (error) {
      grid.talk.missed(error);
    }
  }

  close() {
    this.panel.hidden = true;
    this.grid.focus();
  }

  #show({ suggestions, says }) {
    const close = element("button", { type: "button", className: "btn btn-sm tp-btn-quiet", textContent: this.words.suggest_close });
    close.addEventListener("click", () => this.close());
    const heads = [...new Set(suggestions.map((one) => one.heading))];
    this.text = element("p", { className: "tp-help", role: "status", textContent: says || this.words.suggest_keys });
    this.panel.replaceChildren(
      element("div", { className: "tp-section-head" }, element("h2", { textContent: this.words.suggest_title }), close), this.text,
      ...heads.map((heading) => element("section", { className: "tp-suggest-kind" }, element("h3", { textContent: heading }),
        element("ul", {}, ...suggestions.filter((one) => one.heading === heading).map((one) => this.#row(one))))));
    this.panel.hidden = false;
    this.panel.scrollIntoView({ block: "nearest" });
    (this.#takes()[0] ?? close).focus({ preventScroll: true });
  }

  #row(one) {
    const take = element("button", { type: "button", className: "btn btn-sm", "data-take": true, "aria-label": `${one.key ? this.words.suggest_swap : this.words.suggest_take}: ${one.code} ${one.name}`,
      textContent: one.key ? this.words.suggest_swap : this.words.suggest_take });
    const row = element("li", { className: "tp-suggest-row" },
      element("p", { className: "tp-suggest-what" }, element("span", { className: "tp-code", dir: "auto", textContent: one.code }), element("bdi", { textContent: one.name }), element("span", { className: "tp-num", textContent: one.amount })),
      element("p", { className: "tp-note" }, `${one.reason} `, element("a", { href: one.url, target: "_blank", rel: "opener", textContent: one.link })), take);
    take.addEventListener("click", () => this.#take(one, row));
    return row;
  }

  #takes() { return [...this.panel.querySelectorAll("[data-take]")]; }

  #take(one, row) {
    const { grid } = this;
    if (grid.locked) return;
    const { lines } = grid;
    const place = one.key ? lines.all.findIndex((line) => line.key === one.key) : -1;
    lines.remember();
    if (place >= 0) lines.set(place, one.values);
    else lines.insert(lines.firstBlank(), [one.values]);
    grid.changed();
    const at = this.#takes().findIndex((button) => row.contains(button));
    const kind = row.closest(".tp-suggest-kind");
    row.remove();
    if (!kind.querySelector("li")) kind.remove();
    const left = this.#takes();
    this.text.textContent = left.length ? fill(place >= 0 ? this.words.suggest_swapped : this.words.suggest_taken, one) : this.words.suggest_all;
    (left[Math.min(at, left.length - 1)] ?? this.panel.querySelector("button")).focus();
  }

  #key(event) {
    const takes = this.#takes();
    const step = (by) => takes[Math.min(Math.max(takes.indexOf(document.activeElement) + by, 0), takes.length - 1)]?.focus();
    const undoes = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    const act = undoes ? () => this.grid.undo(event.shiftKey) : { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: () => this.close() }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
