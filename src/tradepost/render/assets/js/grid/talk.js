// The grid and its server: lines go as one request, the answer goes to its cells, a refusal to its line.
import { loud } from "../loud.js";
import { toast } from "../toasts.js";
import { element, fill } from "../words.js";
import { merge } from "./merge.js";
import { newLine } from "./lines.js";
import { Wire } from "./wire.js";

const PREVIEW_AFTER = 140;
const RETRY_AFTER = 4000;

export class Talk {
  constructor(grid) {
    Object.assign(this, { grid, words: grid.words, wire: new Wire(grid.settings), version: grid.settings.extra.version });
    addEventListener("online", () => this.away && this.preview());
    // Signed in again in another tab, or back at this one: go on by itself.
    for (const name of ["focus", "visibilitychange"]) addEventListener(name, () => this.signedOut && !document.hidden && this.return(), true);
    if (typeof BroadcastChannel !== "undefined") new BroadcastChannel("tp-session").addEventListener("message", () => this.signedOut && this.return());
  }

  body() {
    const { grid } = this;
    return {
      id: grid.keeper.id, head: grid.head.read(), lines: grid.lines.filled().map((line) => ({ key: line.key, ...line.values })),
      ...grid.settings.extra, ...(this.version ? { version: this.version } : {}),
    };
  }

