// SPDX-License-Identifier: MIT
// <view-rack>: what plays the groups, what sound goes through, where messages go, and JACK's connections.

import "./rack-connections.js";
import "./rack-miniports.js";
import "./rack-reverb.js";
import "./rack-session.js";
import "./rack-strips.js";
import "./rack-thru.js";
import { orComplain, value } from "./client.js";
import { h } from "./dom.js";
import { hostedPlugins } from "./plugins.js";
import { View } from "./view.js";

class Rack extends View {
  #session = document.createElement("rack-session");
  #miniports = document.createElement("rack-miniports");
  #strips = document.createElement("rack-strips");
  #reverb = document.createElement("rack-reverb");
  #thru = document.createElement("rack-thru");
  #connections = document.createElement("rack-connections");

  build() {
    this.append(h("h2", { class: "spoken" }, "Rack and patching"), this.#session, this.#miniports, this.#strips, this.#reverb, this.#connections, this.#thru);
  }

  seen() {
    this.watch("settings", (settings) => this.#followGroups(settings));
    this.watch("miniports", (miniports) => (this.#miniports.miniports = miniports));
    this.watch("stats", (stats) => (this.#session.stats = stats));
    this.watch("strips", (strips) => (this.#strips.strips = strips));
    this.watch("thru", (routes) => (this.#thru.routes = routes));
    this.watch("connections", (patch) => (this.#connections.patch = patch));
    this.appearWith("settings", "miniports", "strips", "thru", "connections");
    this.#session.ask();
    this.#takePlugins();
  }

  unseen() {
    this.#miniports.closePanels();
    this.#strips.closePanels();
  }

  async #takePlugins() {
    const plugins = (await orComplain(hostedPlugins())) ?? [];
    this.#miniports.plugins = plugins.filter((plugin) => plugin.isInstrument);
    this.#strips.plugins = plugins.filter((plugin) => plugin.isEffect);
  }

  #followGroups(settings) {
    const count = settings.groups ?? 1;
    this.#miniports.count = count;
    this.#miniports.names = settings.names ?? [];
    this.#miniports.miniports = value("miniports") ?? [];
    this.#strips.groups = count;
    this.#thru.groups = count;
    this.#reverb.hidden = settings.hasEffects === false;
    if (settings.reverb) this.#reverb.values = settings.reverb;
  }
}

customElements.define("view-rack", Rack);
