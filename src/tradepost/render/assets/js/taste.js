// How the person likes it: shown at once on this page, and kept with them for every other page and machine.
const NAMES = { theme: "taste", density: "density", letters: "letters" };

export function taste(name) {
  return document.documentElement.dataset[NAMES[name]] ?? "";
}

export function setTaste(name, value) {
  const root = document.documentElement;
  root.dataset[NAMES[name]] = value;
  root.dispatchEvent(new Event("tp:taste"));
  try {
    const before = JSON.parse(sessionStorage.getItem("tp-taste") ?? "{}");
    sessionStorage.setItem("tp-taste", JSON.stringify({ ...before, [NAMES[name]]: [value, Date.now()] }));
  } catch { /* private window */ }
  const { keeps, csrf } = document.body.dataset;
  if (!keeps) return;
  // It outlives the page: whoever switches and goes on at once is not forgotten.
  fetch(keeps, {
    method: "POST", keepalive: true, headers: { "X-CSRFToken": csrf }, body: new URLSearchParams({ [name]: value }),
  }).catch(() => { /* kept for this page only */ });
}
