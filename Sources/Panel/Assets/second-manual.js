// SPDX-License-Identifier: MIT
// The computer's keys as a manual, by their places and not their letters: each layout plays alike.

import { isTyping } from "./dom.js";
import { clamp } from "./scales.js";

/** Two rows of white keys with the black ones above them, from C upwards. */
const lower = ["KeyZ", "KeyS", "KeyX", "KeyD", "KeyC", "KeyV", "KeyG", "KeyB", "KeyH", "KeyN", "KeyJ", "KeyM", "Comma", "KeyL", "Period", "Semicolon", "Slash"];
const upper = ["KeyQ", "Digit2", "KeyW", "Digit3", "KeyE", "KeyR", "Digit5", "KeyT", "Digit6", "KeyY", "Digit7", "KeyU", "KeyI", "Digit9", "KeyO", "Digit0", "KeyP"];
const steps = new Map([...lower.map((code, step) => [code, step]), ...upper.map((code, step) => [code, step + 12])]);

/** Calls `play` with a key and whether it goes down. */
export class SecondManual {
  isOn = true;
  /** Its lowest key. */
  first = 48;
  #play;
  #held = new Map();

  constructor(play) {
    this.#play = play;
  }

  move(octaves) {
    this.first = clamp(this.first + 12 * octaves, 24, 84);
  }

  press(event) {
    if (!this.isOn || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const step = steps.get(event.code);
    if (step === undefined) return;
    event.preventDefault();
    if (event.repeat || this.#held.has(event.code)) return;
    this.#held.set(event.code, this.first + step);
    this.#play(this.first + step, true);
  }

  release({ code }) {
    const key = this.#held.get(code);
    if (key === undefined) return;
    this.#held.delete(code);
    // Both rows have some keys in common.
    if (![...this.#held.values()].includes(key)) this.#play(key, false);
  }

  forget() {
    this.#held.clear();
  }
}
