// Ctrl-K: places, verbs and what was used lately answer at once from the page, records as the server finds them.
import { openDialog } from "./dialogs.js";
import { loud, quiet } from "./loud.js";
import { kept, recents, remember, weight } from "./recents.js";
import { beginning, nearness, plain } from "./sayings.js";
import { ask as askScan } from "./scan-forms.js";
import { takeScans } from "./scanner.js";
import { setTaste } from "./taste.js";
import { element, word } from "./words.js";

const dialog = document.getElementById("tp-find");
const said = JSON.parse(document.getElementById("tp-find-words")?.textContent || "{}");
const WAIT = 70;
const LOCAL = 6;
const MOST = 24;

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const act = (key, run) => ({ label: capital(word(key)), words: word(key), run });

function places() {
  return [...document.querySelectorAll(".tp-nav-item, [data-new]")].map((link) => {
    const label = link.querySelector("span").textContent.trim();
    const go = link.matches("[data-new]") ? "" : word("go_to", { what: "" });
    return { label, url: link.href, words: `${label} ${link.dataset.words ?? ""} ${go}` };
  });
}

function acts() {
  return [
    act("switch_dark", () => setTaste("theme", "dark")),
    act("switch_light", () => setTaste("theme", "light")),
    act("switch_system", () => setTaste("theme", "system")),
    act("rows_compact", () => setTaste("density", "compact")),
    act("rows_comfortable", () => setTaste("density", "comfortable")),
    act("show_keys", () => openDialog("tp-keys")),
    act("sign_out", () => document.querySelector("form[action*='/logout/']")?.requestSubmit()),
  ];
}

// The buttons of the document on this page: the same press, by name.
function buttons() {
  return [...document.querySelectorAll("main [data-verb]")].map((button) => {
    const label = button.textContent.trim();
    return { label, words: label, kind: word("here"), run: () => button.click() };
  });
}

class Finder {
  constructor() {
    this.input = dialog.querySelector("input");
    this.box = dialog.querySelector("[role=listbox]");
    this.status = dialog.querySelector("[data-find-said]");
    this.known = [...buttons(), ...places(), ...acts()];
    this.number = 0;
    this.remote = [];
    this.asked = "";
    dialog.addEventListener("tp:opened", () => {
      this.input.focus();
      this.input.select();
      this.search();
    });
    dialog.addEventListener("close", () => this.input.setAttribute("aria-expanded", "false"));
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("click", (event) => this.clicked(event));
    // The arrows stay in the text: a press in the list must not take the focus from it.
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
    const taker = { scanned: (code) => this.scanned(code) };
    takeScans(taker, "search");
    takeScans(taker, "anywhere");
  }

  // A scanned code leads to its page; what may be several things is to be chosen from.
  async scanned(code) {
    quiet();
    this.number += 1;
    const found = await askScan(code).catch(() => ({ fits: [], says: word("offline") }));
    const hits = found.fits.filter((fit) => fit.url).map((fit) => ({ kind: fit.kind_label, label: fit.label, detail: fit.detail, url: fit.url, verb: false }));
    if (!hits.length) { loud(found.says); return; }
    if (hits.length === 1) {
      this.used(hits[0]);
      location.assign(hits[0].url);
      return;
    }
    openDialog("tp-find");
    clearTimeout(this.timer);
    this.number += 1;
    this.lags = false;
    this.input.value = this.asked = found.text;
    this.remote = hits;
    this.draw();
    loud(word("scan_which", { code: found.text }));
  }

  search() {
    const text = this.input.value.trim();
    // What was found for the beginning of these words stands until the new answer is here.
    if (!this.asked || !plain(text).startsWith(plain(this.asked))) this.remote = [];
    this.draw();
    clearTimeout(this.timer);
    this.number += 1;
    Object.assign(this, { lags: text.length > 1, wanted: false });
    if (this.lags) this.timer = setTimeout(() => this.ask(text, this.number), WAIT);
  }

