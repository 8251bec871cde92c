// SPDX-License-Identifier: MIT
// <view-mixer>: a strip for each channel of the group that is shown, and the master strip.

import "./channel-strip.js";
import "./master-strip.js";
import { button, segments } from "./buttons.js";
import { tell, value } from "./client.js";
import { h, setText } from "./dom.js";
import { groupCount, rememberGroups } from "./group-choice.js";
import { keep, place, recall } from "./memory.js";
import { View } from "./view.js";

class Mixer extends View {
  #groups = segments("Group", (shown) => this.#choose(shown));
  #desks = h("div", { class: "desks" });
  #master = document.createElement("master-strip");
  #title = h("h2", { class: "spoken" }, "Mixer");
  #shown = String(recall("mixer-group", place.group));
  /** Rows of strips, by group. */
  #rows = new Map();
  #silent = h("p", { class: "hint" });

  build() {
    const bar = h("div", { class: "toolbar" }, this.#groups, this.#silent,
      button({ text: "Unmute all", class: "push", onclick: () => this.#clear("mute") }),
      button({ text: "Solo off", onclick: () => this.#clear("solo") }));
    this.append(this.#title, bar, h("div", { class: "desk" }, this.#desks, this.#master));
    // As it will be in all likelihood: nothing moves when the server has told.
    this.#showGroups(groupCount());
  }

  seen() {
    this.watch("settings", (settings) => this.#settle(settings.groups ?? 1));
    this.watch("settings", (settings) => (this.#master.settings = settings));
    this.watch("stats", (stats) => (this.#master.stats = stats));
    this.watch("meters", (meters) => this.#move(meters));
    this.#follow();
  }

  unseen() {
    this.#endGroups();
  }

  #groupEnds = [];

  #endGroups() {
    for (const end of this.#groupEnds.splice(0)) end();
  }

  #choose(shown) {
    this.#shown = shown;
    keep("mixer-group", shown);
    if (shown !== "all") place.set(Number(shown), place.channel);
    this.#settle(groupCount());
  }

  /** Rows for the groups that are there and meant. */
  #settle(count) {
    rememberGroups();
    if (this.#shown !== "all" && Number(this.#shown) > count) this.#shown = "1";
    if (this.#shown === "all" && count === 1) this.#shown = "1";
    const numbers = this.#showGroups(count);
    const wanted = numbers.filter((number) => this.#shown === "all" || String(number) === this.#shown);
    if (wanted.join() === [...this.#rows.keys()].join()) return;
    this.#rows = new Map(wanted.map((number) => [number, this.#rows.get(number) ?? this.#row(number)]));
    this.#desks.replaceChildren(...[...this.#rows.values()].map(({ element }) => element));
    this.#follow();
  }

  /** The buttons for the groups; gives the groups. */
  #showGroups(count) {
    const names = value("settings")?.names ?? [];
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const options = numbers.map((number) => [number, named(number, names)]);
    this.#groups.show(count > 1 ? [...options, ["all", "All groups"]] : options, this.#shown);
    return numbers;
  }

  #row(group) {
    const strips = Array.from({ length: 16 }, (_, index) => {
      const strip = document.createElement("channel-strip");
      strip.place = { group, channel: index + 1 };
      return strip;
    });
    return { strips, silent: 0, element: h("div", { class: "strips", role: "group", "aria-label": `Group ${group}` }, ...strips) };
  }

  #follow() {
    this.#endGroups();
    for (const [group, row] of this.#rows) {
      this.#groupEnds.push(this.watching(`channels/${group}`, (channels) => {
        channels.forEach((channel, index) => (row.strips[index].state = channel));
        row.silent = channels.filter((channel) => channel.isSilenced).length;
        this.#tellSilent();
      }));
    }
  }

  #tellSilent() {
    const count = [...this.#rows.values()].reduce((sum, { silent }) => sum + silent, 0);
    setText(this.#silent, count === 0 ? "" : count === 1 ? "1 channel is silenced" : `${count} channels are silenced`);
  }

  #move(meters) {
    for (const [group, { strips }] of this.#rows) {
      for (let index = 0; index < 16; index++) strips[index].amplitude = meters[16 * (group - 1) + index] ?? 0;
    }
    this.#master.levels = meters.slice(-3);
  }

  /** Channel 0 is all of them, and so is group 0. */
  #clear(what) {
    tell(`/wavesink/${what}`, "iii", 0, 0, 0);
  }
}

/** A group by its name, where somebody has given it one. */
function named(number, names) {
  const name = names[number - 1];
  return name && name !== `MIDI in ${number}` ? `${number} ${name}` : `Group ${number}`;
}

customElements.define("view-mixer", Mixer);
