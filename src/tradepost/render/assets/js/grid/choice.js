// What is chosen besides the cell one stands in: a block of cells, or whole lines.

export class Choice {
  constructor() { this.clear(); }

  clear() {
    this.from = null;
    this.whole = false;
  }

  begin(at) { this.from ??= { ...at }; }

  lines(top) {
    this.from = { row: top, place: 0 };
    this.whole = true;
  }

  get some() { return this.from !== null; }

  // The block between where it began and where one stands; `last` is the last column.
  block(at, last) {
    const from = this.from ?? at;
    const [left, right] = this.whole ? [0, last] : [Math.min(from.place, at.place), Math.max(from.place, at.place)];
    return { top: Math.min(from.row, at.row), bottom: Math.max(from.row, at.row), left, right };
  }
}

const clean = (text) => text.replace(/[\t\r\n]+/g, " ");

// The block as a spreadsheet pastes it.
export function asTable(grid) {
  const { top, bottom, left, right } = grid.block();
  const columns = grid.columns.slice(left, right + 1);
  return grid.lines.all.slice(top, bottom + 1)
    .map((line) => columns.map((column) => clean(String(line.values[column.key] || line.cells[column.key] || line.hints[column.key] || ""))).join("\t"))
    .join("\n");
}

// A value goes down from the top of the block, or from the line above the one cell.
export function fillDown(grid) {
  const { top, bottom, left, right } = grid.block();
  const source = top === bottom ? top - 1 : top;
  const columns = grid.columns.slice(left, right + 1).filter((column) => column.editable);
  const above = grid.lines.all[source]?.values;
  const values = Object.fromEntries(columns.map((column) => [column.key, above?.[column.key] ?? ""]).filter(([, value]) => value));
  if (!Object.keys(values).length) return;
  const end = Math.min(bottom, Math.max(top, grid.lines.firstBlank() - 1));
  grid.changeMany(Array.from({ length: end - source }, (_, offset) => [source + 1 + offset, values]));
}

export function clearBlock(grid) {
  const { top, bottom, left, right } = grid.block();
  const columns = grid.columns.slice(left, right + 1).filter((column) => column.editable);
  const changes = [];
  for (let row = top; row <= bottom; row += 1) {
    const values = grid.lines.all[row].values;
    const gone = columns.filter((column) => values[column.key]).map((column) => [column.key, ""]);
    if (gone.length) changes.push([row, Object.fromEntries(gone)]);
  }
  if (changes.length) grid.changeMany(changes);
}
