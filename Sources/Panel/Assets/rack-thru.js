// SPDX-License-Identifier: MIT
// <rack-thru>: where what comes in goes otherwise than to the group of its input.

import { button, choice, field } from "./buttons.js";
import { ask, orComplain } from "./client.js";
import { h, keyed, setText, uniqueId } from "./dom.js";

class Thru extends HTMLElement {
  #list = h("ul", { class: "routes" });
  #nothing = h("p", { class: "hint" }, "What comes in goes to the group of its input.");
  #from = this.#places(true);
  #to = this.#places(false);
  #groups = 0;

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("thru");
    const form = h("form", { class: "adder", onsubmit: (event) => this.#add(event) },
      ...this.#from.fields("From input"), ...this.#to.fields("To group"), h("button", { type: "submit" }, h("span", {}, "Add route")));
    this.append(h("section", { class: "card", "aria-labelledby": heading }, h("h3", { id: heading }, "Thru routes"), this.#nothing, this.#list, form));
  }

  set groups(count) {
    if (count === this.#groups) return;
    this.#groups = count;
    const options = Array.from({ length: count }, (_, index) => [index + 1, String(index + 1)]);
    this.#from.group.fill(options).value = "1";
    this.#to.group.fill(options).value = "1";
  }

  /** Sources and destinations in turn. */
  set routes(flat) {
    const routes = [];
    for (let index = 0; index + 1 < flat.length; index += 2) routes.push({ from: flat[index], to: flat[index + 1].split(",") });
    this.#nothing.hidden = routes.length > 0;
    this.routesNow = new Map(routes.map(({ from, to }) => [from, to]));
    keyed(this.#list, routes, ({ from }) => from, ({ from }) => this.#route(from), (item, { to }) => item.show(to));
  }

  #route(from) {
    const text = h("span", { class: "title" });
    const item = h("li", { class: "route" }, text,
      button({ icon: "close", label: `Remove the route from ${placeWords(from)}`, class: "plain", onclick: () => this.#set(from, "self") }));
    item.show = (to) => setText(text, `${placeWords(from)} \u2192 ${to[0] === "none" ? "nowhere" : to.map(placeWords).join(", ")}`);
    return item;
  }

  #places(isSource) {
    const group = choice([[1, "1"]]);
    const channels = Array.from({ length: 16 }, (_, index) => [index + 1, `Channel ${index + 1}`]);
    const others = isSource ? [["", "All channels"], ...channels, ["system", "System messages"]] : [["", "The same channel"], ...channels, ["none", "Nowhere"]];
    const channel = choice(others);
    return {
      group, channel,
      fields: (label) => [field(label, group), field(isSource ? "What" : "Channel", channel)],
      get text() { return channel.value ? `${group.value}:${channel.value}` : group.value; },
    };
  }

  #add(event) {
    event.preventDefault();
    const from = this.#from.text;
    if (this.#to.channel.value === "none") return this.#set(from, "none");
    // A route names all that a source goes to.
    const there = (this.routesNow?.get(from) ?? []).filter((place) => place !== "none" && place !== this.#to.text);
    this.#set(from, [...there, this.#to.text].join(","));
  }

  #set(from, to) {
    orComplain(ask("/wavesink/thru", "ss", [from, to]));
  }
}

function placeWords(place) {
  const [group, channel] = place.split(":");
  if (!channel) return `group ${group}`;
  return channel === "system" ? `system messages of ${group}` : `group ${group}, channel ${channel}`;
}

customElements.define("rack-thru", Thru);
