// What was typed survives a closed tab, a lost network and an ended session: kept on this computer by document id.
// One tab owns a draft at a time; whoever continues it in another tab takes it, and the first one is told.

const DAYS = 14;
const SHORT = 100;
const PREFIX = "tp-draft:";
const TAB = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

function store() {
  try { return localStorage; } catch { return null; }
}

function read(name) {
  try { return JSON.parse(store()?.getItem(name)); } catch { return null; }
}

export class Draft {
  constructor(kind, id, { taken, gone } = {}) {
    Object.assign(this, { kind, id, taken, gone, held: false, more: {} });
    addEventListener("storage", (event) => this.#elsewhere(event));
    for (const leaving of ["pagehide", "visibilitychange", "blur"]) addEventListener(leaving, () => this.flush(), true);
    this.#listen();
  }

  get name() { return `${PREFIX}${this.kind}:${this.id}`; }

  // Short ones are written at once; of long ones `head` and `lines` are asked when the hand rests.
  save(head, lines, count) {
    if (!this.kind || this.lost) return;
    this.waiting = { head, lines };
    clearTimeout(this.timer);
    if (count <= SHORT) this.flush();
    else this.timer = setTimeout(() => this.flush(), 250);
  }

  flush() {
    clearTimeout(this.timer);
    if (!this.waiting || this.lost) return;
    const lines = this.waiting.lines().map((line) => ({ key: line.key, values: line.values }));
    const head = this.waiting.head();
    this.waiting = null;
    this.#write({ id: this.id, at: Date.now(), tab: TAB, head, lines, ...this.more });
  }

  #write(kept) {
    try {
      if (kept.lines.length) store()?.setItem(this.name, JSON.stringify(kept));
      else store()?.removeItem(this.name);
      this.held = kept.lines.length > 0;
    } catch { this.held = false; /* full: the page itself still has it */ }
  }

  forget() {
    clearTimeout(this.timer);
    this.waiting = null;
    this.held = false;
    store()?.removeItem(this.name);
  }

  // What was kept of this very document.
  own() { return this.kind ? read(this.name) : null; }

  // All other unsent drafts of this kind by this person, the newest first; old ones go.
  others() {
    const kept = [];
    const names = this.kind ? Object.keys(store() ?? {}).filter((name) => name.startsWith(`${PREFIX}${this.kind}:`)) : [];
    for (const name of names) {
      const draft = read(name);
      if (!draft?.lines?.length || Date.now() - draft.at > DAYS * 86_400_000) store().removeItem(name);
      else if (draft.id !== this.id) kept.push(draft);
    }
    return kept.sort((a, b) => b.at - a.at);
  }

  // Go on with a kept draft here: it is this tab's from now on.
  take(kept) {
    Object.assign(this, { id: kept.id, lost: false, held: true });
    this.#write({ ...kept, tab: TAB });
    this.#listen();
  }

  discard(kept) { store()?.removeItem(`${PREFIX}${this.kind}:${kept.id}`); }

  #elsewhere(event) {
    if (event.key !== this.name) return;
    const now = event.newValue === null ? null : read(this.name);
    if (now && now.tab !== TAB) { this.lost = true; this.taken?.(); }
    else if (!now && this.held) { this.lost = true; this.gone?.(); }
  }

  // Other tabs ask which drafts are open; this one answers for its own.
  #listen() {
    if (this.channel || !this.kind || typeof BroadcastChannel === "undefined") return;
    this.channel = new BroadcastChannel("tp-drafts");
    this.channel.addEventListener("message", ({ data }) => {
      if (data.asks === this.kind && !this.lost) this.channel.postMessage({ open: this.name });
      else if (data.open) this.seen?.(data.open.slice(`${PREFIX}${this.kind}:`.length));
    });
  }

  // `seen(id)` is called for each draft of this kind that is open in another tab.
  lookAround(seen) {
    this.seen = seen;
    this.channel?.postMessage({ asks: this.kind });
  }
}
