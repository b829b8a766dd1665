// A mail's form: known addresses are added with a press, names of templates put in where the cursor stands.
function add(field, address) {
  const present = field.value.split(/[,;]/).map((one) => one.trim()).filter(Boolean);
  if (present.some((one) => one.toLowerCase().includes(address.toLowerCase()))) return;
  field.value = [...present, address].join(", ");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function insert(field, text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-adds], [data-inserts]");
  if (!button) return;
  const field = document.getElementById(button.dataset.adds ?? button.dataset.inserts);
  if (!field) return;
  if (button.dataset.adds) add(field, button.dataset.address);
  else insert(field, button.textContent);
});
