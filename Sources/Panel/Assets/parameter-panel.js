// SPDX-License-Identifier: MIT
// The parameters of a plug-in, in a panel that opens under what belongs to it: panic stays one click away.

import { button, choice, field } from "./buttons.js";
import { ask, askJSON, orComplain } from "./client.js";
import { attribute, h, keyed, setText, uniqueId } from "./dom.js";
import { inform } from "./notices.js";
import { parameterControl } from "./parameter-control.js";

/** Whether an answer is a list: what is set is answered on the same path. */
const isList = ([text]) => String(text).startsWith("[");

/** Milliseconds between two looks at values that others may have moved. */
const pause = 1000;

export class ParameterPanel {
  #address;
  #list = h("div", { class: "parameters" });
  #presets = choice([["", "Choose a preset"]], { onchange: (uri) => this.#load(uri) });
  #presetField;
  #hint = h("p", { class: "hint" });
  #openers = [];
  #timer = 0;
  #isLooking = false;
  element;

  /** `type`: i for the number of a group, s for an insert such as "hall/1". */
  constructor({ type, value, label }) {
    this.#address = { type, value };
    this.#presetField = field("Preset", this.#presets);
    this.element = h("div", { class: "panel", id: uniqueId("panel"), role: "group", "aria-label": label, hidden: true },
      this.#presetField, this.#hint, this.#list);
  }

  get isOpen() { return !this.element.hidden; }

  /** A button that opens and closes it. */
  opener(text, label) {
    const opener = button({ text, icon: "sliders", label, onclick: () => (this.isOpen ? this.close() : this.open()) });
    attribute(opener, "aria-controls", this.element.id);
    attribute(opener, "aria-expanded", "false");
    this.#openers.push(opener);
    return opener;
  }

  async open() {
    this.element.hidden = false;
    for (const opener of this.#openers) attribute(opener, "aria-expanded", "true");
    this.#look();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      if (!document.hidden && !this.#isLooking) this.#look();
    }, pause);
    const presets = (await this.#asked("/wavesink/presets").catch(() => [])) ?? [];
    this.#presetField.hidden = presets.length === 0;
    this.#presets.fill([["", "Choose a preset"], ...presets.map(({ uri, name }) => [uri, name])]);
  }

  close() {
    clearInterval(this.#timer);
    this.element.hidden = true;
    for (const opener of this.#openers) attribute(opener, "aria-expanded", "false");
  }

  /** All of a list that comes in pages. */
  async #asked(path) {
    const { type, value } = this.#address;
    const all = [];
    for (;;) {
      const page = await askJSON(path, `${type}i`, [value, all.length], { matches: isList });
      all.push(...page);
      if (page.length === 0) return all;
    }
  }

  async #look() {
    this.#isLooking = true;
    try {
      const parameters = await this.#asked("/wavesink/parameter");
      setText(this.#hint, parameters.length === 0 ? "This plug-in has no parameters." : "");
      const make = (parameter) => parameterControl(parameter, (value) => this.#set(parameter, value));
      keyed(this.#list, parameters, ({ symbol }) => symbol, make, (control, parameter) => control.show(parameter));
    } catch (error) {
      setText(this.#hint, error.message);
    }
    this.#isLooking = false;
  }

  #set({ symbol }, value) {
    const { type, value: address } = this.#address;
    const matches = ([told]) => told === value || typeof told === "number"; // A number comes back rounded.
    orComplain(ask("/wavesink/parameter", `${type}s${typeof value === "string" ? "s" : "f"}`, [address, symbol, value], { matches }));
  }

  async #load(uri) {
    if (!uri) return;
    const { type, value } = this.#address;
    const name = this.#presets.selectedOptions[0].textContent;
    if (await orComplain(ask("/wavesink/presets", `${type}s`, [value, uri], { matches: (values) => !isList(values) }))) inform(`${name} is loaded.`);
    this.#look();
  }
}
