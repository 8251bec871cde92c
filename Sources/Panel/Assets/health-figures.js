// SPDX-License-Identifier: MIT
// <health-figures>: the numbers of a synthesizer that plays, and what was lost.

import { h, setText, uniqueId } from "./dom.js";
import { figures } from "./figures.js";

class Figures extends HTMLElement {
  #tiles = new Map();

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("figures");
    const list = h("dl", { class: "figures" });
    for (const { title } of figures({})) {
      const tile = { value: h("dd", { class: "figure" }, "\u2013"), more: h("dd", { class: "facts" }) };
      tile.element = h("div", { class: "card" }, h("dt", {}, title), tile.value, tile.more);
      this.#tiles.set(title, tile);
      list.append(tile.element);
    }
    this.append(h("section", { "aria-labelledby": heading }, h("h3", { id: heading, class: "spoken" }, "Figures"), list));
  }

  set stats(stats) {
    for (const { title, figure, more, mark } of figures(stats)) {
      const tile = this.#tiles.get(title);
      setText(tile.value, typeof figure === "number" ? figure.toLocaleString("en") : String(figure ?? "\u2013"));
      setText(tile.more, more);
      tile.element.className = mark ? `card ${mark}` : "card";
    }
  }
}

customElements.define("health-figures", Figures);
