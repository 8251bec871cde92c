// SPDX-License-Identifier: MIT
// <health-latency>: measures from a note to its sound, and shows at which place of the period it took how long.

import { fetched } from "./address.js";
import { button } from "./buttons.js";
import { attribute, h, setText, uniqueId } from "./dom.js";
import { complain } from "./notices.js";

class Latency extends HTMLElement {
  #measure = button({ text: "Measure now", class: "primary", onclick: () => this.#run() });
  #hint = h("p", { class: "hint", role: "status" },
    "Takes about a quarter of a minute, with a second Wavesink that is connected to nothing else: what plays is not touched.");
  #picture = h("img", { class: "phase", hidden: true, alt: "" });
  #text = h("pre", { tabindex: "0", hidden: true, "aria-label": "Report of the measurement", role: "region" });

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("latency");
    this.append(h("section", { class: "card latency", "aria-labelledby": heading },
      h("header", {}, h("h3", { id: heading }, "From a note to its sound"), this.#measure), this.#hint, this.#picture, this.#text));
  }

  async #run() {
    this.#measure.disabled = true;
    setText(this.#hint, "Measuring\u2026");
    attribute(this, "aria-busy", "true");
    try {
      const { svg, text } = await fetched("/latency", { method: "POST" });
      // As a picture and not as a part of the page: whatever it has in it does nothing.
      this.#picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
      attribute(this.#picture, "alt", "Latency at each place of the period; the report below has the same in numbers.");
      setText(this.#text, text);
      this.#picture.hidden = this.#text.hidden = false;
      setText(this.#hint, `Measured at ${new Date().toLocaleTimeString("en-GB")}.`);
    } catch (error) {
      complain(error.message);
      setText(this.#hint, error.message);
    }
    this.#measure.disabled = false;
    attribute(this, "aria-busy", null);
  }
}

customElements.define("health-latency", Latency);
