// SPDX-License-Identifier: MIT
// <view-banks>: the banks that play, how they come and go, and all their programs.

import "./bank-list.js";
import "./bank-door.js";
import "./program-list.js";
import { choice, field, toggle } from "./buttons.js";
import { orComplain } from "./client.js";
import { attribute, h, setText, uniqueId } from "./dom.js";
import { groupChoice, groupCount } from "./group-choice.js";
import { keep, place, recall } from "./memory.js";
import { addressKey, bankTitle, found, Programs } from "./programs.js";
import { count } from "./units.js";
import { View } from "./view.js";

class Banks extends View {
  #programs = new Programs();
  #door = document.createElement("bank-door");
  #banks = document.createElement("bank-list");
  #list = document.createElement("program-list");
  #search = h("input", { type: "search", placeholder: "Name, bank or number", autocomplete: "off", spellcheck: "false" });
  #count = h("p", { class: "hint", role: "status" });
  #bank = choice([["", "All banks"]], { onchange: () => this.#filter() });
  #favourites = toggle({ text: "Favourites", icon: "star", onchange: (isOn) => this.#only("favourites", isOn) });
  #used = toggle({ text: "In use", onchange: (isOn) => this.#only("used", isOn) });
  #groups = groupChoice();
  #channel = choice(Array.from({ length: 16 }, (_, index) => [index + 1, `Channel ${index + 1}`]), {
    onchange: (channel) => place.set(place.group, Number(channel)),
  });
  #filters = { favourites: recall("only-favourites", false), used: false };
  #channels = new Map();
  #channelEnds = [];

  build() {
    const heading = uniqueId("programs");
    this.append(
      h("h2", { class: "spoken" }, "Banks"),
      h("div", { class: "shelf" }, this.#door, this.#banks, this.#door.folders()),
      h("section", { class: "library card", "aria-labelledby": heading },
        h("header", {}, h("h3", { id: heading }, "Programs"), this.#count),
        h("div", { class: "filters" },
          field("Search", this.#search, { hidden: true }), field("Bank", this.#bank, { hidden: true }),
          h("span", { class: "pair" }, this.#favourites, this.#used)),
        h("div", { class: "target" }, h("span", { class: "name" }, "Chosen for"), this.#groups, field("Channel", this.#channel, { hidden: true }),
          h("p", { class: "hint keys" }, h("kbd", {}, "Enter"), " chooses, ", h("kbd", {}, "Space"), " listens, ", h("kbd", {}, "F"), " keeps as a favourite")),
        this.#list));
    this.#search.addEventListener("input", () => this.#filter());
    this.#search.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && this.#list.enter()) event.preventDefault();
    });
    this.#programs.addEventListener("change", () => this.#filter());
    this.#only("favourites", this.#filters.favourites);
  }

  seen() {
    this.#door.list();
    this.watch("banks", (banks) => this.#takeBanks(banks));
    this.watch("favourites", (favourites) => {
      this.#list.favourites = new Set(favourites.map(addressKey));
      if (this.#filters.favourites) this.#filter();
    });
    this.watch("settings", () => this.#followGroups());
    this.listen(place, "change", () => this.#showPlace());
    this.#followGroups();
    this.#showPlace();
  }

  unseen() {
    for (const end of this.#channelEnds.splice(0)) end();
  }

  #takeBanks(banks) {
    this.#banks.banks = banks;
    this.#bank.fill([["", "All banks"], ...banks.map((bank) => [bank.id, bankTitle(bank)])]);
    orComplain(this.#programs.follow(banks));
  }

  /** What plays on the channels of all groups. */
  #followGroups() {
    for (const end of this.#channelEnds.splice(0)) end();
    this.#channels.clear();
    this.#groups.settle();
    for (let group = 1; group <= groupCount(); group++) {
      this.#channelEnds.push(this.watching(`channels/${group}`, (channels) => {
        this.#channels.set(group, channels);
        this.#showUse();
      }));
    }
  }

  #showUse() {
    const used = new Map();
    for (const [group, channels] of this.#channels) {
      for (const channel of channels) {
        if ((channel.bank ?? null) === null) continue; // No bank answers, or something else plays the group.
        const key = addressKey({ ...channel, isDrum: channel.isDrums });
        const name = this.#channels.size > 1 ? `${group}.${channel.channel}` : String(channel.channel);
        used.set(key, [...(used.get(key) ?? []), name]);
      }
    }
    const stamp = JSON.stringify([...used]);
    if (stamp === this.#list.stamp) return;
    this.#list.stamp = stamp;
    this.#list.used = used;
    if (this.#filters.used) this.#filter();
  }

  #showPlace() {
    this.#channel.value = place.channel;
    this.#groups.settle();
    this.#showUse();
  }

  #only(what, isOn) {
    this.#filters[what] = isOn;
    if (what === "favourites") keep("only-favourites", isOn);
    attribute(what === "favourites" ? this.#favourites : this.#used, "aria-pressed", String(isOn));
    this.#filter();
  }

  #filter() {
    const bank = Number(this.#bank.value);
    let programs = found(this.#programs.all, this.#search.value).filter((program) => !bank || program.bank === bank);
    if (this.#filters.favourites) programs = programs.filter((program) => this.#list.favourites.has(program.address));
    if (this.#filters.used) programs = programs.filter((program) => this.#list.used.has(program.address) && program.answers);
    this.#list.programs = programs;
    const all = this.#programs.all.length;
    setText(this.#count, (programs.length === all ? "" : `${programs.length} of `) + count(all, "program"));
  }
}

customElements.define("view-banks", Banks);
