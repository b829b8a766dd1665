import { learn } from "../words.js";
import { HandSheet } from "./sheet.js";

for (const root of document.querySelectorAll("[data-hand-sheet]")) {
  learn(JSON.parse(document.getElementById("tp-hand-words").textContent));
  new HandSheet(root).start();
}
