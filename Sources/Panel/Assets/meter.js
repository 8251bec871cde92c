// SPDX-License-Identifier: MIT
// <peak-meter>: rises at once, falls slowly, and holds its peak. Moved by transforms alone: nothing is laid out.

import { h } from "./dom.js";
import { animate } from "./frames.js";
import { amplitudeDecibels } from "./units.js";
import { clamp } from "./scales.js";

const floor = -60;
/** dB a second. */
const fall = 26;
/** Milliseconds for which a peak stands. */
const hold = 1500;

class Meter extends HTMLElement {
  #cover = h("span", { class: "cover" });
  #line = h("span", { class: "line" });
  #target = -Infinity;
  #shown = floor;
  #peak = floor;
  #peakUntil = 0;
  #step = (seconds, now) => this.#move(seconds, now);

  /** Highest value of the hold, in dB; −Infinity for silence. */
  get peak() { return this.#peak > floor ? this.#peak : -Infinity; }

  connectedCallback() {
    if (!this.hasChildNodes()) this.append(this.#cover, this.#line);
    this.setAttribute("aria-hidden", "true");
    this.#draw();
  }

  /** An amplitude, 1 for full scale. */
  set amplitude(amplitude) { this.decibels = amplitudeDecibels(amplitude); }

  set decibels(decibels) {
    if (decibels === this.#target && decibels <= this.#shown) return;
    this.#target = decibels;
    animate(this.#step);
  }

  #move(seconds, now) {
    const target = clamp(this.#target, floor, 3);
    this.#shown = Math.max(target, this.#shown - fall * seconds);
    if (this.#shown >= this.#peak) [this.#peak, this.#peakUntil] = [this.#shown, now + hold];
    else if (now > this.#peakUntil) this.#peak = Math.max(this.#shown, this.#peak - fall * seconds);
    this.#draw();
    return this.#shown > target || this.#peak > this.#shown;
  }

  #draw() {
    const place = (decibels) => clamp(1 - decibels / floor, 0, 1);
    this.#cover.style.transform = `scaleY(${(1 - place(this.#shown)).toFixed(4)})`;
    this.#line.style.transform = `translateY(${((1 - place(this.#peak)) * 100).toFixed(2)}%)`;
    this.classList.toggle("over", this.#peak >= -0.29);
  }
}

customElements.define("peak-meter", Meter);

export const meter = () => document.createElement("peak-meter");
