// The exact day or moment of a relative one, on hover and for whoever asks the element its name.
const language = document.documentElement.lang;
const day = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });

document.addEventListener("pointerover", (event) => {
  const time = event.target.closest?.("time[datetime]:not([title])");
  if (!time) return;
  const text = time.getAttribute("datetime");
  time.title = text.includes("T") ? moment.format(new Date(text)) : day.format(new Date(`${text}T00:00:00Z`));
});
