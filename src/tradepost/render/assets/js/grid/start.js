import { OrderGrid } from "./grid.js";

for (const root of document.querySelectorAll("[data-grid]")) new OrderGrid(root).start();
