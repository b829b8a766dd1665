// What was typed survives a closed tab, a lost network and an ended session: kept on this computer by document id.

const DAYS = 14;
const PREFIX = "tp-draft:";

function store() {
  try { return localStorage; } catch { return null; }
}

export class Draft {
  constructor(kind, id) {
    Object.assign(this, { kind, id });
  }

  get name() { return `${PREFIX}${this.kind}:${this.id}`; }

  save(head, lines) {
    if (!this.kind) return false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const kept = lines().map((line) => ({ key: line.key, values: line.values }));
      try {
        if (kept.length) store()?.setItem(this.name, JSON.stringify({ id: this.id, at: Date.now(), head: head(), lines: kept }));
        else store()?.removeItem(this.name);
      } catch { /* full: the server still has what was sent */ }
    }, 250);
    return true;
  }

  forget() {
    clearTimeout(this.timer);
    store()?.removeItem(this.name);
  }

  // The newest unsent draft of this kind by this person; old ones go.
  found() {
    const kept = [];
    const names = Object.keys(store() ?? {}).filter((name) => name.startsWith(`${PREFIX}${this.kind}:`));
    for (const name of names) {
      try {
        const draft = JSON.parse(store().getItem(name));
        if (Date.now() - draft.at > DAYS * 86_400_000) store().removeItem(name);
        else if (draft.lines.length) kept.push(draft);
      } catch { store().removeItem(name); }
    }
    return kept.sort((a, b) => b.at - a.at)[0] ?? null;
  }

  static remove(kind, id) { store()?.removeItem(`${PREFIX}${kind}:${id}`); }
}
