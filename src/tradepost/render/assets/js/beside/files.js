// Files: dropped anywhere on the page, chosen, or a picture pasted; each with its own progress and its own refusal.
import { element, word } from "../words.js";
import { redraw } from "./part.js";

const area = () => document.querySelector("[data-beside]");
const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

let depth = 0;
const mark = (over) => area()?.classList.toggle("is-over", over);
document.addEventListener("dragenter", (event) => {
  if (!area() || !carries(event)) return;
  depth += 1;
  mark(true);
});
document.addEventListener("dragleave", (event) => {
  if (carries(event) && (depth = Math.max(depth - 1, 0)) === 0) mark(false);
});
document.addEventListener("dragover", (event) => {
  if (area() && carries(event)) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!area() || !carries(event)) return;
  event.preventDefault();
  depth = 0;
  mark(false);
  add([...event.dataTransfer.files]);
});
document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-files]")) return;
  add([...event.target.files]);
  event.target.value = "";
});
document.addEventListener("paste", (event) => {
  const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
  if (!area() || !pictures.length || event.target.closest?.("[role=grid]")) return;
  event.preventDefault();
  add(pictures);
});

// Minted here (RFC 9562, version 7): sent twice it is one file.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = BigInt(Date.now());
  for (let place = 0; place < 6; place += 1) bytes[place] = Number((now >> BigInt(8 * (5 - place))) & 0xffn);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function add(files) {
  const done = await Promise.all(files.map(upload));
  if (done.some(Boolean)) await redraw();
}

// What was refused is told again in the part that was drawn anew.
let refusals = [];
document.addEventListener("tp:beside", () => {
  document.querySelector("[data-uploads]")?.append(...refusals.filter((row) => !row.dataset.closed));
});

function row(file) {
  const bar = element("progress", { max: 100, value: 0, "aria-label": file.name });
  const close = element("button", { type: "button", className: "tp-icon-btn", "aria-label": word("dismiss"), textContent: "×" });
  const shown = element("li", {}, element("span", { className: "tp-file-name", textContent: file.name, dir: "auto" }), bar, close);
  close.addEventListener("click", () => { shown.dataset.closed = "yes"; shown.remove(); });
  document.querySelector("[data-uploads]").append(shown);
  return { shown, bar };
}

function refuse(shown, bar, sentence) {
  bar.replaceWith(element("p", { className: "tp-error", role: "alert", textContent: sentence }));
  refusals = [...refusals.filter((one) => one.isConnected), shown];
  return false;
}

function upload(file) {
  const { shown, bar } = row(file);
  if (file.size > Number(area().dataset.most)) return refuse(shown, bar, area().dataset.tooLarge);
  return new Promise((resolve) => {
    const asked = new XMLHttpRequest();
    asked.open("POST", `${area().dataset.upload}?${new URLSearchParams({ name: file.name, id: newId() })}`);
    asked.setRequestHeader("Content-Type", "application/octet-stream");
    asked.setRequestHeader("X-CSRFToken", document.body.dataset.csrf);
    asked.setRequestHeader("HX-Request", "true");
    asked.upload.addEventListener("progress", (event) => { bar.value = (100 * event.loaded) / event.total; });
    shown.querySelector("button").addEventListener("click", () => asked.abort());
    asked.addEventListener("abort", () => resolve(false));
    asked.addEventListener("error", () => resolve(refuse(shown, bar, word("offline"))));
    asked.addEventListener("load", () => {
      if (asked.status === 204) {
        shown.remove();
        return resolve(true);
      }
      const login = new URL(asked.responseURL).pathname.startsWith("/accounts/login");
      const said = asked.status < 500 && new DOMParser().parseFromString(asked.responseText, "text/html").querySelector(".tp-alert")?.textContent.trim();
      resolve(refuse(shown, bar, login ? word("signed_out") : said || word("server_error")));
    });
    asked.send(file);
  });
}
