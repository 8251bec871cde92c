// SPDX-License-Identifier: MIT
// <rack-session>: the rack file, and the groups and outputs of the whole.

import { button, choice, field } from "./buttons.js";
import { ask, orComplain } from "./client.js";
import { h, setText, uniqueId } from "./dom.js";
import { inform } from "./notices.js";

class Session extends HTMLElement {
  #path = h("p", { class: "hint" });
  #save = button({ text: "Save", class: "primary", onclick: () => this.#order("save") });
  #load = button({ text: "Load again", onclick: () => this.#order("load") });
  #groups = h("output", {});
  #count = 1;
  #outputs = choice([["stereo", "One pair"], ["groups", "A pair for each group"], ["channels", "One for each channel"]], {
    onchange: (kind) => orComplain(ask("/wavesink/outputs", "ss", [kind, ""])),
  });
  #effects = choice([["mixed", "With the first outputs"], ["apart", "A pair of their own"]], {
    onchange: (effects) => orComplain(ask("/wavesink/outputs", "ss", ["", effects])),
  });

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("session");
    this.append(h("section", { class: "card session", "aria-labelledby": heading },
      h("div", { class: "part" }, h("h3", { id: heading }, "Session"), this.#path, h("div", { class: "row" }, this.#save, this.#load)),
      h("div", { class: "part" }, h("span", { class: "label" }, "Groups of 16 channels"),
        h("div", { class: "row" }, button({ text: minusSign, label: "Remove the last group", onclick: () => this.#resize(-1) }), this.#groups,
          button({ icon: "add", label: "Add a group", onclick: () => this.#resize(1) }))),
      field("Outputs", this.#outputs), field("Reverb and chorus", this.#effects)));
  }

  async ask() {
    try {
      const [path] = await ask("/wavesink/session");
      this.#show(path);
    } catch (error) {
      this.#show("", error.message);
    }
  }

  set stats({ engine }) {
    if (!engine) return;
    this.#count = engine.groups;
    setText(this.#groups, String(engine.groups));
    if (document.activeElement !== this.#outputs) this.#outputs.value = engine.outputs;
    if (document.activeElement !== this.#effects) this.#effects.value = engine.effects ?? "mixed";
  }

  #show(path, otherwise = "No rack file: begin Wavesink with --rack FILE to keep this session.") {
    setText(this.#path, path || otherwise);
    this.#save.disabled = this.#load.disabled = !path;
  }

  async #order(word) {
    const done = await orComplain(ask("/wavesink/session", "s", [word], { seconds: 120 }));
    if (done) inform(word === "save" ? "The session is saved." : "The session is as in its file.");
  }

  #resize(by) {
    orComplain(ask("/wavesink/groups", "i", [this.#count + by]));
  }
}

const minusSign = "\u2212";

customElements.define("rack-session", Session);
