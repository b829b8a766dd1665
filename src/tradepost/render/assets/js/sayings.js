// Words typed loosely: case and accents do not count, a word may be cut short, each may stand anywhere.
export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
}

// 0: not meant; the more words begin as typed, and the earlier, the higher.
export function nearness(text, words) {
  const typed = plain(text).split(/\s+/).filter(Boolean);
  const known = plain(words).split(/\s+/);
  let near = 0;
  for (const part of typed) {
    const place = known.findIndex((word) => word.startsWith(part));
    if (place >= 0) near += 2 - Math.min(place, 9) / 10;
    else if (known.some((word) => part.length > 2 && word.includes(part))) near += 0.5;
    else return 0;
  }
  return near;
}

// Whether a phrase with a place for a record is being typed: its words so far, before the record itself.
export function beginning(text, phrase) {
  const typed = plain(text).split(/\s+/).filter(Boolean);
  const head = plain(phrase).split("{what}")[0].split(/\s+/).filter(Boolean);
  return typed.length > 0 && typed.length <= head.length && typed.every((part, place) => head[place].startsWith(part));
}