  // An answer to what was typed before is not waited for any more.
  soon() {
    this.wire.stop();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.preview(), PREVIEW_AFTER);
  }

  async preview() {
    clearTimeout(this.timer);
    const { grid } = this;
    if (this.signedOut || this.sending) return;
    if (!grid.lines.filled().length) { grid.view.totals(grid.part("totals"), []); this.notices([]); grid.say(""); return; }
    grid.say(this.words.computing);
    try {
      const answer = await this.wire.preview({ ...this.body(), ...grid.pasting?.body() });
      this.back();
      grid.say("");
      if (answer.ok) this.apply(answer.data);
      else this.complain(answer.data);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.missed(error);
    }
  }

  apply(data) {
    const { grid } = this;
    grid.pasting?.take(data.pasted);
    const byKey = new Map(grid.lines.all.map((line, place) => [line.key, [line, place]]));
    grid.head.complain(data.fields ?? {});
    for (const told of data.lines ?? []) {
      const [line, place] = byKey.get(told.key) ?? [];
      if (!line) continue;
      const warnings = { ...told.warnings, ...line.clash };
      Object.assign(line, { cells: told.cells ?? {}, hints: told.hints ?? {}, errors: told.errors ?? {}, warnings, why: told.why ?? {}, units: told.units ?? line.units, likes: told.likes ?? [], fixes: told.fixes ?? [] });
      if (told.typed && grid.editor.open?.line !== line) line.values = { ...line.values, ...told.typed };
      grid.view.update(line, place);
    }
    grid.view.totals(grid.part("totals"), data.totals ?? []);
    const sure = grid.lines.all.filter((line) => line.fixes.some((fix) => fix.sure)).length;
    this.notices([...(data.notices ?? []), ...(sure > 1 ? [{ text: fill(this.words.fixes, { count: sure }), label: this.words.fix_all, act: () => grid.fixAll() }] : [])]);
    const wrong = grid.lines.filled().filter((line) => Object.values(line.errors).some(Boolean)).length;
    const count = grid.view.counted(grid.lines.filled().length);
    grid.say(wrong ? `${count} · ${wrong === 1 ? this.words.errors_one : fill(this.words.errors, { count: wrong })}` : count);
  }

  complain(data) {
    const { grid } = this;
    const left = grid.head.complain(data.fields ?? {});
    for (const line of grid.lines.all) line.errors = data.lines?.[line.key] ?? {};
    grid.lines.all.forEach((line, place) => grid.view.update(line, place));
    const sentences = [data.message, ...left].filter(Boolean);
    this.notices(sentences.length ? [{ tone: "bad", text: sentences.join(" ") }] : []);
  }

  notices(notices) {
    this.grid.part("notices").replaceChildren(...notices.map((notice) => {
      const shown = element("div", { className: "tp-notice" }, element("p", {}, `${notice.text} `, notice.url ? element("a", { href: notice.url, target: "_blank", rel: "opener", textContent: notice.link }) : null));
      shown.dataset.tone = notice.tone ?? "info";
      const act = notice.act ?? (notice.field && (() => this.grid.head.put(notice.field, notice.value)));
      if (act) {
        const button = element("button", { type: "button", className: "tp-grid-like", textContent: notice.label ?? fill(this.words.fix, { value: notice.shown ?? notice.value }) });
        button.addEventListener("click", act);
        shown.append(button);
      }
      return shown;
    }));
  }

  async submit() {
    const { grid } = this;
    grid.editor.finish();
    if (grid.locked) return;
    if (!grid.lines.filled().length) { grid.say(this.words.nothing); grid.focus(); return; }
    this.sending = grid.button.disabled = true;
    grid.say(this.words.sending);
    clearTimeout(this.timer);
    try {
      const answer = await this.wire.submit(this.body());
      if (answer.ok) {
        grid.keeper.forget();
        location.assign(answer.data.url);
        return;
      }
      this.back();
      grid.say("");
      this.sending = false;
      if (answer.data.theirs) this.join(answer.data);
      else this.refused(answer.data);
    } catch (error) {
      this.sending = false;
      this.missed(error);
      if (!error.signedOut) toast(this.words.not_sent, "bad");
    }
    this.sending = grid.button.disabled = false;
  }

  // The first thing that is wrong has the focus: a field over the lines, or a line's cell.
  refused(data) {
    const { grid } = this;
    this.complain(data);
    grid.part("notices").scrollIntoView({ block: "nearest" });
    if (grid.head.focusError()) return;
    grid.at = { ...grid.at, row: grid.lines.all.length - 1 };
    grid.toFault();
  }

  // ---- somebody else saved the same document
  join({ theirs, version, message }) {
    const { grid } = this;
    const columns = grid.columns.filter((column) => column.editable).map((column) => column.key);
    const mine = grid.lines.filled().map(({ key, values }) => ({ key, values }));
    const { lines, taken, clashes } = merge(this.base ?? grid.settings.lines, mine, theirs, columns);
    grid.lines.remember();
    const known = new Map(grid.lines.all.map((line) => [line.key, line]));
    grid.lines.all = lines.map(({ key, values }) => Object.assign(known.get(key) ?? newLine({}, key), { values, clash: this.clash(clashes[key]) }));
    grid.lines.pad();
    Object.assign(this, { version, base: theirs });
    grid.keeper.follow(version, theirs);
    const count = Object.keys(clashes).length;
    const words = count ? this.words.joined_clash : this.words.joined;
    grid.bars.show("joined", `${message} ${fill(words, { taken, count })}`, [[this.words.understood, () => grid.bars.hide("joined")]], "warn");
    grid.changed();
  }

  clash(found = {}) {
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value === null ? this.words.they_deleted : fill(this.words.they_have, { value: value || "–" })]));
  }

  // ---- not reached, signed out, and back again
  missed(error) {
    const { grid } = this;
    const kept = { count: grid.view.counted(grid.lines.filled().length) };
    grid.say("");
    if (error.signedOut || error.another) {
      this.signedOut = true;
      const next = new URL("back/", new URL(document.body.dataset.session, location.href)).pathname;
      const address = `${document.body.dataset.signIn}?next=${encodeURIComponent(next)}`;
      grid.bars.show("session", fill(error.another ? this.words.another : this.words.signed_out, kept), [[this.words.sign_in, address]], "warn");
      return;
    }
    this.away = true;
    grid.bars.show("network", fill(error.failed ? this.words.failing : this.words.offline, kept), [], "warn");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.preview(), RETRY_AFTER);
  }

  back() {
    if (this.away) toast(this.words.reached);
    this.away = this.signedOut = false;
    this.grid.bars.hide("network");
    this.grid.bars.hide("session");
  }

  async return() {
    try {
      await this.wire.renew();
    } catch (error) {
      if (error.another) this.missed(error);
      return;
    }
    if (!this.signedOut) return;
    this.back();
    toast(this.words.signed_in);
    this.preview();
  }

  // ---- one code: what it is, or a sentence that is seen and heard
  async scanned(code) {
    const { lookupUrl } = this.grid.settings;
    const answer = await fetch(`${lookupUrl}?${new URLSearchParams({ code, ...this.grid.lookupContext() })}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
    const { items, place, line, url, says } = await answer.json();
    if (url) { // it has a page of its own; what was counted so far is kept here
      location.assign(url);
      return null;
    }
    if (place) return { place };
    if (line) return { line };
    if (!items.length) loud(says || fill(this.words.not_known, { code }));
    return items[0] ?? null;
  }
}
