// SPDX-License-Identifier: MIT
// What faders, knobs and sliders have in common: a value that pointers, wheel and keys move.

import { attribute } from "./dom.js";
import { Echo } from "./echo.js";
import { clamp, linear } from "./scales.js";

/** Milliseconds between two taps that are one double tap. */
const doubleTap = 350;
/** The part of a move that counts while Shift is held. */
const fine = 0.2;

/** A base: `draw(place)` is called with a place from 0 to 1. Sends "move" with the value as its detail. */
export class Slider extends HTMLElement {
  #form = { least: 0, greatest: 127, step: 1, page: 10, first: 0, text: String, words: null };
  #scale = linear(0, 127);
  #value = 0;
  #echo = new Echo((value) => this.#show(value));
  #grip = null;
  #lastTap = 0;
  #frame = 0;

  /** Pixels from one end to the other, and how far a pointer has gone on them. */
  get travel() { return 160; }
  way(x, y) { return -y; }
  draw() {}

  /** Of `form`: label, least, greatest, step, page, first, scale, text, words (what is read out, where it is not the text). */
  configure(form) {
    Object.assign(this.#form, form);
    this.#scale = form.scale ?? linear(this.#form.least, this.#form.greatest);
    attribute(this, "role", "slider");
    attribute(this, "tabindex", 0);
    attribute(this, "aria-label", this.#form.label);
    attribute(this, "aria-valuemin", this.#form.least);
    attribute(this, "aria-valuemax", this.#form.greatest);
    this.#show(clamp(this.#value, this.#form.least, this.#form.greatest));
    return this;
  }

  connectedCallback() {
    if (this.dataset.listens) return;
    this.dataset.listens = "yes";
    this.addEventListener("pointerdown", (event) => this.#take(event));
    this.addEventListener("pointermove", (event) => this.#drag(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) this.addEventListener(end, () => this.#letGo());
    this.addEventListener("wheel", (event) => this.#turn(event), { passive: false });
    this.addEventListener("keydown", (event) => this.#press(event));
  }

  get value() { return this.#value; }
  get text() { return this.#form.text(this.#value); }
  get scale() { return this.#scale; }

  /** What the server tells. */
  set value(value) { this.#echo.hear(value); }

  #take(event) {
    if (event.button !== 0 || this.#grip) return;
    event.preventDefault();
    this.focus({ preventScroll: true });
    if (event.timeStamp - this.#lastTap < doubleTap) {
      this.#lastTap = 0;
      return this.#move(this.#form.first);
    }
    this.#lastTap = event.timeStamp;
    this.setPointerCapture(event.pointerId);
    this.#grip = { id: event.pointerId, x: event.clientX, y: event.clientY, place: this.#scale.place(this.#value), gone: 0 };
    this.#echo.hold(true);
    this.classList.add("held");
  }

  #drag(event) {
    const grip = this.#grip;
    if (event.pointerId !== grip?.id) return;
    const way = this.way(event.clientX - grip.x, event.clientY - grip.y) / this.travel;
    grip.gone += Math.abs(way) * this.travel;
    if (grip.gone > 4) this.#lastTap = 0;
    grip.place = clamp(grip.place + way * (event.shiftKey ? fine : 1), 0, 1);
    [grip.x, grip.y] = [event.clientX, event.clientY];
    this.#move(this.#scale.value(grip.place));
  }

  #letGo() {
    this.#grip = null;
    this.#echo.hold(false);
    this.classList.remove("held");
  }

  #turn(event) {
    // Who scrolls past a parameter does not mean it.
    if (this.hasAttribute("wheel-when-focused") && document.activeElement !== this) return;
    // Who goes sideways looks for another strip.
    const way = event.deltaY;
    if (Math.abs(way) <= Math.abs(event.deltaX)) return;
    event.preventDefault();
    this.#step(way < 0 ? 1 : -1, event.shiftKey ? 1 : 2);
  }

  #press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { least, greatest, page, first } = this.#form;
    switch (event.key) {
      case "ArrowUp": case "ArrowRight": this.#step(1, 1); break;
      case "ArrowDown": case "ArrowLeft": this.#step(-1, 1); break;
      case "PageUp": this.#move(this.#value + page); break;
      case "PageDown": this.#move(this.#value - page); break;
      case "Home": this.#move(least); break;
      case "End": this.#move(greatest); break;
      case "Delete": case "Backspace": this.#move(first); break;
      default: return;
    }
    event.preventDefault();
  }

  #step(direction, count) {
    const { least, greatest, step, evenly } = this.#form;
    if (!evenly) return this.#move(this.#value + direction * step * count);
    // Where equal ways are not equal numbers a key goes a hundredth of the way.
    const place = clamp(this.#scale.place(clamp(this.#value, least, greatest)) + direction * count * 0.01, 0, 1);
    this.#move(this.#scale.value(place));
  }

  #move(wanted) {
    const { least, greatest, step } = this.#form;
    const value = clamp(least + Math.round((wanted - least) / step) * step, least, greatest);
    if (value === this.#value) return;
    this.#echo.keep(value);
    // One message for each picture at most, with the last value.
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.dispatchEvent(new CustomEvent("move", { detail: this.#value, bubbles: true }));
    });
  }

  #show(value) {
    this.#value = value;
    attribute(this, "aria-valuenow", Math.round(value * 1000) / 1000);
    attribute(this, "aria-valuetext", (this.#form.words ?? this.#form.text)(value));
    this.draw(clamp(this.#scale.place(value), 0, 1));
  }
}
