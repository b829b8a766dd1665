// A wrong scan is seen, read out and heard: whoever scans looks at the goods, not at the screen.
import { toast } from "./toasts.js";

let sound;
let shown;

function play(shape, hertz, starts) {
  try {
    sound ??= new AudioContext();
    sound.resume();
    const loudness = sound.createGain();
    const tone = sound.createOscillator();
    const now = sound.currentTime;
    tone.type = shape;
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, now);
    for (const start of starts) {
      loudness.gain.setValueAtTime(0.12, now + start);
      loudness.gain.setValueAtTime(0, now + start + 0.1);
    }
    tone.connect(loudness).connect(sound.destination);
    tone.start(now);
    tone.stop(now + starts.at(-1) + 0.14);
  } catch { /* no sound here; the sentence stands */ }
}

// A hand feels what the ear misses in a loud hall. Browsers that cannot, or were not touched yet, let it be.
const shake = (pattern) => { if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern); };

/** Two short low tones, and two pushes. Where the browser lets no page sound yet, it stays silent. */
export function wrongTone() {
  play("square", 220, [0, 0.16]);
  shake([160, 80, 160]);
}

/** One high tone, and one short push: it is done. */
export function rightTone() {
  play("sine", 880, [0]);
  shake(40);
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
