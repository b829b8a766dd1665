// One list of all that is not sure, walked by keys: arrows choose, Enter takes, Delete leaves out, Escape ends.
import { element, fill } from "../words.js";

export class Asking {
  constructor(words, lines, passed, done) {
    Object.assign(this, { words, lines, done, at: 0, taken: new Map(), left: new Set() });
    this.list = element("div", { role: "listbox", tabIndex: 0, className: "tp-asks-fits" });
    this.rows = lines.map((line) => element("li", { className: "tp-ask" }, this.#said(line)));
    const left = passed.length ? element("details", { className: "tp-asks-passed", open: !lines.length },
      element("summary", { textContent: fill(this.words.passed, { count: passed.length }) }),
      element("ul", {}, ...passed.map((text) => element("li", { dir: "auto", textContent: text })))) : null;
    const close = element("button", { type: "button", className: "btn", textContent: this.words.asks_done });
    close.addEventListener("click", () => this.dialog.close());
    this.dialog = element("dialog", { className: "tp-dialog tp-asks", "aria-labelledby": "tp-asks-title" },
      element("div", { className: "tp-dialog-head" }, element("h2", { id: "tp-asks-title", textContent: this.words.asks_title }), this.count = element("span", { className: "tp-note" })),
      element("div", { className: "tp-dialog-body" }, element("p", { className: "tp-help", textContent: this.words.asks_keys }), element("ol", { className: "tp-asks-list" }, ...this.rows), left),
      element("div", { className: "tp-dialog-foot" }, close));
    this.dialog.addEventListener("keydown", (event) => this.#key(event));
    this.dialog.addEventListener("click", (event) => this.#click(event));
    this.dialog.addEventListener("close", () => { this.dialog.remove(); this.done(this.taken, this.left); });
  }

  show() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    if (this.lines.length) this.#go(0);
  }

  get line() { return this.lines[this.at]; }

  #said({ asked }) {
    return element("p", { className: "tp-ask-said" },
      element("span", { className: "tp-code", dir: "auto", textContent: asked.said }),
      asked.name ? element("bdi", { textContent: asked.name }) : null,
      element("span", { className: "tp-num", textContent: asked.quantity }),
      element("span", { className: "tp-ask-answer" }));
  }

  #go(at) {
    this.at = Math.min(Math.max(at, 0), this.lines.length - 1);
    this.fit = 0;
    const { asked } = this.line;
    this.options = asked.fits.map((fit, place) => element("div", { role: "option", id: `tp-ask-${place}`, className: "tp-option", "data-fit": String(place) },
      element("span", { className: "tp-code", textContent: fit.code }), element("bdi", { textContent: fit.name }),
      element("span", { className: "tp-note", textContent: `${fit.percent} % · ${fit.why}` })));
    this.list.setAttribute("aria-label", asked.said);
    this.list.replaceChildren(...(this.options.length ? this.options : [element("p", { className: "tp-nothing", textContent: this.words.asks_none })]));
    this.rows.forEach((row, place) => row.classList.toggle("is-current", place === this.at));
    this.rows[this.at].append(this.list);
    this.#mark();
    this.list.focus({ preventScroll: true });
    this.rows[this.at].scrollIntoView({ block: "nearest" });
    this.count.textContent = fill(this.words.asks_count, { at: this.at + 1, count: this.lines.length });
  }

  #mark() {
    this.options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.fit)));
    if (this.options.length) this.list.setAttribute("aria-activedescendant", `tp-ask-${this.fit}`);
    else this.list.removeAttribute("aria-activedescendant");
  }

  #step(by) {
    if (!this.options.length) { this.#go(this.at + by); return; }
    const next = this.fit + by;
    if (next < 0 || next >= this.options.length) this.#go(this.at + by);
    else { this.fit = next; this.#mark(); }
  }

  #answer(text) {
    const row = this.rows[this.at];
    row.querySelector(".tp-ask-answer").textContent = text;
    row.classList.toggle("is-answered", Boolean(text));
    if (this.at === this.lines.length - 1) this.dialog.close();
    else this.#go(this.at + 1);
  }

  #take() {
    const fit = this.line.asked.fits[this.fit];
    this.left.delete(this.line);
    if (fit) this.taken.set(this.line, fit);
    this.#answer(fit ? `→ ${fit.code}` : "");
  }

  #leave() {
    this.taken.delete(this.line);
    this.left.add(this.line);
    this.#answer(this.words.asks_left);
  }

  #key(event) {
    if (event.target.closest("button, summary") || !this.lines.length) return;
    const act = {
      ArrowDown: () => this.#step(1), ArrowUp: () => this.#step(-1), ArrowRight: () => this.#go(this.at + 1), ArrowLeft: () => this.#go(this.at - 1),
      Enter: () => this.#take(), Delete: () => this.#leave(), Backspace: () => this.#leave(),
    }[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #click(event) {
    const option = event.target.closest("[data-fit]");
    const row = event.target.closest(".tp-ask");
    if (option) { this.fit = Number(option.dataset.fit); this.#take(); }
    else if (row) this.#go(this.rows.indexOf(row));
  }
}
