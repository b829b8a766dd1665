// Signed in beside other work: tell the tabs that wait for it, and go.
if (document.querySelector("[data-signed-in]")) {
  if (typeof BroadcastChannel !== "undefined") new BroadcastChannel("tp-session").postMessage("signed in");
  close();
}
