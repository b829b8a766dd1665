// A field that finds a record: `data-lookup="url"` around an input. Also the filters' way to choose several.
import { plain } from "./sayings.js";
import { element, word } from "./words.js";

export class LookUpList {
  // The list under an input, shared by form fields, filters and the grid.
  constructor(input, host, { url, choose, query, none }) {
    Object.assign(this, { input, url, choose, none, query: query ?? ((text) => ({ q: text })) });
    this.box = element("div", { className: "tp-lookup-list", role: "listbox", id: `tp-l-${Math.random().toString(36).slice(2)}`, hidden: true, "aria-label": input.getAttribute("aria-label") || word("nothing_found") });
    host.append(this.box);
    input.setAttribute("aria-controls", this.box.id);
    this.hits = [];
    this.number = 0;
    this.box.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("[role=option]");
      event.preventDefault();
      if (option) this.take(Number(option.dataset.place));
    });
  }

  // An empty text asks only where it means everybody.
  ask(text, delay = 90, always = false) {
    clearTimeout(this.timer);
    if (!text.trim() && !always) return this.close();
    const mine = ++this.number;
    Object.assign(this, { asked: plain(text.trim()), lags: true, wanted: false });
    this.timer = setTimeout(() => this.fetch(text.trim(), mine), delay);
  }

  async fetch(text, mine) {
    const hits = await this.find(text).catch(() => null);
    if (mine !== this.number) return;
    const { wanted } = this;
    this.stop();
    if (wanted && hits?.length) {
      this.hits = hits;
      this.take(0);
    } else if (hits && document.activeElement === this.input) this.draw(hits);
    else this.close();
    if (wanted && !hits?.length) this.none?.();
  }

  async find(text) {
    const answer = await fetch(`${this.url}?${new URLSearchParams(this.query(text))}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return null;
    const found = await answer.json();
    return found.items ?? found;
  }

  draw(hits) {
    this.stop();
    this.hits = hits;
    this.box.replaceChildren(...hits.map((hit, place) => element("div", { className: "tp-option", role: "option", id: `${this.box.id}-${place}`, "data-place": String(place), "aria-selected": "false" },
      hit.code ? element("span", { className: "tp-code", textContent: hit.code }) : null,
      element("bdi", { textContent: hit.name ?? hit.label }),
      element("span", { className: "tp-note", textContent: hit.detail ?? "" }),
      hit.last ? element("span", { className: "tp-note tp-option-last", textContent: hit.last }) : null)));
    if (!hits.length) this.box.append(element("p", { className: "tp-nothing", textContent: word("nothing_found") }));
    this.box.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(0);
  }

  mark(place) {
    if (!this.hits.length) return;
    this.place = (place + this.hits.length) % this.hits.length;
    [...this.box.querySelectorAll("[role=option]")].forEach((option, number) => option.setAttribute("aria-selected", number === this.place));
    const chosen = this.box.querySelector("[aria-selected=true]");
    chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }

  get open() { return !this.box.hidden; }

  // What is asked is not waited for any more.
  stop() {
    clearTimeout(this.timer);
    this.number += 1;
    Object.assign(this, { lags: false, wanted: false });
  }

  close() {
    this.stop();
    this.box.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  take(place = this.place) {
    const hit = this.hits[place];
    this.close();
    if (hit) this.choose(hit);
    return Boolean(hit);
  }

  // What Enter and Tab mean: the one that is marked. While the list still answers fewer letters than were typed, and that
  // one has not all of them: the best answer when it comes.
  accept() {
    const { code = "", name = "", label = "" } = (this.open && this.hits[this.place]) || {};
    if (!this.lags || (this.open && plain(`${code} ${name} ${label}`).includes(this.asked))) return this.open && this.take();
    this.wanted = true;
    return true;
  }

  // True when the key was for the list.
  key(event) {
    if (!this.open && !this.lags) return false;
    if (event.key === "Enter" && this.wanted && !event.ctrlKey && !event.metaKey) {
      event.preventDefault(); // no form is sent before the answer; a grid's fields lead on to the lines
      return false;
    }
    if (this.open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      this.stop(); // who walks through what is there chooses from it
      this.mark(this.place + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") { if (!this.accept()) return false; }
    else if (this.open && event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}

function formField(host) {
  const value = host.querySelector("[data-lookup-value]");
  const input = host.querySelector("input:not([type=hidden])");
  // Typed before the page listened, it was not chosen.
  let shown = document.activeElement === input ? input.defaultValue : input.value;
  const asItWas = () => document.activeElement !== input && (input.value = shown);
  const list = new LookUpList(input, host, {
    url: host.dataset.lookup,
    choose(hit) {
      value.value = hit.id;
      shown = input.value = hit.label ?? hit.name;
      value.dispatchEvent(new CustomEvent("tp:chosen", { bubbles: true, detail: hit }));
    },
    none: asItWas,
  });
  if (input.value !== shown) list.ask(input.value);
  host.addEventListener("tp:restored", () => (shown = input.value));
  input.addEventListener("input", () => list.ask(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Tab") list.accept();
    else list.key(event);
  });
  input.addEventListener("blur", () => {
    if (list.wanted) return;
    list.close();
    if (!input.value.trim()) {
      value.value = shown = "";
      value.dispatchEvent(new CustomEvent("tp:chosen", { bubbles: true, detail: null }));
    } else asItWas();
  });
}

function filterField(host) {
  const input = host.querySelector("input[type=text]");
  const chosen = host.querySelector("[data-chosen]");
  const list = new LookUpList(input, host, {
    url: host.dataset.lookup,
    choose(hit) {
      const box = element("input", { type: "checkbox", name: host.dataset.lookupMany, value: hit.id, checked: true });
      chosen.append(element("label", {}, box, hit.label ?? hit.name));
      input.value = "";
      box.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("input", (event) => { event.stopPropagation(); list.ask(input.value); });
  input.addEventListener("keydown", (event) => list.key(event) || (event.key === "Enter" && event.preventDefault()));
  input.addEventListener("blur", () => list.wanted || list.close());
}

export function dressLookUps(root = document) {
  for (const host of root.querySelectorAll("[data-lookup]:not([data-dressed])")) {
    host.dataset.dressed = "";
    if (host.hasAttribute("data-lookup-many")) filterField(host);
    else formField(host);
  }
}
dressLookUps();
document.addEventListener("htmx:after:settle", () => dressLookUps());