  async ask(text, mine) {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const url = `${dialog.dataset.find}?${new URLSearchParams({ q: text })}`;
      const answer = await fetch(url, { headers: { Accept: "application/json" }, signal: this.asking.signal });
      // An older answer never stands in the place of a newer question.
      if (mine !== this.number || !answer.ok) return;
      const { hits } = await answer.json();
      if (mine !== this.number) return;
      this.remote = hits;
      this.asked = text;
      this.draw();
      if (this.wanted && dialog.open) this.chosen()?.click();
    } catch { /* what the page knows still answers */ } finally {
      if (mine === this.number) this.lags = this.wanted = false;
    }
  }

  local(text) {
    if (!text) return [];
    const phrases = (said.sayings ?? []).filter((phrase) => beginning(text, phrase))
      .map((phrase) => ({ label: capital(phrase.replace("{what}", "…")), fills: capital(phrase.split("{what}")[0]), near: 3 }));
    const near = this.known.map((one) => ({ ...one, near: nearness(text, one.words) })).filter((one) => one.near > 0);
    const once = new Map([...near, ...phrases].map((one) => [`${one.label} ${one.url ?? ""}`, one]));
    return [...once.values()].sort((one, other) => other.near - one.near).slice(0, LOCAL);
  }

  remembered(text) {
    const found = recents().filter((one) => !text || nearness(text, `${one.label} ${one.detail} ${one.kind}`) > 0);
    return found.filter((one) => one.url !== location.pathname).slice(0, text ? 4 : 8);
  }

  hits() {
    const text = this.input.value.trim();
    const used = kept();
    const own = this.remembered(text).map((one) => ({ ...one, group: text ? "" : word("recent") }));
    if (!text) return [...own, ...this.known.slice(0, MOST - own.length)];
    const seen = new Set(own.map((one) => one.url));
    const found = this.remote.filter((hit) => !seen.has(hit.url));
    const whole = plain(text);
    // A whole number or name first, then verbs, then what is used most; the rest as it was found.
    const rank = (hit) => (plain(hit.label) === whole ? 1000 : 0) + (hit.verb ? 100 : 0) + (hit.url ? weight(hit.url, used) : 0);
    const ranked = [...own, ...found].map((hit, place) => ({ hit, place, rank: rank(hit) }))
      .sort((one, other) => other.rank - one.rank || one.place - other.place).map(({ hit }) => hit);
    const local = this.local(text);
    // What the page knows stands still while records come below it: nothing jumps under the finger.
    return [...local.filter((one) => one.near > 1), ...ranked, ...local.filter((one) => one.near <= 1)].slice(0, MOST);
  }

  draw() {
    const chosen = this.options?.[this.place];
    this.options = this.hits();
    this.box.replaceChildren(...this.options.map((hit, place) => this.option(hit, place)));
    if (!this.options.length) this.box.append(element("p", { className: "tp-nothing", textContent: word("nothing_found") }));
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.status.textContent = word("found_count", { count: this.options.length });
    const again = chosen && this.moved ? this.options.findIndex((hit) => hit.url === chosen.url && hit.label === chosen.label) : 0;
    if (again <= 0) this.moved = false;
    this.choose(Math.max(again, 0));
  }

  option(hit, place) {
    const kind = hit.group || hit.kind || (hit.url && !hit.verb ? "→" : "›");
    return element("a", { className: "tp-option", role: "option", id: `tp-hit-${place}`, href: hit.url || "#", tabIndex: -1, "aria-selected": "false", "data-hit": String(place) },
      element("span", { className: "tp-hit-kind", textContent: kind }),
      element("span", { textContent: hit.label }),
      element("span", { className: "tp-note", textContent: hit.detail || "" }));
  }

  choose(place) {
    const options = [...this.box.querySelectorAll("[role=option]")];
    this.place = options.length ? (place + options.length) % options.length : -1;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.place)));
    const chosen = options[this.place];
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  chosen() { return this.box.querySelector("[aria-selected=true]"); }

  clicked(event) {
    const option = event.target.closest("[data-hit]");
    if (!option) return;
    const hit = this.options[Number(option.dataset.hit)];
    if (hit.url) { this.used(hit); return; } // an address: the browser follows it, in whichever tab
    event.preventDefault();
    if (hit.fills) {
      this.input.value = hit.fills;
      this.search();
      return;
    }
    dialog.close();
    hit.run();
  }

  used(hit) {
    remember({ url: hit.url, label: hit.label, kind: hit.verb ? "" : hit.kind, detail: hit.detail });
  }

  key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) {
      this.moved = true;
      this.wanted = false;
      this.choose(Math.abs(step) === 1 ? this.place + step : Math.min(Math.max(this.place + step, 0), this.options.length - 1));
      event.preventDefault();
    } else if (event.key === "Enter") {
      const hit = this.options[this.place];
      event.preventDefault();
      // Found for the beginning of these words, or nothing yet: what is found for all of them opens when it comes.
      this.wanted = this.lags && !this.moved && (!hit || this.remote.includes(hit));
      if (this.wanted || !hit) return;
      if ((event.ctrlKey || event.metaKey) && hit.url) {
        this.used(hit);
        window.open(hit.url, "_blank", "noopener");
      } else this.chosen().click();
    }
  }
}

if (dialog) new Finder();

// “release SO-…” leads to the order with its button in focus; the person presses it, no address does.
const asked = new URLSearchParams(location.search).get("do");
if (asked) {
  const button = document.querySelector(`main [data-verb="${CSS.escape(asked)}"]`);
  const address = new URL(location.href);
  address.searchParams.delete("do");
  history.replaceState(history.state, "", address);
  button?.closest("details")?.setAttribute("open", "");
  button?.focus();
}
