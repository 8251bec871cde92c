// SPDX-License-Identifier: MIT
// <rack-connections>: JACK's connections of Wavesink's ports, made and broken.

import { button, choice } from "./buttons.js";
import { ask, orComplain } from "./client.js";
import { attribute, h, keyed, setText, uniqueId } from "./dom.js";

class Connections extends HTMLElement {
  #list = h("ul", { class: "ports" });
  #ports = [];

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("connections");
    this.append(h("section", { class: "card", "aria-labelledby": heading }, h("h3", { id: heading }, "JACK connections"), this.#list));
  }

  /** As `/wavesink/connections` tells. */
  set patch({ ports = [], connections = [] }) {
    this.#ports = ports ?? [];
    const own = this.#ports.filter((port) => port.own);
    const names = new Map(this.#ports.map((port) => [port.name, portName(port)]));
    keyed(this.#list, own, ({ name }) => name, (port) => this.#port(port), (item, port) => {
      const others = (connections ?? []).filter((pair) => pair.includes(port.name)).map(([from, to]) => (from === port.name ? to : from));
      item.show(others, names, this.#possible(port, others));
    });
  }

  /** Ports of others, of the same type and the other direction. */
  #possible(port, others) {
    const fits = ({ own, type, direction }) => !own && type === port.type && direction !== port.direction;
    return this.#ports.filter((other) => fits(other) && !others.includes(other.name));
  }

  #port(port) {
    const name = portName(port);
    const isSource = port.direction === "output";
    const order = (word, other) => orComplain(ask(`/wavesink/${word}`, "ss", isSource ? [port.name, other] : [other, port.name]));
    const there = h("ul", { class: "chips" });
    const add = choice([["", "Connect\u2026"]], {
      "aria-label": `Connect ${name} ${isSource ? "to" : "from"}`,
      onchange: async (other) => {
        await order("connect", other);
        add.value = "";
        add.blur(); // The list may be another now.
      },
    });
    const kind = `${port.type === "midi" ? "MIDI" : "audio"} ${isSource ? "output, to" : "input, from"}`;
    const item = h("li", { class: "port" },
      h("div", { class: "what" }, h("span", { class: "title" }, name), h("span", { class: "facts" }, kind)),
      there, add);
    item.show = (others, names, possible) => {
      keyed(there, others, String, (other) => h("li", {}, h("span", {}, names.get(other) ?? other),
        button({ icon: "close", label: `Disconnect ${name} and ${names.get(other) ?? other}`, class: "plain", onclick: () => order("disconnect", other) })));
      attribute(there, "hidden", others.length === 0);
      const first = possible.length > 0 ? "Connect\u2026" : "Nothing to connect";
      const options = [["", first], ...possible.map((other) => [other.name, names.get(other.name)])];
      const stamp = JSON.stringify(options);
      if (stamp === add.dataset.stamp || document.activeElement === add) return;
      add.dataset.stamp = stamp;
      add.fill(options).value = "";
      add.disabled = possible.length === 0;
    };
    return item;
  }
}

/** Its pretty name where it has one, else its own without Wavesink's. */
function portName({ name, pretty, own }) {
  if (own) return pretty || name.slice(name.indexOf(":") + 1);
  return pretty ? `${name.slice(0, name.indexOf(":"))}: ${pretty}` : name;
}

customElements.define("rack-connections", Connections);
