// A part that keeps itself fresh while somebody looks at it: a tiny address says whether there is news, and only then
// the part is fetched. Focus and place stay; a count that changed is said politely.
import { word } from "./words.js";

const EVERY = 15000;
const part = document.querySelector("[data-live]");
let timer;
let asking = false;
let again = false;

const counts = () => new Map([...part.querySelectorAll("[data-task]")].map((link) => [link.dataset.task, link]));
const tag = () => part.querySelector("[data-live-tag]")?.dataset.liveTag ?? "";
const path = (found) => found && part.contains(found) && { task: found.dataset.task, href: found.getAttribute("href"), box: found.closest("[id]")?.id };

async function look() {
  again = asking; // called meanwhile: what is asked may be answered from before
  if (asking || document.visibilityState !== "visible") return;
  asking = true;
  try {
    const news = await fetch(part.dataset.liveNews, { headers: { "If-None-Match": tag() }, cache: "no-store" });
    if (news.status === 200 && !news.redirected) await take();
  } catch {
    // No network: the next look will tell.
  } finally {
    asking = false;
    if (again) look();
    else wait();
  }
}

async function take() {
  const answer = await fetch(part.dataset.live, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const fresh = document.createRange().createContextualFragment(await answer.text());
  const [before, held] = [counts(), path(document.activeElement)];
  part.replaceChildren(fresh);
  if (held) focus(held);
  const head = document.querySelector("[data-live-open]");
  if (head) head.textContent = part.querySelector("[data-live-head]")?.dataset.liveHead ?? "";
  tell(before);
  freshFigures();
}

// The figures follow, for the period that was chosen; not while somebody stands in them, or reads one as a table.
function freshFigures() {
  const figures = document.getElementById("tp-figures");
  if (!figures || figures.contains(document.activeElement) || figures.querySelector("details[open]")) return;
  figures.querySelector("[data-period][aria-pressed=true]")?.click();
}

function focus({ task, href, box }) {
  const same = task ? `[data-task="${CSS.escape(task)}"]` : `${box ? `#${CSS.escape(box)} ` : ""}a[href="${CSS.escape(href ?? "")}"]`;
  (part.querySelector(same) ?? (box && part.querySelector(`#${CSS.escape(box)} a`)))?.focus({ preventScroll: true });
}

function tell(before) {
  const said = [];
  for (const [task, link] of counts()) {
    const [now, then] = [link.dataset.count, before.get(task)?.dataset.count];
    if (then === undefined || now === then) continue;
    link.closest(".tp-todo, li")?.classList.add("is-fresh");
    said.push(word("now_waits", { name: link.querySelector(".tp-todo-label").textContent, count: link.querySelector("strong").textContent }));
  }
  if (said.length) document.querySelector("[data-live-said]").textContent = said.join(" ");
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(look, EVERY);
}

if (part) {
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
  addEventListener("online", look);
  wait();
}
