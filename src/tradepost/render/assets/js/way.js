// The way through a list: who opened a row goes on to the next one from its page, and back to the list as it stood.
// Kept in this tab, for this person; no page and no server pays for it.
import { element, fill } from "./words.js";

const NAME = "tp-way";
const person = document.documentElement.dataset.person;
const ROWS = "table.tp-list[data-walk] > tbody > tr:not(.tp-under)";

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(NAME)) ?? {};
    return kept.person === person ? kept : {};
  } catch { return {}; }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(`${ROWS} a[href]`);
  if (!link) return;
  const heads = [...document.querySelectorAll(ROWS)].map((row) => row.querySelector("th a[href], td a[href]")).filter(Boolean);
  if (!heads.includes(link)) return;
  const way = { person, list: location.pathname + location.search, stops: heads.map((one) => [one.pathname + one.search, one.textContent.trim()]) };
  try { sessionStorage.setItem(NAME, JSON.stringify(way)); } catch { /* private window */ }
});

function step(stop, kind, said, sign) {
  if (!stop) return element("span", { className: "tp-way-end", "aria-hidden": "true", textContent: sign });
  const [url, label] = stop;
  return element("a", { href: url, rel: kind === "next" ? "next" : "prev", "data-page": kind, title: label, "aria-label": `${said}: ${label}`, textContent: sign });
}

function show(head) {
  const { list, stops = [] } = read();
  const place = stops.findIndex(([url]) => url.split("?")[0] === location.pathname);
  if (place < 0) return;
  const back = head.querySelector("[data-back]");
  if (back?.pathname === list.split("?")[0]) back.href = list;
  if (stops.length < 2) return;
  const [name, placed, previous, next] = head.dataset.way.split("|");
  const way = element("nav", { className: "tp-way", "aria-label": name, "data-screen": "way" },
    step(stops[place - 1], "previous", previous, "‹"),
    element("span", { textContent: fill(placed, { place: place + 1, count: stops.length }) }),
    step(stops[place + 1], "next", next, "›"));
  if (back) back.after(way); else head.prepend(way);
}

const head = document.querySelector("[data-way]");
if (head) show(head);
