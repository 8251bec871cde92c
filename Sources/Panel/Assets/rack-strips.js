// SPDX-License-Identifier: MIT
// <rack-strips>: what the sound of groups, buses and the master goes through.

import { button, field } from "./buttons.js";
import { ask, orComplain } from "./client.js";
import { h, keyed, uniqueId } from "./dom.js";
import { StripCard } from "./strip-card.js";

class Strips extends HTMLElement {
  #list = h("ol", { class: "cards" });
  #name = h("input", { type: "text", maxlength: 32, autocomplete: "off", spellcheck: "false", placeholder: "hall" });
  #strips = [];
  #groups = 1;
  #plugins = [];

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("strips");
    const form = h("form", { class: "adder", onsubmit: (event) => this.#add(event) },
      field("New bus", this.#name), h("button", { type: "submit" }, h("span", {}, "Add bus")));
    this.append(h("section", { "aria-labelledby": heading },
      h("h3", { id: heading }, "Effects and sends"), this.#list, form));
  }

  set strips(strips) {
    this.#strips = strips;
    this.#show();
  }

  set groups(count) {
    this.#groups = count;
    this.#show();
  }

  set plugins(plugins) {
    this.#plugins = plugins;
    this.#show();
  }

  closePanels() {
    for (const item of this.#list.children) item.card.closePanels();
  }

  /** Groups, buses and the master, those too that go through nothing yet. */
  #show() {
    const told = new Map(this.#strips.map((strip) => [strip.strip, strip]));
    const plain = (strip) => told.get(strip) ?? { strip, inserts: [], level: 0, sends: {} };
    const buses = this.#strips.filter(({ strip }) => !/^\d+$/.test(strip) && strip !== "master");
    const groups = Array.from({ length: this.#groups }, (_, index) => plain(String(index + 1)));
    const all = [...groups, ...buses, plain("master")];
    const names = buses.map(({ strip }) => strip);
    keyed(this.#list, all, ({ strip }) => strip, ({ strip }) => new StripCard(strip).element, ({ card }, strip) => card.show(strip, names, this.#plugins));
  }

  async #add(event) {
    event.preventDefault();
    const name = this.#name.value.trim();
    if (!name) return this.#name.focus();
    if (await orComplain(ask("/wavesink/strip", "ss", [name, '{"level":0}'], { seconds: 60 }))) this.#name.value = "";
  }
}

customElements.define("rack-strips", Strips);
