// SPDX-License-Identifier: MIT
// <rack-reverb>: the reverb that all channels share.

import { tell } from "./client.js";
import { h, uniqueId } from "./dom.js";
import { slider } from "./fader.js";
import { fader, logarithmic } from "./scales.js";
import { decibels } from "./units.js";

const level = { least: -96, greatest: 0, step: 0.1, page: 3, evenly: true, scale: fader(-96, 0), text: (value) => decibels(value) };
/** In the order of `/wavesink/reverb`. */
const forms = [
  { ...level, label: "What goes in", first: 0 },
  { ...level, label: "What comes back", first: -10 },
  {
    label: "Time", least: 0.001, greatest: 3, step: 0.001, page: 0.3, first: 1, evenly: true, scale: logarithmic(0.05, 3),
    text: (value) => `${value.toFixed(2)}\u2009s`,
  },
  { label: "Time of the highs", least: 0.001, greatest: 0.999, step: 0.001, page: 0.1, first: 0.5, text: (value) => `${Math.round(value * 100)}\u2009%` },
];

class Reverb extends HTMLElement {
  #sliders = forms.map((form) => slider({ ...form, label: `Reverb: ${form.label}` }));

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("reverb");
    for (const control of this.#sliders) {
      control.setAttribute("wheel-when-focused", "");
      control.addEventListener("move", () => tell("/wavesink/reverb", "ffff", ...this.#sliders.map(({ value }) => value)));
    }
    this.append(h("section", { class: "card", "aria-labelledby": heading }, h("h3", { id: heading }, "Reverb"),
      h("div", { class: "parameters pairs" }, ...forms.map(({ label }, index) =>
        h("div", { class: "parameter" }, h("span", { class: "name" }, label), this.#sliders[index])))));
  }

  set values(values) {
    values.forEach((value, index) => (this.#sliders[index].value = value));
  }
}

customElements.define("rack-reverb", Reverb);
