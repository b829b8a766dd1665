// A file dropped on the page goes to the page's file field; without this the field itself still takes it.
const zone = document.querySelector("[data-drop]");
const field = zone?.querySelector("input[type=file]");

if (zone && field) {
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  // Anywhere on the page: a file that misses the box would otherwise replace the page in the browser.
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    zone.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget ?? zone.classList.remove("is-over"));
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("is-over");
    if (event.dataTransfer.files.length) {
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    }
  });
  field.addEventListener("change", () => {
    zone.classList.toggle("has-file", field.files.length > 0);
    zone.querySelectorAll(".tp-error").forEach((error) => error.remove());
  });
}
