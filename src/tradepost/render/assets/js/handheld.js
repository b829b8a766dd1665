// The scan field listens always: short codes of bins, which no listener knows from words, fall into it wherever one stands.
import { rightTone } from "./loud.js";

const field = () => document.querySelector("[data-hand-scan]");

function listen() {
  const at = document.activeElement;
  if (field() && !document.querySelector("dialog[open]") && !at?.matches("input:not([type=hidden]), select, textarea")) field().focus({ preventScroll: true });
}

function settled() {
  const glad = document.querySelector("[data-glad]:not([data-heard])");
  if (glad) {
    glad.dataset.heard = "yes";
    rightTone();
  }
  listen();
}

if (field()) {
  document.addEventListener("htmx:after:settle", settled);
  document.addEventListener("htmx:after:swap", settled);
  document.addEventListener("keydown", (event) => { if (!event.ctrlKey && !event.altKey && !event.metaKey && event.key.length === 1 && !document.activeElement?.matches("button, a")) listen(); }, true);
  // The screen stays free of the phone’s own keyboard until somebody asks for it.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-hand-keys]")) return;
    const input = field();
    input.blur();
    input.inputMode = input.inputMode === "none" ? "text" : "none";
    input.focus();
  });
  settled();
}
