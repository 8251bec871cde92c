// SPDX-License-Identifier: MIT
// <rack-miniports>: what plays each group, where it runs, and how it is.

import { button, choice, field } from "./buttons.js";
import { ask, orComplain } from "./client.js";
import { attribute, h, keyed, setText, uniqueId } from "./dom.js";
import { ParameterPanel } from "./parameter-panel.js";
import { pluginName, pluginOptions, stateWords } from "./plugins.js";

const modes = [["in-process", "In the process"], ["sandbox", "Sandbox"], ["pipelined", "Sandbox, a period later"]];

class Miniports extends HTMLElement {
  #list = h("ol", { class: "cards" });
  #plugins = [];
  #names = [];

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("miniports");
    this.append(h("section", { "aria-labelledby": heading }, h("h3", { id: heading }, "Miniports"), this.#list));
  }

  set count(count) {
    const groups = Array.from({ length: count }, (_, index) => index + 1);
    keyed(this.#list, groups, (group) => group, (group) => new MiniportCard(group).element);
    this.#tellPlugins();
  }

  set plugins(plugins) {
    this.#plugins = plugins;
    this.#tellPlugins();
  }

  set names(names) {
    this.#names = names;
    for (const item of this.#list.children) item.card.name = names[item.card.group - 1];
  }

  /** As `/wavesink/miniports` tells. */
  set miniports(all) {
    for (const told of all) this.#list.children[told.group - 1]?.card.show(told);
  }

  closePanels() {
    for (const item of this.#list.children) item.card.panel.close();
  }

  #tellPlugins() {
    for (const item of this.#list.children) {
      item.card.plugins = this.#plugins;
      item.card.name = this.#names[item.card.group - 1];
    }
  }
}

/** A group as a card. */
class MiniportCard {
  panel;
  #plugins = [];
  #told = { what: "synthesizer", mode: "in-process" };
  #name;
  #what;
  #mode = choice(modes, { onchange: (mode) => this.#change(this.#told.what, mode) });
  #state = h("p", { class: "state" });
  #late = h("p", { class: "hint" });
  #parameters;

  constructor(group) {
    this.group = group;
    this.panel = new ParameterPanel({ type: "i", value: group, label: `Parameters of group ${group}` });
    this.#name = h("input", { type: "text", placeholder: `MIDI in ${group}`, maxlength: 63, autocomplete: "off", onchange: () => this.#rename() });
    this.#what = choice([], { onchange: (what) => this.#change(what) });
    this.#parameters = this.panel.opener("Parameters");
    this.#parameters.hidden = true;
    const titled = (label, control) => field(label, control);
    this.element = h("li", { class: "card miniport" },
      h("header", {}, h("h4", {}, `Group ${group}`), this.#state),
      h("div", { class: "fields" }, titled("Name", this.#name), titled("Played by", this.#what), titled("Runs", this.#mode)),
      h("div", { class: "row" }, this.#parameters, this.#late), this.panel.element);
    for (const [control, word] of [[this.#name, "Name"], [this.#what, "Played by"], [this.#mode, "Runs"]]) {
      attribute(control, "aria-label", `${word}, group ${group}`);
    }
    this.element.card = this;
    this.#fill();
  }

  set plugins(plugins) {
    this.#plugins = plugins;
    this.#fill();
  }

  set name(name) {
    if (name !== undefined && document.activeElement !== this.#name) this.#name.value = name;
  }

  /** What plays it, where, and how it is. */
  show(told) {
    if (told.what !== this.#told.what) this.panel.close();
    this.#told = told;
    this.#fill();
    this.#parameters.hidden = !told.what.includes(":");
    this.#mode.disabled = told.what === "uart";
    if (told.mode && document.activeElement !== this.#mode) this.#mode.value = told.mode;
    setText(this.#state, stateWords(told));
    this.#state.dataset.state = told.state;
    const shared = told.sandbox ? `shares the sandbox ${told.sandbox}` : "";
    const late = told.latencyFrames > 0 ? `${told.latencyFrames} frames late` : "";
    setText(this.#late, [shared, late].filter(Boolean).join(", "));
  }

  #fill() {
    if (document.activeElement === this.#what) return;
    const { what } = this.#told;
    const options = [["synthesizer", "Wavesink's synthesizer"], ["uart", "A MIDI output"], ...pluginOptions(this.#plugins)];
    if (what.includes(":") && !this.#plugins.some(({ uri }) => uri === what)) options.push([what, pluginName(what, this.#plugins)]);
    const stamp = JSON.stringify(options);
    if (this.#what.dataset.stamp !== stamp) this.#what.fill(options);
    this.#what.dataset.stamp = stamp;
    this.#what.value = what;
  }

  async #change(what, mode) {
    const types = mode && what !== "uart" ? "iss" : "is";
    const values = types === "iss" ? [this.group, what, mode] : [this.group, what];
    attribute(this.element, "aria-busy", "true");
    await orComplain(ask("/wavesink/miniport", types, values, { seconds: 60 }));
    attribute(this.element, "aria-busy", null);
    this.#what.blur();
    this.#mode.blur();
  }

  #rename() {
    orComplain(ask("/wavesink/groupname", "is", [this.group, this.#name.value]));
  }
}

customElements.define("rack-miniports", Miniports);
