// Notes: written, changed and removed in place; @ offers colleagues; what is not sent yet survives the page.
import { LookUpList } from "../lookup.js";
import { toast } from "../toasts.js";
import { element, word } from "../words.js";
import { draw, send } from "./part.js";

const draftOf = (form) => form.dataset.draft && `tp-note:${form.dataset.draft}`;
function stored(key, text) {
  try {
    if (text === undefined) return localStorage.getItem(key) ?? "";
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch { /* no storage: nothing to keep in */ }
  return "";
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-beside-form]");
  if (!form) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  const button = form.querySelector("[type=submit]");
  button.setAttribute("aria-disabled", "true");
  const { page, sentence } = await send(form.action, new URLSearchParams(new FormData(form)));
  delete form.dataset.busy;
  button.removeAttribute("aria-disabled");
  if (sentence) return tell(form, sentence);
  if (draftOf(form)) stored(draftOf(form), "");
  draw(page);
  if (form.matches("[data-draft]")) document.getElementById("tp-note-text")?.focus();
});

function tell(form, sentence) {
  const problem = form.querySelector("[data-problem]");
  if (!problem) return toast(sentence, "bad");
  problem.textContent = sentence;
  problem.hidden = false;
  form.querySelector("textarea").focus();
}

document.addEventListener("click", async (event) => {
  const edit = event.target.closest("[data-note-edit], [data-note-keep]");
  if (edit) return turn(edit.closest("li"), edit.matches("[data-note-edit]"));
  const earlier = event.target.closest("[data-earlier]");
  if (!earlier) return;
  event.preventDefault();
  const place = earlier.closest("li").querySelector(":scope > div");
  const shown = place.querySelector(".tp-earlier");
  if (shown) return shown.remove();
  try {
    const answer = await fetch(earlier.href, { headers: { "HX-Request": "true" } });
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".tp-earlier");
    if (part) place.append(part);
  } catch { toast(word("offline"), "bad"); }
});

function turn(item, editing) {
  const form = item.querySelector("[data-note]");
  item.querySelector(".tp-said").hidden = editing;
  form.hidden = !editing;
  if (!editing) return form.reset();
  const text = form.querySelector("textarea");
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-note]");
  if (!form || event.defaultPrevented || event.key !== "Escape") return;
  if (form.matches("[data-draft]")) event.target.blur();
  else turn(form.closest("li"), false);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("[data-note]");
  if (!form) return;
  if (draftOf(form)) stored(draftOf(form), event.target.value);
  people(form, event.target);
});

// ---- @

const lists = new WeakMap();
const AT = /(?:^|[\s(])@([\p{L}\p{N}.'’_-]*(?: [\p{L}\p{N}.'’_-]+)?)$/u;

function people(form, text) {
  const typed = text.value.slice(0, text.selectionStart).match(AT);
  const list = lists.get(text) ?? dress(form, text);
  if (!list) return;
  if (typed) list.ask(typed[1], 60, true); // an @ alone offers everybody
  else list.close();
}

function dress(form, text) {
  const url = form.dataset.people ?? document.querySelector("[data-people]")?.dataset.people;
  if (!url) return null;
  const host = element("div", { className: "tp-lookup" });
  text.after(host);
  const list = new LookUpList(text, host, { url, choose: (hit) => take(text, hit) });
  text.addEventListener("keydown", (event) => {
    if (!list.open) return; // then Enter is a new line
    if (event.key === "Tab" && list.accept()) event.preventDefault();
    else list.key(event);
  });
  text.addEventListener("blur", () => list.close());
  lists.set(text, list);
  return list;
}

function take(text, hit) {
  const before = text.value.slice(0, text.selectionStart).replace(/@[^@]*$/, `@${hit.label} `);
  const after = text.value.slice(text.selectionStart).replace(/^ /, "");
  text.value = before + after;
  text.setSelectionRange(before.length, before.length);
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function recall() {
  for (const form of document.querySelectorAll("[data-draft]")) {
    const text = form.querySelector("textarea");
    if (!text.value) text.value = stored(draftOf(form));
  }
}
recall();
document.addEventListener("tp:beside", recall);
