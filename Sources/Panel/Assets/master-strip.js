// SPDX-License-Identifier: MIT
// <master-strip>: the volume of everything, what is added to it, what the limiter takes away, and both outputs.

import { tell } from "./client.js";
import { attribute, h, setText } from "./dom.js";
import { fader as standing } from "./fader.js";
import { knob } from "./knob.js";
import { meter } from "./meter.js";
import { clamp, fader as faderScale } from "./scales.js";
import { decibels, signed } from "./units.js";

const marks = [0, -6, -12, -24, -48].map((value) => ({ place: 10 ** (value / 40), label: String(-value) }));
/** dB of reduction that fill the bar. */
const most = 12;

class MasterStrip extends HTMLElement {
  #left = meter();
  #right = meter();
  #peak = h("span", { class: "peak" });
  #volume = standing({
    label: "Volume of everything", least: -96, greatest: 0, step: 0.1, page: 3, first: 0, evenly: true,
    scale: faderScale(-96, 0), text: (value) => decibels(value),
  }).mark(marks);
  #boost = knob({
    name: "Boost", label: "Boost", least: -20, greatest: 20, step: 0.5, page: 3, first: 0, middle: 0,
    text: (value) => signed(value, 1, true), words: (value) => decibels(value, { plus: true }),
  });
  #level = h("span", { class: "level" });
  #bar = h("span", { class: "fill" });
  #reduction = h("b", {});
  #held = { value: 0, until: 0 };

  connectedCallback() {
    if (this.hasChildNodes()) return;
    attribute(this, "role", "group");
    attribute(this, "aria-label", "Master");
    this.#volume.addEventListener("move", ({ detail }) => {
      tell("/wavesink/volume", "f", detail);
      setText(this.#level, this.#volume.text);
    });
    this.#boost.addEventListener("move", ({ detail }) => tell("/wavesink/boost", "f", detail));
    this.append(
      h("header", {}, h("span", { class: "number" }, "Master"), this.#peak),
      h("div", { class: "limiter" }, h("span", { class: "name" }, "Limiter"),
        h("span", { class: "reduction", "aria-hidden": "true" }, this.#bar), this.#reduction),
      h("div", { class: "knobs" }, this.#boost),
      h("div", { class: "throw" }, this.#volume, this.#left, this.#right), this.#level);
    setText(this.#level, this.#volume.text);
    this.#showPeak();
    this.#showReduction(0);
  }

  set settings({ volume, boost }) {
    if (volume !== undefined) this.#volume.value = volume;
    if (boost !== undefined) this.#boost.value = boost;
    setText(this.#level, this.#volume.text);
  }

  /** Four times a second is enough for numbers. */
  set stats(_) {
    this.#showPeak();
    this.#showReduction(this.#held.value);
  }

  /** Amplitudes of left and right, and dB of reduction. */
  set levels([left, right, reduction]) {
    this.#left.amplitude = left;
    this.#right.amplitude = right;
    const now = performance.now();
    if (reduction >= this.#held.value || now > this.#held.until) this.#held = { value: reduction, until: now + 1000 };
    this.#bar.style.transform = `scaleX(${clamp(reduction / most, 0, 1).toFixed(3)})`;
  }

  #showPeak() {
    setText(this.#peak, decibels(Math.max(this.#left.peak, this.#right.peak)));
  }

  #showReduction(reduction) {
    setText(this.#reduction, reduction >= 0.05 ? decibels(-reduction) : "0 dB");
  }
}

customElements.define("master-strip", MasterStrip);
