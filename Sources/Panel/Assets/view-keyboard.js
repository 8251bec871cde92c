// SPDX-License-Identifier: MIT
// <view-keyboard>: 88 keys that show what sounds and play, by pointer, by focus, or by the computer's keys.

import "./piano-keys.js";
import { button, choice, field, toggle } from "./buttons.js";
import { tell } from "./client.js";
import { h, setText } from "./dom.js";
import { slider } from "./fader.js";
import { groupChoice } from "./group-choice.js";
import { keep, place, recall } from "./memory.js";
import { SecondManual } from "./second-manual.js";
import { keyName, programAddress } from "./units.js";
import { View } from "./view.js";

/** Numbers of controllers. */
const modulation = 1;
const sustain = 64;

class Keyboard extends View {
  #piano = document.createElement("piano-keys");
  #manual = new SecondManual((key, isDown) => this.#manualKey(key, isDown));
  #groups = groupChoice();
  #channel = choice(Array.from({ length: 16 }, (_, index) => [index + 1, `Channel ${index + 1}`]), {
    onchange: (channel) => place.set(place.group, Number(channel)),
  });
  #program = button({ text: " ", class: "program", onclick: () => (location.hash = "banks") });
  #played = h("output", { class: "played" });
  #octave = h("output", { class: "octave" });
  #velocity = slider({ label: "Velocity of the computer's keys", least: 1, greatest: 127, first: 96, page: 8, text: String });
  #modulation = slider({ label: "Modulation", least: 0, greatest: 127, first: 0, page: 8, text: String });
  #sustain = toggle({ text: "Sustain", onchange: (isOn) => this.#hold(isOn) });
  #large = toggle({ text: "Large keys", onchange: (isOn) => this.#size(isOn) });
  #computer = toggle({ text: "Computer keys", onchange: (isOn) => this.#useComputer(isOn) });
  /** Where it plays: keys that are down end there, whatever is chosen meanwhile. */
  #at = { group: 0, channel: 0 };

  build() {
    this.#velocity.value = recall("velocity", 96);
    this.#modulation.value = 0;
    this.#velocity.addEventListener("move", ({ detail }) => keep("velocity", detail));
    this.#modulation.addEventListener("move", ({ detail }) => tell("/wavesink/control", "iiii", this.#at.group, this.#at.channel, modulation, detail));
    this.#piano.addEventListener("play", ({ detail }) => this.#play(detail.key, detail.velocity));
    this.#piano.addEventListener("release", ({ detail }) => this.#play(detail.key, 0));
    const octaves = h("span", { class: "pair" },
      button({ icon: "down", label: "An octave lower", onclick: () => this.#moveOctave(-1) }), this.#octave,
      button({ icon: "up", label: "An octave higher", onclick: () => this.#moveOctave(1) }));
    this.append(
      h("h2", { class: "spoken" }, "Keyboard"),
      h("div", { class: "toolbar" }, this.#groups, field("Channel", this.#channel, { hidden: true }), this.#program, this.#large, this.#sustain),
      h("div", { class: "manual" }, this.#piano),
      h("div", { class: "below" },
        h("p", { class: "last" }, h("span", { class: "name" }, "Played here"), this.#played),
        h("div", { class: "card second" },
          h("div", { class: "row" }, this.#computer, octaves),
          h("p", { class: "hint" }, h("kbd", {}, "Z"), " to ", h("kbd", {}, "/"), " and ", h("kbd", {}, "Q"), " to ", h("kbd", {}, "P"),
            " are white keys of two octaves, black ones in the rows above them. ", h("kbd", {}, "Page up"), " and ", h("kbd", {}, "Page down"), " move them."),
          h("div", { class: "row wide" }, h("span", { class: "name" }, "Velocity"), this.#velocity)),
        h("div", { class: "card second" }, h("div", { class: "row wide" }, h("span", { class: "name" }, "Modulation"), this.#modulation),
          h("p", { class: "hint" }, "A key sounds softly where it is hit at its top, and loudly at its bottom."))));
    this.#size(recall("large-keys", innerWidth < 900));
    this.#useComputer(recall("computer-keys", true));
    this.#moveOctave(0);
    this.#showPlayed(null);
  }

  seen() {
    this.watch("settings", () => this.#groups.settle());
    this.listen(place, "change", () => this.#follow());
    this.listen(document, "keydown", (event) => this.#press(event));
    this.listen(document, "keyup", (event) => this.#manual.release(event));
    // Keys whose end nobody would hear: the window has lost them.
    this.listen(window, "blur", () => this.#letGo());
    this.listen(document, "visibilitychange", () => this.#letGo());
    this.#at = { group: 0, channel: 0 };
    this.#follow();
    this.#piano.centre();
  }

  unseen() {
    this.#letGo();
  }

  #ends = [];

  #follow() {
    const { group, channel } = place;
    if (group === this.#at.group && channel === this.#at.channel) return;
    if (this.#at.group > 0) this.#letGo();
    this.#at = { group, channel };
    for (const end of this.#ends.splice(0)) end();
    this.#channel.value = channel;
    this.#groups.settle();
    this.#ends = [
      this.watching(`keys/${group}`, (channels) => this.#piano.showSounding(channels, channel)),
      this.watching(`channels/${group}`, (channels) => this.#showChannel(channels[channel - 1])),
    ];
  }

  #showChannel(channel) {
    const name = channel.name || programAddress({ ...channel, isDrum: channel.isDrums });
    setText(this.#program.firstChild, name);
    this.#program.setAttribute("aria-label", `Program ${name}: choose another`);
  }

  #play(key, velocity) {
    tell("/wavesink/note", "iiii", this.#at.group, this.#at.channel, key, velocity);
    if (velocity > 0) this.#showPlayed(key, velocity);
  }

  #press(event) {
    const octaves = { PageUp: 1, PageDown: -1 }[event.key];
    if (event.defaultPrevented) return;
    if (!octaves || !this.#manual.isOn) return this.#manual.press(event);
    event.preventDefault();
    this.#moveOctave(octaves);
  }

  #manualKey(key, isDown) {
    if (isDown) this.#piano.press(key, this.#velocity.value, "computer");
    else this.#piano.lift(key, "computer");
  }

  #showPlayed(key, velocity) {
    setText(this.#played, key === null ? "\u2013" : `${keyName(key)} at ${velocity}`);
  }

  #letGo() {
    this.#manual.forget();
    this.#piano.liftAll();
    if (this.#sustain.getAttribute("aria-pressed") === "true") this.#hold(false);
  }

  #hold(isOn) {
    this.#sustain.set(isOn);
    tell("/wavesink/control", "iiii", this.#at.group, this.#at.channel, sustain, isOn ? 127 : 0);
  }

  #size(isLarge) {
    keep("large-keys", isLarge);
    this.#large.set(isLarge);
    this.#piano.classList.toggle("large", isLarge);
    this.#piano.centre();
  }

  #useComputer(isOn) {
    keep("computer-keys", isOn);
    this.#computer.set(isOn);
    this.#manual.isOn = isOn;
  }

  #moveOctave(by) {
    this.#manual.move(by);
    setText(this.#octave, `${keyName(this.#manual.first)} \u2013 ${keyName(this.#manual.first + 28)}`);
  }
}

customElements.define("view-keyboard", Keyboard);
