// SPDX-License-Identifier: MIT
// <turn-knob>: a knob with its name and its value in words. One with `middle` shows how far it is from there.

import { attribute, h, setText, svg } from "./dom.js";
import { Slider } from "./slider.js";

/** Three quarters of a turn, from the lower left to the lower right. */
const arc = "M6.8 25.2A13 13 0 1 1 25.2 25.2";
const degrees = 270;

class Knob extends Slider {
  #ring = svg("path", { d: arc, class: "ring", pathLength: 100 });
  #hand = svg("path", { d: "M16 16V7", class: "hand" });
  #text = h("span", { class: "value" });
  #name = h("span", { class: "name" });
  #middle = null;

  get travel() { return 150; }
  way(x, y) { return x - y; }

  connectedCallback() {
    if (!this.hasChildNodes()) {
      const face = svg("svg", { viewBox: "0 0 32 32", "aria-hidden": "true" }, svg("path", { d: arc, class: "rest" }), this.#ring, this.#hand);
      this.append(this.#name, face, this.#text);
    }
    super.connectedCallback();
  }

  configure(form) {
    this.#middle = form.middle ?? null;
    setText(this.#name, form.name);
    return super.configure(form);
  }

  draw(place) {
    const from = this.#middle === null ? 0 : this.scale.place(this.#middle);
    const [start, end] = place < from ? [place, from] : [from, place];
    attribute(this.#ring, "stroke-dasharray", `${((end - start) * 100).toFixed(2)} 200`);
    attribute(this.#ring, "stroke-dashoffset", (-start * 100).toFixed(2));
    attribute(this.#hand, "transform", `rotate(${((place - 0.5) * degrees).toFixed(1)} 16 16)`);
    setText(this.#text, this.text);
  }
}

customElements.define("turn-knob", Knob);

export const knob = (form) => document.createElement("turn-knob").configure(form);
