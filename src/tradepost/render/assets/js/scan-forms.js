// Pages where a code may be typed: the walk of a picker, and the forms of counting and moving. A scan never needs a click.
import { loud, quiet, wrongTone } from "./loud.js";
import { takeScans } from "./scanner.js";
import { toast } from "./toasts.js";
import { learn, word } from "./words.js";

/** What a text is, as the server says: `{fits, says, lot, expires, best_before}`. */
export async function ask(text, more = {}) {
  const query = new URLSearchParams({ text, ...more });
  const answer = await fetch(`${document.body.dataset.scan}?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
  return answer.json();
}

// ---- one field and a button: a scan fills the field and presses it, one after the other

const field = () => document.querySelector("form[data-scan-form]");
const waiting = [];

function send() {
  const form = field();
  if (!form || form.dataset.asking || !waiting.length) return;
  form.dataset.asking = "yes";
  form.elements.scan.value = waiting.shift();
  form.requestSubmit();
}

if (field()) {
  takeScans({
    scanned: (code) => { waiting.push(code); send(); },
    // What a hand began, or a scanner that faltered, belongs to it.
    keeps: (input, code, stood) => input?.name === "scan" && Boolean(stood) && !field()?.dataset.asking,
  });
  document.addEventListener("htmx:after:settle", send);
  document.addEventListener("htmx:after:swap", () => document.querySelector("[data-loud]:not([data-heard])") && (document.querySelector("[data-loud]").dataset.heard = "yes") && wrongTone());
  document.addEventListener("htmx:finally:request", () => { delete field()?.dataset.asking; });
}

// ---- the forms of counting and moving

const shown = (input) => input?.parentElement.querySelector("input:not([type=hidden])");

class ScanForm {
  constructor(form, settings) {
    Object.assign(this, { form, settings, place: null, source: false });
    this.turn = Promise.resolve();
    learn(settings.words);
    takeScans({ scanned: (code) => this.scanned(code) });
    const first = new URLSearchParams(location.search).get("scan");
    if (first) this.begun(first);
  }

  // What chose the item counts here, once: neither a reload nor a refusal counts it again.
  begun(code) {
    const address = new URL(location.href);
    address.searchParams.delete("scan");
    history.replaceState(history.state, "", address);
    this.scanned(code);
  }

  scanned(code) {
    quiet();
    this.turn = this.turn.then(() => this.take(code)).catch(() => loud(word("offline")));
  }

  async take(code) {
    const { warehouse } = this.settings;
    const found = await ask(code, warehouse ? { warehouse } : {});
    const items = found.fits.filter((fit) => fit.kind === "item");
    const item = items.find((fit) => fit.id === this.settings.item) ?? items[0];
    const place = found.fits.find((fit) => fit.kind === "place");
    const words = { code: found.fits[0]?.label, item: this.settings.sku };
    if (this.settings.choose) return item ? this.chosen(item, code) : loud(found.says || word("scan_no_item", words));
    if (item?.id === this.settings.item) return this.item(item, found);
    if (place) return this.settings.moves ? this.moveTo(place) : this.countAt(place);
    if (!item) return loud(found.says || word("scan_neither", words));
    return loud(this.settings.moves ? word("scan_other_move", words) : word("scan_other_item", words));
  }

  // The item's own page of the same work; what the barcode says besides counts there.
  chosen(item, code) {
    const warehouse = this.form.elements.warehouse?.value;
    location.assign(`${location.pathname}?${new URLSearchParams({ item: item.id, ...(warehouse ? { warehouse } : {}), scan: code })}`);
  }

  item(item, found) {
    if (!item.quantity) return loud(word("scan_no_whole", { code: item.label }));
    const lot = { lot: found.lot, serial: found.serial }[item.tracking] ?? "";
    return this.settings.moves ? this.moveMore(item, lot) : this.countMore(item, lot, found.expires, found.best_before);
  }

  more(input, quantity, code) {
    input.value = String((Number(input.value) || 0) + quantity);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
    this.say(word("scan_counted", { code, count: input.value }));
  }

  say(text) {
    this.form.querySelector("[data-scan-said]").textContent = text;
    toast(text);
  }

  set(name, value, text = "") {
    const input = this.form.elements[name];
    if (!input || !value) return;
    input.value = value;
    if (text && shown(input)) shown(input).value = text;
    input.dispatchEvent(new CustomEvent("tp:restored", { bubbles: true }));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // ---- counting: the shelf of that lot (and place, when one was scanned), else what was found elsewhere
  countMore(item, lot, expires, best) {
    const shelves = [...this.form.querySelectorAll("[data-scan-place]")]
      .filter((input) => (!lot || input.dataset.scanLot.toLowerCase() === lot.toLowerCase()) && (!this.place || input.dataset.scanPlace === this.place.id));
    if (shelves.length > 1) return loud(word("scan_which_place"));
    if (shelves.length) return this.more(shelves[0], item.quantity, item.label);
    this.set("found_lot", lot);
    this.set("found_expires", expires);
    this.set("found_best_before", best);
    if (this.place) this.set("found_place", this.place.id, this.place.label);
    return this.more(this.form.elements.found, item.quantity, item.label);
  }

  countAt(place) {
    this.place = place;
    const shelf = this.form.querySelector(`[data-scan-place="${place.id}"]`);
    if (!shelf) this.set("found_place", place.id, place.label);
    (shelf ?? this.form.elements.found)?.focus();
    this.say(word("scan_at", { place: place.label }));
  }

  // ---- moving: the first place is where it lies, the next where it goes
  moveTo(place) {
    const from = [...this.form.elements.source.options].filter((option) => option.value.startsWith(`${place.id}/`));
    if (!this.form.elements.to_place && !from.length) return loud(word("scan_no_source", { place: place.label }));
    if (from.length && !(this.source && this.form.elements.to_place)) {
      this.source = true;
      this.set("source", from[0].value);
      return this.say(word("scan_from", { place: place.label }));
    }
    this.set("to_place", place.id, place.label);
    return this.say(word("scan_to", { place: place.label }));
  }

  moveMore(item, lot) {
    const { source } = this.form.elements;
    const at = this.source ? source.value.split("/")[0] : "";
    const ofLot = (option) => !lot || (this.settings.lots[option.value] ?? "").toLowerCase() === lot.toLowerCase();
    const fits = [...source.options].filter((option) => option.value && (!at || option.value.startsWith(`${at}/`)) && ofLot(option));
    if (!fits.length) return loud(word("scan_no_lot", { lot }));
    if (lot) this.set("source", fits[0].value);
    return this.more(this.form.elements.quantity, item.quantity, item.label);
  }
}

const form = document.querySelector("form[data-scans=form]");
if (form) new ScanForm(form, JSON.parse(document.getElementById("tp-scans").textContent));
