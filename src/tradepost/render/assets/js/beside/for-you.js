// How many mentions are new: asked each minute while somebody looks, and when they come back to the window.
const EVERY = 60_000;
const mark = document.querySelector("[data-for-you]");
let asked = Date.now();

async function ask() {
  if (document.hidden) return;
  asked = Date.now();
  try {
    const answer = await fetch(mark.dataset.forYou, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const { count } = await answer.json();
    const shown = mark.querySelector(".tp-count");
    shown.textContent = count > 99 ? "99+" : String(count);
    shown.hidden = !count;
  } catch { /* the next time */ }
}

if (mark) {
  setInterval(ask, EVERY);
  addEventListener("focus", () => Date.now() - asked > 2000 && ask());
}
