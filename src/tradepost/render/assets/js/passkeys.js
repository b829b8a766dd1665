// What allauth's scripts of passkeys tell only the console: no key was there, or somebody said no.
import { toast } from "./toasts.js";
import { word } from "./words.js";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  toast(word("no_passkey"), "bad");
});
