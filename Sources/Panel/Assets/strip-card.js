// SPDX-License-Identifier: MIT
// A strip as a card: its effects in their order, its level, and what it sends to buses.

import { button, choice } from "./buttons.js";
import { ask, orComplain } from "./client.js";
import { attribute, h, keyed, setText } from "./dom.js";
import { slider } from "./fader.js";
import { ParameterPanel } from "./parameter-panel.js";
import { pluginName, pluginOptions, stateWords } from "./plugins.js";
import { fader } from "./scales.js";
import { decibels } from "./units.js";

/** Levels and sends, in dB. */
const levels = {
  least: -96, greatest: 12, step: 0.1, page: 3, first: 0, evenly: true, scale: fader(-96, 12),
  text: (value) => decibels(value, { plus: true }),
};
/** A send that is not there yet. */
const none = -96;

export class StripCard {
  element;
  #name;
  #inserts = h("ol", { class: "inserts" });
  #sends = h("div", { class: "parameters" });
  #level;
  #add = choice([["", "Add an effect\u2026"]], { onchange: (uri) => this.#append(uri) });
  #strip = { inserts: [], sends: {} };
  #plugins = [];

  constructor(name) {
    this.#name = name;
    const title = this.title;
    this.#level = slider({ ...levels, label: `Level of ${title}` });
    this.#level.setAttribute("wheel-when-focused", "");
    this.#level.addEventListener("move", ({ detail }) => this.#change({ level: round(detail) }));
    attribute(this.#add, "aria-label", `Add an effect to ${title}`);
    const isBus = name !== "master" && !/^\d+$/.test(name);
    const remove = isBus ? button({ text: "Remove", label: `Remove ${title}`, class: "plain", onclick: () => this.#order("remove") }) : null;
    this.element = h("li", { class: "card strip" }, h("header", {}, h("h4", {}, title), remove), this.#inserts, this.#add,
      h("div", { class: "parameters" }, h("div", { class: "parameter" }, h("span", { class: "name" }, "Level"), this.#level)), this.#sends);
    this.element.card = this;
  }

  get title() {
    if (this.#name === "master") return "Master";
    return /^\d+$/.test(this.#name) ? `Group ${this.#name}` : `Bus ${this.#name}`;
  }

  show(strip, buses, plugins) {
    this.#strip = strip;
    this.#level.value = strip.level;
    if (plugins !== this.#plugins) {
      this.#plugins = plugins;
      this.#add.fill([["", "Add an effect\u2026"], ...pluginOptions(plugins)]);
      this.#add.value = "";
    }
    // By place: the parameters of an insert are reached by it.
    const inserts = strip.inserts.map((insert, index) => ({ ...insert, index }));
    keyed(this.#inserts, inserts, ({ index, lv2 }) => `${index}/${lv2}`, (insert) => this.#insert(insert), (item, insert) => item.show(insert));
    const isGroup = /^\d+$/.test(this.#name);
    keyed(this.#sends, isGroup ? buses : [], String, (bus) => this.#send(bus), (item, bus) => item.show(strip.sends[bus] ?? none));
  }

  closePanels() {
    for (const item of this.#inserts.children) item.panel.close();
  }

  #insert({ index, lv2 }) {
    const name = h("span", { class: "title" });
    const state = h("span", { class: "facts" });
    const place = `effect ${index + 1} of ${this.title}`;
    const panel = new ParameterPanel({ type: "s", value: `${this.#name}/${index + 1}`, label: `Parameters of ${place}` });
    const item = h("li", { class: "insert" },
      h("div", { class: "row" }, h("div", { class: "what" }, name, state),
        panel.opener("", `Parameters of ${place}`),
        button({ icon: "up", label: `Move ${place} up`, class: "plain", disabled: index === 0, onclick: () => this.#move(index) }),
        button({ icon: "close", label: `Remove ${place}`, class: "plain", onclick: () => this.#remove(index, panel) })), panel.element);
    item.panel = panel;
    item.show = (insert) => {
      setText(name, insert.running?.name ?? pluginName(lv2, this.#plugins));
      setText(state, [modeNames[insert.mode] ?? insert.mode, stateWords(insert.running)].filter(Boolean).join(", "));
    };
    return item;
  }

  #send(bus) {
    const control = slider({ ...levels, first: none, label: `Send of ${this.title} to ${bus}` });
    control.setAttribute("wheel-when-focused", "");
    control.addEventListener("move", ({ detail }) => this.#change({ sends: { [bus]: round(detail) } }));
    const item = h("div", { class: "parameter" }, h("span", { class: "name" }, `To ${bus}`), control);
    item.show = (value) => (control.value = value);
    return item;
  }

  #append(uri) {
    if (!uri) return;
    this.#add.value = "";
    this.#order(JSON.stringify({ inserts: [...this.#bare(), { lv2: uri }] }));
  }

  #remove(index, panel) {
    panel.close();
    this.#order(JSON.stringify({ inserts: this.#bare().filter((_, other) => other !== index) }));
  }

  #move(index) {
    const inserts = this.#bare();
    inserts.splice(index - 1, 0, ...inserts.splice(index, 1));
    this.closePanels();
    this.#order(JSON.stringify({ inserts }));
  }

  /** URI and mode: by these an effect that is there plays on as it is. */
  #bare() {
    return this.#strip.inserts.map(({ lv2, mode }) => ({ lv2, mode }));
  }

  async #order(what) {
    attribute(this.element, "aria-busy", "true");
    await orComplain(ask("/wavesink/strip", "ss", [this.#name, what], { seconds: 60 }));
    attribute(this.element, "aria-busy", null);
  }

  #change(what) {
    orComplain(ask("/wavesink/strip", "ss", [this.#name, JSON.stringify(what)]));
  }
}

const modeNames = { "in-process": "in the process", sandbox: "sandbox", pipelined: "sandbox, a period later" };
const round = (value) => Math.round(value * 10) / 10;
