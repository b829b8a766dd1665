// Days as people type them, to 2026-12-01 and back: "1.12.", "12/1" in the order of their language, "+7" from today.

const language = document.documentElement.lang || undefined;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const MONTH_FIRST = new Intl.DateTimeFormat(language).formatToParts(0).find((part) => part.type === "month" || part.type === "day").type === "month";

function iso(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year > 1999 && year < 2200 ? date.toISOString().slice(0, 10) : null;
}

function near(month, day, today) {
  const year = today.getFullYear();
  // Without a year it is the next such day, but for one that has just passed.
  const days = (Date.UTC(year, month - 1, day) - Date.UTC(year, today.getMonth(), today.getDate())) / 86_400_000;
  return iso(days < -60 ? year + 1 : year, month, day);
}

// The day in ISO, or the text as it is: then the server says what is wrong with it.
export function dayOf(typed, today = new Date()) {
  const text = typed.trim();
  const ahead = /^\+(\d{1,3})$/.exec(text);
  if (ahead) return new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + Number(ahead[1]))).toISOString().slice(0, 10);
  const whole = ISO.exec(text);
  if (whole) return iso(...whole.slice(1).map(Number)) ?? text;
  const parts = /^(\d{1,2})([./\s-])(\d{1,2})(?:\2(\d{2}|\d{4})?)?$/.exec(text);
  if (!parts) return text;
  const dotted = parts[2] === ".";
  const [day, month] = (MONTH_FIRST && !dotted ? [parts[3], parts[1]] : [parts[1], parts[3]]).map(Number);
  const found = parts[4] ? iso(Number(parts[4]) + (parts[4].length === 2 ? 2000 : 0), month, day) : near(month, day, today);
  return found ?? text;
}

// How a cell shows it: short, with the year when it is another than this one.
export function shownDay(text) {
  const whole = ISO.exec(text);
  if (!whole) return text;
  const date = new Date(Date.UTC(Number(whole[1]), Number(whole[2]) - 1, Number(whole[3])));
  const month = new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" }).format(date);
  const year = date.getUTCFullYear();
  return `${date.getUTCDate()} ${month}${year === new Date().getFullYear() ? "" : ` ${year}`}`;
}
