// Ctrl-K: places and new things answer at once from the page, documents from the server.
import { element, word } from "./words.js";

const dialog = document.getElementById("tp-find");
// Places are what the navigation and the menu of new things lead to.
const places = [...document.querySelectorAll(".tp-nav-item, [data-new]")].map((link) => ({
  label: link.querySelector("span").textContent.trim(),
  url: link.href,
  words: link.dataset.words ?? "",
}));

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

function near(text) {
  const parts = plain(text).split(/\s+/).filter(Boolean);
  return places.filter((place) => {
    const words = plain(`${place.label} ${place.words}`);
    return parts.every((part) => words.includes(part));
  });
}

class Finder {
  constructor() {
    this.input = dialog.querySelector("input");
    this.box = dialog.querySelector("[role=listbox]");
    this.number = 0;
    dialog.addEventListener("tp:opened", () => {
      this.input.focus();
      this.input.select();
      this.search();
    });
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  search() {
    const text = this.input.value.trim();
    this.local = near(text).slice(0, text ? 6 : 40).map((place) => ({ label: place.label, url: place.url, kind: "" }));
    this.draw(this.remote && text.startsWith(this.asked ?? " ") && text ? this.remote : []);
    clearTimeout(this.timer);
    if (text.length > 1) this.timer = setTimeout(() => this.ask(text), 90);
  }

  async ask(text) {
    const mine = ++this.number;
    try {
      const url = `${dialog.dataset.find}?${new URLSearchParams({ q: text })}`;
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (mine !== this.number || !answer.ok) return;
      this.remote = (await answer.json()).hits;
      this.asked = text;
      this.draw(this.remote);
    } catch { /* the local places still answer */ }
  }

  draw(remote) {
    const hits = [...remote, ...this.local];
    this.box.replaceChildren(...hits.map((hit, place) => element("a", { className: "tp-option", role: "option", id: `tp-hit-${place}`, href: hit.url, tabIndex: -1, "aria-selected": "false" },
      element("span", { className: "tp-hit-kind", textContent: hit.kind || "→" }),
      element("span", { textContent: hit.label }),
      element("span", { className: "tp-note", textContent: hit.detail || "" }))));
    if (!hits.length) this.box.append(element("p", { className: "tp-nothing", textContent: word("nothing_found") }));
    this.choose(0);
  }

  choose(place) {
    const options = [...this.box.querySelectorAll("[role=option]")];
    this.place = options.length ? (place + options.length) % options.length : -1;
    options.forEach((option, number) => option.setAttribute("aria-selected", number === this.place));
    const chosen = options[this.place];
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.choose(this.place + (event.key === "ArrowDown" ? 1 : -1));
      event.preventDefault();
    } else if (event.key === "Enter") {
      const chosen = this.box.querySelector("[aria-selected=true]");
      if (!chosen) return;
      event.preventDefault();
      chosen.click();
    }
  }
}

if (dialog) new Finder();
