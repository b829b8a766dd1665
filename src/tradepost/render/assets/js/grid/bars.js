// Bars over the grid: what happened, what is kept, and what can be done about it. One of a name at a time.
import { element } from "../words.js";

export class Bars {
  constructor(box) { this.box = box; }

  // `actions` are `[label, work]`, the first one strong; a link has an address instead of work.
  show(name, text, actions = [], tone = "info") {
    const bar = element("div", { className: "tp-draft", "data-bar": name }, element("p", { textContent: text }),
      ...actions.map(([label, work], place) => this.#action(label, work, place === 0)));
    bar.dataset.tone = tone;
    if (tone !== "info") bar.setAttribute("role", "alert");
    const old = this.get(name);
    if (old) old.replaceWith(bar);
    else this.box.append(bar);
    return bar;
  }

  #action(label, work, strong) {
    const className = strong ? "btn btn-primary" : "btn";
    if (typeof work === "string") return element("a", { className, href: work, target: "_blank", rel: "opener", textContent: label });
    const button = element("button", { type: "button", className, textContent: label });
    button.addEventListener("click", work);
    return button;
  }

  get(name) { return [...this.box.children].find((bar) => bar.dataset.bar === name); }

  hide(name) { this.get(name)?.remove(); }
}
