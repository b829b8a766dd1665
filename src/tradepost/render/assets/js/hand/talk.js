// To the server and back, as the grid does it; what is wrong is heard, and scans that waited are counted.
import { Talk } from "../grid/talk.js";
import { wrongTone } from "../loud.js";

export class HandTalk extends Talk {
  // Of a count only what was counted, with the moments: the clock of this phone says how long ago it was.
  body() {
    const { grid } = this;
    const body = super.body();
    if (!grid.leads) return body;
    const counted = new Set(grid.lines.all.filter((line) => grid.isCounted(line)).map((line) => line.key));
    return { ...body, lines: body.lines.filter((line) => counted.has(line.key)), now: Date.now() };
  }

  // What was scanned last stands there until something is wrong.
  apply(data) {
    const { grid } = this;
    super.apply(data);
    if (!grid.lines.all.some((line) => Object.values(line.errors).some(Boolean))) grid.say(grid.heard ?? "");
  }

  refused(data) {
    wrongTone();
    super.refused(data);
  }

  back() {
    super.back();
    this.grid.scans.again();
  }
}
