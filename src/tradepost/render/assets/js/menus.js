// Menus and filters are <details>; here they close on Escape, on a click elsewhere, and walk by arrows.
const OPEN = "details.tp-menu[open], details.tp-filter[open]";

export function closeMenus(but = null) {
  let closed = false;
  for (const menu of document.querySelectorAll(OPEN)) {
    if (menu === but) continue;
    menu.open = false;
    closed = true;
  }
  return closed;
}

document.addEventListener("click", (event) => closeMenus(event.target.closest(OPEN)));
document.addEventListener("focusin", (event) => {
  const inside = event.target.closest("details.tp-menu, details.tp-filter");
  if (inside || event.target !== document.body) closeMenus(inside);
});

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.(OPEN)) return;
  closeMenus(event.target);
  const body = event.target.querySelector(".tp-filter-body, .tp-menu-body");
  const over = body.getBoundingClientRect().right - document.documentElement.clientWidth + 8;
  if (over > 0 && !body.classList.contains("tp-menu-end")) body.style.left = `${-over}px`;
  if (event.target.matches(".tp-filter")) body.querySelector("input")?.focus();
}, true);
// Opened while the page was still coming: what fills and places it hears of it now.
document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(OPEN).forEach((menu) => menu.dispatchEvent(new Event("toggle"))));

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(OPEN);
  if (!menu) return;
  if (event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
  } else if (menu.matches(".tp-menu") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const items = [...menu.querySelectorAll(".tp-menu-item")];
    const next = items.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    items.at(Math.max(next, 0) % items.length)?.focus();
    event.preventDefault();
  }
});

// The side navigation on small screens.
const side = document.getElementById("tp-side");
const opener = document.querySelector("[data-opens-side]");
function showSide(open) {
  side.classList.toggle("is-open", open);
  opener.setAttribute("aria-expanded", open);
  if (open) side.querySelector("a[aria-current], a").focus();
}
opener?.addEventListener("click", () => showSide(!side.classList.contains("is-open")));
document.querySelector("[data-closes-side]")?.addEventListener("click", () => showSide(false));
side?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && side.classList.contains("is-open")) {
    showSide(false);
    opener.focus();
  }
});
