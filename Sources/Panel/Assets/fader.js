// SPDX-License-Identifier: MIT
// <level-fader>: a fader that stands; <level-slider>: one that lies. Both with their value in words.

import { attribute, h, setText } from "./dom.js";
import { Slider } from "./slider.js";

class Fader extends Slider {
  #track = h("span", { class: "track" });
  #thumb = h("span", { class: "thumb" });
  #marks = h("span", { class: "marks" });

  get travel() { return Math.max(60, this.#track.clientHeight); }

  /** Adds lines beside the way: `{place, label}`. */
  mark(marks) {
    this.#marks.replaceChildren(
      ...marks.map(({ place, label }) => {
        const line = h("span", {}, label);
        line.style.setProperty("--place", place);
        return line;
      }));
    return this;
  }

  connectedCallback() {
    if (!this.hasChildNodes()) this.append(this.#marks, this.#track, this.#thumb);
    attribute(this, "aria-orientation", "vertical");
    super.connectedCallback();
  }

  draw(place) {
    this.style.setProperty("--place", place);
  }
}

class LyingSlider extends Slider {
  #track = h("span", { class: "track" });
  #text = h("output", { class: "value", "aria-hidden": "true" });

  get travel() { return Math.max(60, this.#track.clientWidth); }
  way(x) { return x; }

  connectedCallback() {
    if (!this.hasChildNodes()) this.append(h("span", { class: "way" }, this.#track, h("span", { class: "thumb" })), this.#text);
    super.connectedCallback();
  }

  draw(place) {
    this.style.setProperty("--place", place);
    setText(this.#text, this.text);
  }
}

customElements.define("level-fader", Fader);
customElements.define("level-slider", LyingSlider);

export const fader = (form) => document.createElement("level-fader").configure(form);
export const slider = (form) => document.createElement("level-slider").configure(form);
