// The map of related documents: what followed from what, as lines on a wide screen; pointing at one shows its way.
const SVG = "http://www.w3.org/2000/svg";
const map = document.querySelector("[data-map]");

const nodes = () => [...map.querySelectorAll("[data-node]")];
// The lines of the folded ones run to their fold.
const place = (node) => (node.closest("details")?.querySelector("summary") ?? node);

function pairs() {
  const all = nodes();
  const byKey = new Map(all.map((node) => [node.dataset.node, node]));
  return all.flatMap((node) => (node.dataset.after ?? "").split(" ").filter((key) => byKey.has(key)).map((key) => [byKey.get(key), node]));
}

function draw() {
  map.querySelector("svg.tp-map-lines")?.remove();
  const list = map.querySelector("ol");
  const box = list.getBoundingClientRect();
  const drawn = new Map();
  for (const [from, to] of pairs()) {
    const [a, b] = [place(from).getBoundingClientRect(), place(to).getBoundingClientRect()];
    if (a.right >= b.left) continue;
    const [x1, y1, x2, y2] = [a.right - box.left, a.top + 17 - box.top, b.left - box.left, b.top + 17 - box.top].map(Math.round);
    const bend = (x2 - x1) / 2;
    const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    drawn.set(path, [...(drawn.get(path) ?? []), `${from.dataset.node}-${to.dataset.node}`]);
  }
  map.classList.toggle("has-lines", drawn.size > 0);
  if (!drawn.size) return;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "tp-map-lines");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("width", Math.round(box.width));
  svg.setAttribute("height", Math.round(box.height));
  for (const [path, names] of drawn) {
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", path);
    line.dataset.of = names.join(" ");
    svg.append(line);
  }
  list.append(svg);
}

// Everything before and after one document.
function way(node) {
  const [found, links] = [new Set([node]), pairs()];
  for (const [near, far] of [[0, 1], [1, 0]]) {
    let edge = [node];
    while (edge.length) {
      edge = links.filter((pair) => edge.includes(pair[near]) && !found.has(pair[far])).map((pair) => pair[far]);
      edge.forEach((one) => found.add(one));
    }
  }
  return found;
}

function point(node) {
  const found = node ? way(node) : new Set();
  map.classList.toggle("is-pointing", found.size > 1);
  for (const one of nodes()) one.classList.toggle("is-on-way", found.has(one));
  const keys = new Set([...found].map((one) => one.dataset.node));
  for (const line of map.querySelectorAll("path")) line.classList.toggle("is-on-way", line.dataset.of.split(" ").some((pair) => pair.split("-").every((key) => keys.has(key))));
}

if (map?.querySelector("[data-after]")) {
  draw();
  new ResizeObserver(draw).observe(map);
  map.addEventListener("toggle", draw, true);
  map.addEventListener("pointerover", (event) => point(event.target.closest("[data-node]")));
  map.addEventListener("pointerleave", () => point(null));
  map.addEventListener("focusin", (event) => point(event.target.closest("[data-node]")));
  map.addEventListener("focusout", () => point(null));
}
