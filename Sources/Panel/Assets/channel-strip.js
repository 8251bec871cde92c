// SPDX-License-Identifier: MIT
// <channel-strip>: a channel as a strip of a mixer.

import { button, toldToggle } from "./buttons.js";
import { tell } from "./client.js";
import { attribute, h, setText } from "./dom.js";
import { fader } from "./fader.js";
import { icon } from "./icons.js";
import { knob } from "./knob.js";
import { place } from "./memory.js";
import { meter } from "./meter.js";
import { volumeMarks } from "./scales.js";
import { decibels, pan, panWords, programAddress, send, sendWords, volumeDecibels } from "./units.js";

/** What General MIDI begins with. */
const first = { volume: 100, pan: 64, reverb: 40, chorus: 0 };
/** Numbers of the controllers. */
const numbers = { volume: 7, pan: 10, reverb: 91, chorus: 93 };

class ChannelStrip extends HTMLElement {
  #place = { group: 1, channel: 1 };
  #number = h("span", { class: "number" });
  #drums = h("span", { class: "drums", hidden: true, title: "Drums" }, icon("drums"));
  #voices = h("span", { class: "voices", "aria-hidden": "true" });
  #program = button({ text: " ", class: "program", onclick: () => this.#choose() });
  #controls = {};
  #level = h("span", { class: "level" });
  #meter = meter();
  #mute = toldToggle({ text: "M", label: "Mute", class: "mute", onchange: (isOn) => this.#switch("mute", isOn) });
  #solo = toldToggle({ text: "S", label: "Solo", class: "solo", onchange: (isOn) => this.#switch("solo", isOn) });

  set place(where) {
    this.#place = where;
    const name = `Channel ${where.channel}`;
    attribute(this, "role", "group");
    attribute(this, "aria-label", where.group > 1 ? `${name} of group ${where.group}` : name);
    setText(this.#number, String(where.channel));
    const label = (word) => `${word}, ${this.getAttribute("aria-label")}`;
    attribute(this.#mute, "aria-label", label("Mute"));
    attribute(this.#solo, "aria-label", label("Solo"));
    const form = (what, more) => ({ label: label(more.name ?? "Volume"), first: first[what], least: 0, greatest: 127, ...more });
    this.#controls = {
      pan: knob(form("pan", { name: "Pan", least: 1, middle: 64, text: pan, words: panWords })),
      reverb: knob(form("reverb", { name: "Rev", label: label("Reverb send"), text: send, words: sendWords })),
      chorus: knob(form("chorus", { name: "Cho", label: label("Chorus send"), text: send, words: sendWords })),
      volume: fader(form("volume", { text: volumeText })).mark(volumeMarks),
    };
    for (const [what, control] of Object.entries(this.#controls)) control.addEventListener("move", ({ detail }) => this.#tell(what, detail));
  }

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const { pan, reverb, chorus, volume } = this.#controls;
    this.append(
      h("header", {}, this.#number, this.#drums, this.#voices), this.#program,
      h("div", { class: "knobs" }, pan, reverb, chorus),
      h("div", { class: "throw" }, volume, this.#meter), this.#level,
      h("div", { class: "switches" }, this.#mute, this.#solo));
  }

  /** As `/wavesink/channels` tells. */
  set state(channel) {
    const name = channel.name || programAddress({ ...channel, isDrum: channel.isDrums });
    setText(this.#program.firstChild, name);
    attribute(this.#program, "title", `${name}: choose another program`);
    attribute(this.#program, "aria-label", `Program ${name}, ${this.getAttribute("aria-label")}: choose another`);
    this.#drums.hidden = !channel.isDrums;
    setText(this.#voices, channel.voices > 0 ? String(channel.voices) : "");
    this.classList.toggle("sounds", channel.voices > 0);
    this.classList.toggle("silenced", Boolean(channel.isSilenced));
    this.#mute.hear(channel.isMuted);
    this.#solo.hear(channel.isSolo);
    for (const [what, control] of Object.entries(this.#controls)) control.value = channel[what] ?? first[what];
    this.#showLevel();
  }

  set amplitude(amplitude) { this.#meter.amplitude = amplitude; }

  #showLevel() {
    setText(this.#level, this.#controls.volume.text);
  }

  #tell(what, value) {
    const { group, channel } = this.#place;
    tell("/wavesink/control", "iiii", group, channel, numbers[what], value);
    if (what === "volume") this.#showLevel();
  }

  #switch(what, isOn) {
    const { group, channel } = this.#place;
    tell(`/wavesink/${what}`, "iii", group, channel, isOn ? 1 : 0);
  }

  #choose() {
    place.set(this.#place.group, this.#place.channel);
    location.hash = "banks";
  }
}

const volumeText = (value) => decibels(volumeDecibels(value));

customElements.define("channel-strip", ChannelStrip);
