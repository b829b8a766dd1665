// Which lines stand in the page: those one sees and some around them. The others are empty space of their height.
import { element } from "../words.js";

const ALL = 60; // so many lines are simply there
const NEAR = 200; // px above and below what is seen that must be there
const AROUND = 900; // px that are brought when something of it is not
const USUAL = 35;

export class Window {
  constructor(body, rows, changed) {
    Object.assign(this, { body, rows, changed, heights: new Map(), first: 0, last: ALL, gaps: [] });
    const look = () => { this.asked ??= requestAnimationFrame(() => { this.asked = null; this.#look(); }); };
    addEventListener("scroll", look, { passive: true, capture: true });
    addEventListener("resize", look);
    this.look = look;
  }

  #height(line) { return this.heights.get(line.key) ?? this.usual ?? USUAL; }

  // After a scroll or a change: which lines are seen now, and how high the ones in the page are.
  #look() {
    const { lines } = this;
    if (!lines || lines.length <= ALL) return;
    const [least, most] = this.#seen(NEAR);
    if (least >= this.first && most <= this.last && this.last - this.first < 4 * (most - least + 10)) return;
    this.#measure();
    [this.first, this.last] = this.#seen(AROUND);
    this.changed();
  }

  #seen(around) {
    let y = this.body.getBoundingClientRect().top;
    let [first, last] = [-1, this.lines.length - 1];
    for (let at = 0; at < this.lines.length; at += 1) {
      y += this.#height(this.lines[at]);
      if (first < 0 && y > -around) first = at;
      if (y > innerHeight + around) { last = at; break; }
    }
    return [Math.max(first, 0), last];
  }

  #measure() {
    for (const [key, row] of this.rows) {
      const height = row.node.offsetHeight;
      this.heights.set(key, height);
      if (!row.node.classList.contains("is-blank") && !row.message) this.usual = height;
    }
  }

  // A line that must be in the page now, with its neighbours.
  reveal(at) {
    if (at >= this.first && at <= this.last) return false;
    const span = Math.max(this.last - this.first, 40);
    Object.assign(this, { first: Math.max(at - span, 0), last: at + span });
    return true;
  }

  /** The nodes from top to bottom: `row(line, at)` for lines that are in the page, one gap for each run of others. */
  nodes(lines, pinned, row) {
    this.lines = lines;
    const all = lines.length <= ALL;
    const nodes = [];
    let [gap, used] = [0, 0];
    const close = () => {
      if (!gap) return;
      const node = (this.gaps[used] ??= element("div", { className: "tp-grid-gap", role: "presentation" }));
      node.style.height = `${gap}px`;
      nodes.push(node);
      [gap, used] = [0, used + 1];
    };
    lines.forEach((line, at) => {
      if (!all && line !== pinned && (at < this.first || at > this.last)) { gap += this.#height(line); return; }
      close();
      nodes.push(row(line, at));
    });
    close();
    return nodes;
  }
}
