// The camera as a scanner, by the browser's own reader. Where it has none, or the page is not on https, no button shows.
import { loud } from "./loud.js";
import { scannedHere } from "./scanner.js";
import { element, word } from "./words.js";

const WANTED = ["ean_13", "ean_8", "upc_a", "upc_e", "itf", "code_128", "code_39", "data_matrix", "qr_code"];
const EVERY = 120; // ms between two looks
const able = "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);

// Ctrl-K may be asked by the camera too; no page carries the button for browsers that have no reader.
const LENS = '<svg class="tp-i" width="18" height="18" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 7h3l2-3h6l2 3h3v12H4z"/><circle cx="12" cy="13" r="3"/></svg>';
function offerInFind() {
  const name = word("camera");
  const button = element("button", { className: "tp-icon-btn", type: "button", "data-camera": "", "aria-label": name, title: name });
  button.innerHTML = LENS;
  document.querySelector("#tp-find form")?.append(button);
}

function showButtons() {
  if (able) for (const button of document.querySelectorAll("[data-camera]")) button.hidden = false;
}

async function reader() {
  const known = await BarcodeDetector.getSupportedFormats();
  return new BarcodeDetector({ formats: WANTED.filter((format) => known.includes(format)) });
}

function opened() {
  const video = element("video", { muted: true, playsInline: true });
  const close = element("button", { type: "button", className: "btn", textContent: word("camera_close") });
  const dialog = element("dialog", { className: "tp-dialog tp-camera", "aria-label": word("camera") },
    video, element("p", { className: "tp-help", textContent: word("camera_hint") }), close);
  close.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, video };
}

async function scan() {
  document.querySelector("dialog[open]")?.close();
  const { dialog, video } = opened();
  let stream;
  try {
    const detector = await reader();
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    video.srcObject = stream;
    await video.play();
    const text = await look(detector, video, dialog);
    dialog.close();
    if (text) scannedHere(text);
  } catch {
    dialog.close();
    loud(word("camera_none"));
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
    dialog.remove();
  }
}

// Read twice the same, so that half a label on the edge of the picture counts nothing.
async function look(detector, video, dialog) {
  let before = "";
  while (dialog.open) {
    const [found] = await detector.detect(video);
    if (found?.rawValue && found.rawValue === before) return found.rawValue;
    before = found?.rawValue ?? "";
    await new Promise((go) => { setTimeout(go, EVERY); });
  }
  return "";
}

document.addEventListener("click", (event) => {
  if (able && event.target.closest("[data-camera]")) scan();
});
document.addEventListener("htmx:after:settle", showButtons);
showButtons();
if (able) offerInFind();
