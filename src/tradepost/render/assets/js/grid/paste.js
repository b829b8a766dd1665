// From pasted text to lines: spreadsheet cells, CSV, or words out of an e-mail. Pure: text in, lines out.
import { columnsOf } from "./heading.js";

const NUMBER = /^[+-]?\d{1,3}(?:[.,'’\s]\d{3})*(?:[.,]\d+)?$|^[+-]?\d+(?:[.,]\d+)?$/;

function cells(row) {
  for (const separator of ["\t", ";", "|"]) {
    if (row.includes(separator)) return split(row, separator);
  }
  if (row.includes(",") && !/^[^\s,]+\s+\d*,\d+$/.test(row)) return split(row, ",");
  return spoken(row);
}

// Quotes as spreadsheets write them.
function split(row, separator) {
  const out = [];
  let [cell, quoted] = ["", false];
  for (let at = 0; at < row.length; at += 1) {
    const letter = row[at];
    if (quoted && letter === '"' && row[at + 1] === '"') { cell += '"'; at += 1; }
    else if (letter === '"' && (quoted || cell.trim() === "")) { quoted = !quoted; if (quoted) cell = ""; }
    else if (letter === separator && !quoted) { out.push(cell.trim()); cell = ""; }
    else cell += letter;
  }
  return [...out, cell.trim()];
}

// "12 x TEA-100", "TEA-100 x 12", "12 cases TEA-100", "TEA-100 12 case"
function spoken(row) {
  const words = row.trim().replace(/^[-*•–]\s+/, "").split(/\s+/).filter((word) => !/^[x×*]$/i.test(word));
  if (words.length > 1 && isCount(words[0]) && !isNumber(words[1])) {
    const [count, ...rest] = words;
    if (rest.length > 1 && isUnit(rest[0])) return [rest[1], count, rest[0], ...rest.slice(2)];
    return [rest[0], count, ...rest.slice(1)];
  }
  return words;
}

export function isNumber(text) { return NUMBER.test(text.trim()); }
const isUnit = (text) => /^(pcs?|pieces?|cases?|cs|cartons?|ctn|box(es)?|packs?|ea|each|st(ü|ue)ck|kartons?|cajas?|kg|g|pallets?|dozen)\.?$/i.test(text);
const isAmount = (text) => /^\d[\d.,]*\s*\p{L}+\.?$/u.test(text.trim()) && isUnit(text.replace(/^[\d.,\s]+/, ""));
const isCount = (text) => /^\d{1,5}x?$/i.test(text) || /^\d{1,5}[.,]\d{1,3}$/.test(text) || isAmount(text);

function quantityOf(text) { return text.replace(/x$/i, "").trim(); }

/** `{lines, passed}`: lines of `{item, quantity, unit, price}` (texts, empty left out) from pasted text, and how many
 *  rows were passed over as mere words. `first` is where a single column lands: pasting a column of quantities over
 *  the quantity column fills downward. */
export function parse(text, columns = ["item", "quantity", "unit", "price"], first = columns[0]) {
  const rows = text.replace(/\r\n?/g, "\n").split("\n").map((row) => row.replace(/\u00a0/g, " ").replace(/^(\s*>)+\s?/, "")).filter((row) => row.trim());
  const table = rows.map(cells);
  if (table.every((row) => row.length === 1)) return { lines: table.map(([value]) => ({ [first]: value })), passed: 0 };
  if (first !== columns[0]) {
    const from = Math.max(columns.indexOf(first), 0);
    return { lines: table.map((row) => Object.fromEntries(row.map((value, at) => [columns[from + at], value]).filter(([name, value]) => name && value))), passed: 0 };
  }
  const heading = table.length > 1 && isHeading(table[0], table[1]) ? table.shift() : [];
  const named = columnsOf(heading);
  const lines = table.map((row) => (named ? byHeading(row, named) : line(row))).filter((found) => found.item);
  // "Dear all," and "please send us:" are no lines where others have quantities; in a table every row is one.
  const prose = !/[\t;|]/.test(text) && lines.some((found) => found.quantity);
  const meant = prose ? lines.filter((found) => found.quantity || !/\s|[:,!]$/.test(found.said)) : lines;
  return { lines: meant.map(({ said, ...found }) => found), passed: lines.length - meant.length };
}

const bare = (text) => text.replace(/[€$£¥\s]|[A-Z]{3}/g, "");

function byHeading(row, named) {
  const found = Object.fromEntries(Object.entries(named).map(([name, at]) => [name, row[at] ?? ""]).filter(([, value]) => value));
  return { ...found, ...(found.price ? { price: bare(found.price) } : {}), said: row.join(" ") };
}

function isHeading(row, next) {
  return !row.some((field) => /\d/.test(field)) && next.some((field) => /\d/.test(field));
}

// Code first; then the first number is the quantity, a word beside it the unit, the next number the price.
// A name between code and quantity is passed over.
function line(row) {
  let fields = row.filter((field, at) => field !== "" || at === 0);
  if (fields.length > 1 && isCount(fields[0]) && !isNumber(fields[1])) fields = [fields[1], fields[0], ...fields.slice(2)];
  const [item, ...rest] = fields;
  const found = { item, said: fields.join(" ") };
  const number = rest.findIndex(isNumber);
  const at = number < 0 ? rest.findIndex(isAmount) : number;
  if (at < 0) return rest[0] && /^\d/.test(rest[0]) ? { ...found, quantity: quantityOf(rest[0]) } : found;
  found.quantity = rest[at];
  const after = rest.slice(at + 1);
  if (after[0] && !isNumber(after[0]) && /^\p{L}[\p{L}\s.]{0,20}$/u.test(after[0])) found.unit = after.shift();
  const price = after.find((field) => isNumber(bare(field)));
  if (price) found.price = bare(price);
  return found;
}
