// Whatever goes wrong on the way is said in words, and what was typed stays.
import { toast } from "./toasts.js";
import { word } from "./words.js";

document.addEventListener("htmx:error", (event) => {
  if (event.detail?.error?.name !== "AbortError") toast(word("offline"), "bad");
});
document.addEventListener("htmx:before:swap", (event) => {
  const response = event.detail?.ctx?.response;
  if (!response) return;
  if (response.raw?.redirected && new URL(response.raw.url).pathname.startsWith("/accounts/login")) {
    event.preventDefault();
    toast(word("signed_out"), "bad");
  } else if (response.status >= 500 || response.status === 403 || response.status === 404) {
    event.preventDefault();
    toast(word("server_error"), "bad");
  }
});
