// Two people, one document: what the other changed and I did not is taken over; where both did, both are shown.

const text = (line, name) => String(line?.[name] ?? "");

/** `base`: the lines as they were loaded; `mine`: `{key, values}`; `theirs`: the lines as they stand now.
 *  Gives `{lines: [{key, values}], taken, clashes: {key: {column: theirs}}}`. Pure. */
export function merge(base, mine, theirs, columns) {
  const [was, now] = [base, theirs].map((lines) => new Map(lines.map((line) => [line.key, line])));
  const clashes = {};
  let taken = 0;
  const lines = [];
  for (const line of mine) {
    const [before, other] = [was.get(line.key), now.get(line.key)];
    if (!before) { lines.push(line); continue; }
    const touched = columns.some((name) => text(line.values, name) !== text(before, name));
    if (!other) { // they deleted it: mine stays only when I worked on it
      if (touched) { lines.push(line); clashes[line.key] = { item: null }; } else taken += 1;
      continue;
    }
    const values = { ...line.values };
    for (const name of columns) {
      const [mineNow, theirsNow] = [text(line.values, name), text(other, name)];
      if (theirsNow === text(before, name) || theirsNow === mineNow) continue;
      if (mineNow === text(before, name)) { values[name] = theirsNow; taken += 1; }
      else (clashes[line.key] ??= {})[name] = theirsNow;
    }
    lines.push({ key: line.key, values });
  }
  for (const line of theirs) {
    if (was.has(line.key)) continue;
    const { key, ...values } = line;
    lines.push({ key, values });
    taken += 1;
  }
  return { lines, taken, clashes };
}
