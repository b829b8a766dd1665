// The plan walks by arrows: along an aisle, and across to the next one. One Tab leads in, the next one out.
const plan = document.querySelector("[data-plan]");
const aisles = plan ? [...plan.querySelectorAll(".tp-cells")].map((row) => [...row.querySelectorAll("a")]) : [];

function at(cell) {
  const row = aisles.findIndex((cells) => cells.includes(cell));
  return { row, place: aisles[row]?.indexOf(cell) ?? -1 };
}

function goTo(cell) {
  if (!cell) return;
  plan.querySelector("a[tabindex='0']").tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}

if (aisles.length) {
  for (const cell of aisles.flat()) cell.tabIndex = -1;
  aisles[0][0].tabIndex = 0;
  plan.addEventListener("keydown", (event) => {
    const { row, place } = at(event.target);
    if (row < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const across = (step) => { const next = aisles[row + step]; return next?.[Math.min(place, next.length - 1)]; };
    const ways = {
      ArrowRight: () => aisles[row][place + 1], ArrowLeft: () => aisles[row][place - 1], ArrowDown: () => across(1), ArrowUp: () => across(-1),
      Home: () => aisles[row][0], End: () => aisles[row].at(-1),
    };
    if (!ways[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(ways[event.key]());
  });
}
