// Texts come from the server in the language in force.
let words;

const known = () => (words ??= JSON.parse(document.getElementById("tp-words")?.textContent || "{}"));

/** What only this page says. */
export function learn(more = {}) { Object.assign(known(), more); }

export function word(key, values = {}) {
  return fill(known()[key] ?? key, values);
}

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
