// A wrong scan is seen, read out and heard: whoever scans looks at the goods, not at the screen.
import { toast } from "./toasts.js";

let sound;
let shown;

/** Two short low tones. Where the browser lets no page sound yet, it stays silent. */
export function wrongTone() {
  try {
    sound ??= new AudioContext();
    sound.resume();
    const loudness = sound.createGain();
    const tone = sound.createOscillator();
    const now = sound.currentTime;
    tone.type = "square";
    tone.frequency.value = 220;
    loudness.gain.setValueAtTime(0, now);
    for (const start of [0, 0.16]) {
      loudness.gain.setValueAtTime(0.12, now + start);
      loudness.gain.setValueAtTime(0, now + start + 0.1);
    }
    tone.connect(loudness).connect(sound.destination);
    tone.start(now);
    tone.stop(now + 0.3);
  } catch { /* no sound here; the sentence stands */ }
}

/** Say what is wrong with a scan; the next one takes it away. */
export function loud(text) {
  quiet();
  shown = toast(text, "bad");
  wrongTone();
}

export function quiet() {
  shown?.remove();
  shown = null;
}
