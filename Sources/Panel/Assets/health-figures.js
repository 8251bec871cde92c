// SPDX-License-Identifier: MIT
// <health-figures>: the numbers of a synthesizer that plays, and what was lost.

import { h, setText, uniqueId } from "./dom.js";
import { bytes } from "./units.js";

const sum = (counters, ...names) => names.reduce((total, name) => total + (counters[name] ?? 0), 0);
const milliseconds = (frames, rate) => `${((1000 * frames) / rate).toFixed(1)}\u2009ms`;
const span = (least, most, rate) => (least === most ? milliseconds(most, rate) : `${((1000 * least) / rate).toFixed(1)} \u2013 ${milliseconds(most, rate)}`);

/** Title, what is shown, a line below, and whether it is worth a warning, or bad. */
const figures = [
  ["Voices", (s) => s.voicesSounding, (s) => `of ${s.voicesAllowed ?? s.engine?.voiceLimit ?? "?"} allowed`],
  ["Voices stolen", (s) => sum(s.counters, "voicesStolen"), (s) => `${sum(s.counters, "voicesRefused")} refused, ${sum(s.counters, "voicesShed")} shed`, (s) => sum(s.counters, "voicesRefused", "voicesShed") > 0 && "warning"],
  ["Xruns", (s) => sum(s.counters, "xruns"), (s) => `${sum(s.counters, "cyclesLate")} late, ${sum(s.counters, "cyclesMissed")} missed`, (s) => sum(s.counters, "xruns", "cyclesMissed") > 0 && "bad"],
  ["Events late", (s) => sum(s.counters, "eventsLate"), (s) => `of ${sum(s.counters, "eventsReceived").toLocaleString("en")} received`, (s) => sum(s.counters, "eventsLate") > 0 && "warning"],
  ["Events lost", (s) => sum(s.counters, "eventsLost", "noteOffsLost", "systemExclusiveLost"), (s) => `${sum(s.counters, "eventsMalformed")} malformed, ${sum(s.counters, "notesStale")} stale`, (s) => sum(s.counters, "eventsLost", "noteOffsLost", "systemExclusiveLost") > 0 && "bad"],
  ["Latency", (s) => (s.latency ? span(total(s.latency).least, total(s.latency).most, s.latency.rate) : "\u2013"), (s) => (s.latency ? `own ${milliseconds(s.latency.own, s.latency.rate)}, rest as JACK tells` : "no server")],
  ["Samples", (s) => bytes(s.sampleMemory?.used), (s) => (s.sampleMemory ? `${bytes(s.sampleMemory.locked)} locked, of ${bytes(s.sampleMemory.allowed)}` : ""), (s) => s.sampleMemory?.locked < s.sampleMemory?.used && "warning"],
  ["Memory", (s) => bytes(s.residentMemory), (s) => (s.sandboxes ? `and ${bytes(s.sandboxMemory)} in ${s.sandboxes} sandboxes` : "of the whole process")],
  ["Sandboxes", (s) => s.sandboxes ?? 0, (s) => `${sum(s.counters, "sandboxesRestarted")} restarts, ${sum(s.counters, "sandboxesLate")} blocks late`, (s) => sum(s.counters, "sandboxesRestarted") > 0 && "warning"],
  ["Engine", (s) => (s.engine ? `${(s.engine.rate / 1000).toFixed(1)} kHz` : "\u2013"), (s) => (s.engine ? `${s.periodFrames} frames, ${s.engine.interpolation}, ${s.engine.kernels}` : "no server")],
];

const total = ({ captureLeast, captureMost, own, playbackLeast, playbackMost }) => ({ least: captureLeast + own + playbackLeast, most: captureMost + own + playbackMost });

class Figures extends HTMLElement {
  #tiles = new Map();

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("figures");
    const list = h("dl", { class: "figures" });
    for (const [title] of figures) {
      const tile = { value: h("dd", { class: "figure" }, "\u2013"), more: h("dd", { class: "facts" }) };
      tile.element = h("div", { class: "card" }, h("dt", {}, title), tile.value, tile.more);
      this.#tiles.set(title, tile);
      list.append(tile.element);
    }
    this.append(h("section", { "aria-labelledby": heading }, h("h3", { id: heading, class: "spoken" }, "Figures"), list));
  }

  set stats(stats) {
    const known = { ...stats, counters: stats.counters ?? {} };
    for (const [title, value, more, mark] of figures) {
      const tile = this.#tiles.get(title);
      const shown = value(known);
      setText(tile.value, typeof shown === "number" ? shown.toLocaleString("en") : String(shown ?? "\u2013"));
      setText(tile.more, more(known));
      tile.element.className = `card ${mark?.(known) || ""}`.trim();
    }
  }
}

customElements.define("health-figures", Figures);
