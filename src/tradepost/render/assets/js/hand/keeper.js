// At the shelf nobody is asked whether to go on with what was counted: it is there again, and can be thrown away.
import { Keeper } from "../grid/keeper.js";
import { word } from "../words.js";

export class HandKeeper extends Keeper {
  offer() {
    const [kept] = this.draft.others();
    if (!kept) return;
    this.resume(kept);
    const when = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(kept.at);
    const anew = () => { this.forget(); location.reload(); };
    this.grid.bars.show("kept", word("hand_kept", { when }), [[word("hand_anew"), anew]]);
  }

  // With the lines that came since; without those that others counted meanwhile.
  resume(kept) {
    const { grid } = this;
    const now = grid.lines.all;
    super.resume(kept);
    const have = new Set(grid.lines.all.map((line) => line.key));
    grid.lines.all = [...grid.lines.all.filter((line) => grid.isCounted(line) || now.includes(line)), ...now.filter((line) => !have.has(line.key))];
    grid.view.draw();
  }
}
