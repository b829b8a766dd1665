// The part of a document's page with its notes, files and timeline: sent and drawn anew without leaving the page.
import { toast } from "../toasts.js";
import { word } from "../words.js";

export const PART = "tp-beside";

// Posts; gives {sentence} when it was refused, {page} (a Document) when it was done. What was typed stays either way.
export async function send(url, body, headers = {}) {
  let answer;
  try {
    answer = await fetch(url, { method: "POST", body, headers: { "HX-Request": "true", "X-CSRFToken": document.body.dataset.csrf, ...headers } });
  } catch {
    return { sentence: word("offline") };
  }
  return read(answer);
}

async function read(answer) {
  if (answer.redirected && new URL(answer.url).pathname.startsWith("/accounts/login")) return { sentence: word("signed_out") };
  if (answer.status === 204) return {};
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  if (answer.ok) return { page };
  const said = answer.status < 500 && page.querySelector(".tp-alert, .tp-error")?.textContent.trim();
  return { sentence: said || word("server_error") };
}

// The same part of the page as it stands on the server now.
export async function fresh() {
  try {
    return await read(await fetch(location.pathname + location.search));
  } catch {
    return { sentence: word("offline") };
  }
}

export function draw(page) {
  const now = document.getElementById(PART);
  const next = page?.getElementById(PART);
  if (!now || !next) return false;
  now.replaceWith(document.adoptNode(next));
  document.dispatchEvent(new CustomEvent("tp:beside"));
  return true;
}

export async function redraw() {
  const { page, sentence } = await fresh();
  if (!draw(page) && sentence) toast(sentence, "bad");
}
