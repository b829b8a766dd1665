// What this person opened lately and how often, kept in this browser: no page and no server pays for it. Signing out
// forgets it, and so does somebody else who signs in at this desk.
const MOST = 60;
const person = document.documentElement.dataset.person;
const name = `tp-recents:${person}`;

function read() {
  try { return JSON.parse(localStorage.getItem(name)) ?? {}; } catch { return {}; }
}

function keep(kept) {
  const few = Object.entries(kept).sort(([, one], [, other]) => other.at - one.at).slice(0, MOST);
  try { localStorage.setItem(name, JSON.stringify(Object.fromEntries(few))); } catch { /* private window */ }
}

export function forget(but = "") {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("tp-recents:") && key !== but) localStorage.removeItem(key);
  } catch { /* private window */ }
}

export function remember({ url, label, kind = "", detail = "" }) {
  if (!person) return;
  const kept = read();
  const path = new URL(url, location.href);
  const key = path.pathname + path.search;
  kept[key] = { label, kind, detail, times: (kept[key]?.times ?? 0) + 1, at: Date.now() };
  keep(kept);
}

export function recents() {
  return Object.entries(read()).map(([url, one]) => ({ url, ...one })).sort((one, other) => other.at - one.at);
}

// Often counts, and lately counts: a use is worth half after a week.
export function weight(url, kept = read()) {
  const path = new URL(url, location.href);
  const one = kept[path.pathname + path.search];
  return one ? one.times * 0.5 ** ((Date.now() - one.at) / 604_800_000) : 0;
}

export { read as kept };

const head = document.querySelector("[data-screen=document] h1");
if (person) {
  forget(name);
  if (head && location.pathname.match(/[0-9a-f]{8}-[0-9a-f-]{27}/)) {
    const kind = head.querySelector(".tp-doc-kind")?.textContent.trim() ?? "";
    const label = head.textContent.trim().slice(kind.length).trim();
    const detail = document.querySelector("[data-screen=document] .tp-subtitle")?.textContent.trim() ?? "";
    remember({ url: location.pathname, label, kind, detail });
  }
  for (const form of document.querySelectorAll("form[action*='/logout/']")) form.addEventListener("submit", () => forget());
}
