// SPDX-License-Identifier: MIT
// <load-chart>: the last minute of the load, with its gaps, as a running picture.

import { animate } from "./frames.js";
import { attribute, h, setText, uniqueId } from "./dom.js";
import { gapCount, gaps, samples, span } from "./load-history.js";
import { count, percent } from "./units.js";

const lines = [["worst", "Worst"], ["p99", "p99"], ["p50", "p50"]];
/** Milliseconds between two pictures: the line moves a pixel or two. */
const pause = 100;

class LoadChart extends HTMLElement {
  #canvas = h("canvas", { role: "img" });
  #values = new Map();
  #gaps = h("b", {});
  #isRunning = false;
  #drawn = 0;
  #told = -Infinity;

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("load");
    const legend = h("dl", { class: "legend" });
    for (const [name, text] of lines) {
      const value = h("dd", {}, "\u2013");
      this.#values.set(name, value);
      legend.append(h("div", { class: name }, h("dt", {}, text), value));
    }
    legend.append(h("div", { class: "gaps" }, h("dt", {}, "Gaps"), h("dd", {}, this.#gaps)));
    this.append(h("section", { class: "card", "aria-labelledby": heading },
      h("header", {}, h("h3", { id: heading }, "Load of the callback"), legend), this.#canvas));
  }

  run(isRunning) {
    this.#isRunning = isRunning;
    if (isRunning) animate((_, now) => this.#step(now));
  }

  set stats(stats) {
    const latest = samples.at(-1);
    if (!latest) return;
    for (const [name, value] of this.#values) setText(value, percent(latest[name], 1));
    setText(this.#gaps, String(gapCount(stats.counters ?? {})));
    if (performance.now() - this.#told < 5000) return;
    this.#told = performance.now();
    const minute = gaps.reduce((sum, gap) => sum + gap.count, 0);
    const now = `half of the callbacks take less than ${percent(latest.p50)} of the period, the worst one ${percent(latest.worst)}`;
    attribute(this.#canvas, "aria-label", `Load over the last minute: now ${now}; ${count(minute, "gap")}.`);
  }

  #step(now) {
    if (now - this.#drawn > pause) {
      this.#drawn = now;
      this.#draw(now / 1000);
    }
    return this.#isRunning;
  }

  #draw(now) {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const scale = devicePixelRatio;
    if (this.#canvas.width !== Math.round(width * scale) || this.#canvas.height !== Math.round(height * scale)) {
      [this.#canvas.width, this.#canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    }
    const pen = this.#canvas.getContext("2d");
    const colours = getComputedStyle(this.#canvas);
    const colour = (name) => colours.getPropertyValue(`--${name}`).trim();
    const font = parseFloat(colours.fontSize);
    const left = font * 3.8;
    const bottom = font * 1.6;
    // Room for the worst, and never so little that calm looks like alarm.
    const top = Math.max(0.25, ...samples.map(({ worst }) => worst)) * 1.15;
    const x = (time) => left + (width - left) * (1 - (now - time) / span);
    const y = (load) => (height - bottom) * (1 - load / top);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.font = `${font}px ${colours.fontFamily}`;
    this.#grid(pen, { width, height, left, bottom, top, x, y, now, colour });
    pen.save();
    pen.beginPath();
    pen.rect(left, 0, width - left, height);
    pen.clip();
    for (const [name] of lines) this.#line(pen, name, x, y, colour, height - bottom);
    pen.fillStyle = colour("bad");
    for (const gap of gaps) pen.fillRect(x(gap.time) - 1.5, 0, 3, height - bottom);
    pen.restore();
  }

  #grid(pen, { width, height, left, bottom, top, x, y, now, colour }) {
    pen.strokeStyle = colour("line");
    pen.fillStyle = colour("muted");
    pen.lineWidth = 1;
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    const step = top > 1.2 ? 0.5 : top > 0.6 ? 0.25 : top > 0.3 ? 0.1 : 0.05;
    for (let load = 0; load < top; load += step) {
      line(pen, left, y(load), width, y(load));
      if (y(load) > 6) pen.fillText(percent(load), left - 8, Math.min(y(load), height - bottom - 2));
    }
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    for (let seconds = 10; seconds < span; seconds += 10) pen.fillText(`${seconds} s`, x(now - seconds), height);
    if (top <= 1) return;
    pen.strokeStyle = colour("bad");
    line(pen, left, y(1), width, y(1));
  }

  #line(pen, name, x, y, colour, base) {
    if (samples.length < 2) return;
    pen.beginPath();
    for (const sample of samples) pen.lineTo(x(sample.time), y(sample[name]));
    pen.strokeStyle = colour(name);
    pen.lineWidth = 2;
    pen.stroke();
    if (name !== "p50") return;
    pen.lineTo(x(samples.at(-1).time), base);
    pen.lineTo(x(samples[0].time), base);
    pen.globalAlpha = 0.15;
    pen.fillStyle = colour(name);
    pen.fill();
    pen.globalAlpha = 1;
  }
}

function line(pen, x1, y1, x2, y2) {
  pen.beginPath();
  pen.moveTo(x1, Math.round(y1) + 0.5);
  pen.lineTo(x2, Math.round(y2) + 0.5);
  pen.stroke();
}

customElements.define("load-chart", LoadChart);
