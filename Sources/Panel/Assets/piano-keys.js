// SPDX-License-Identifier: MIT
// <piano-keys>: the keys of a piano. Sends "play" with key and velocity, and "release" with key.

import { attribute, h } from "./dom.js";
import { keyName, keyWords } from "./units.js";
import { clamp } from "./scales.js";

const lowest = 21;
const highest = 108;
const isBlack = (key) => [1, 3, 6, 8, 10].includes(key % 12);
/** White keys below a key, from the lowest on. */
const whitesBelow = (key) => Array.from({ length: key - lowest }, (_, index) => lowest + index).filter((other) => !isBlack(other)).length;
/** A touch in the middle of a key that the focus plays. */
const plain = 96;

class Piano extends HTMLElement {
  #keys = new Map();
  #bed = h("div", { class: "bed", role: "group", "aria-label": "Piano, 88 keys. Arrows go from key to key, Enter plays." });
  /** Who holds which key: pointers by number, and words. */
  #holders = new Map();
  #shown = [];

  connectedCallback() {
    if (this.hasChildNodes()) return;
    for (let key = lowest; key <= highest; key++) this.#keys.set(key, this.#make(key));
    this.#bed.append(...this.#keys.values());
    this.append(this.#bed);
    this.#keys.get(60).tabIndex = 0;
    this.#bed.addEventListener("pointerdown", (event) => this.#touch(event));
    this.#bed.addEventListener("pointermove", (event) => this.#slide(event));
    for (const end of ["pointerup", "pointercancel"]) this.#bed.addEventListener(end, ({ pointerId }) => this.#leave(pointerId));
    this.#bed.addEventListener("keydown", (event) => this.#press(event));
    this.#bed.addEventListener("keyup", (event) => this.#release(event));
    this.#bed.addEventListener("focusout", ({ target }) => this.lift(Number(target.dataset.pianoKey), "focus"));
    this.#bed.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  #make(key) {
    const kind = isBlack(key) ? "black" : "white";
    const element = h("button", { type: "button", class: kind, "data-piano-key": key, tabindex: "-1", "aria-label": keyWords(key) },
      key % 12 === 0 ? h("span", { "aria-hidden": "true" }, keyName(key)) : "");
    element.style.setProperty("--white", whitesBelow(key));
    return element;
  }

  /** Middle C in sight, where not all are. */
  centre() {
    const middle = this.#keys.get(60);
    if (middle) this.scrollLeft = middle.offsetLeft - this.clientWidth / 2;
  }

  /** Channels as strings of hexadecimal bytes, a bit for each key; that of `channel` (from 1) is the one that is played here. */
  showSounding(channels, channel) {
    const own = keysOf(channels[channel - 1]);
    const all = new Set(channels.flatMap((text) => [...keysOf(text)]));
    for (const key of this.#shown) if (!all.has(key)) this.#keys.get(key)?.classList.remove("sounds", "elsewhere");
    for (const key of all) {
      this.#keys.get(key)?.classList.toggle("sounds", own.has(key));
      this.#keys.get(key)?.classList.toggle("elsewhere", !own.has(key));
    }
    this.#shown = [...all];
  }

  press(key, velocity, holder) {
    if (!this.#keys.has(key)) return;
    const isHeld = this.#isHeld(key);
    this.#holders.set(`${holder}/${key}`, key);
    this.#keys.get(key).classList.add("held");
    if (isHeld) this.#send("release", { key }); // Struck again: a new note.
    this.#send("play", { key, velocity });
  }

  lift(key, holder) {
    if (!this.#holders.delete(`${holder}/${key}`) || this.#isHeld(key)) return;
    this.#keys.get(key).classList.remove("held");
    this.#send("release", { key });
  }

  liftAll() {
    const keys = new Set(this.#holders.values());
    this.#holders.clear();
    for (const key of keys) {
      this.#keys.get(key).classList.remove("held");
      this.#send("release", { key });
    }
  }

  #isHeld(key) {
    return [...this.#holders.values()].includes(key);
  }

  #send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #under({ clientX, clientY }) {
    const element = document.elementFromPoint(clientX, clientY)?.closest("[data-piano-key]");
    return element && this.#bed.contains(element) ? element : null;
  }

  #touch(event) {
    if (event.button !== 0) return;
    const element = this.#under(event);
    if (!element) return;
    event.preventDefault();
    this.#stand(element);
    this.#bed.setPointerCapture(event.pointerId);
    this.press(Number(element.dataset.pianoKey), velocity(event, element), event.pointerId);
  }

  /** From key to key while the pointer is down. */
  #slide(event) {
    if (!this.#bed.hasPointerCapture(event.pointerId)) return;
    const element = this.#under(event);
    const key = element ? Number(element.dataset.pianoKey) : null;
    if (key !== null && this.#holders.has(`${event.pointerId}/${key}`)) return;
    this.#leave(event.pointerId);
    if (key !== null) this.press(key, velocity(event, element), event.pointerId);
  }

  #leave(pointer) {
    for (const [name, key] of this.#holders) if (name.startsWith(`${pointer}/`)) this.lift(key, pointer);
  }

  #press(event) {
    const key = Number(event.target.dataset.pianoKey);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (!event.repeat) this.press(key, plain, "focus");
      return;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 12, ArrowDown: -12, Home: -127, End: 127 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const other = this.#keys.get(clamp(key + step, lowest, highest));
    this.#stand(other);
    other.focus();
  }

  #release(event) {
    if (event.key === "Enter" || event.key === " ") this.lift(Number(event.target.dataset.pianoKey), "focus");
  }

  #stand(element) {
    for (const key of this.#keys.values()) attribute(key, "tabindex", key === element ? 0 : -1);
  }
}

/** Softly at the top, loudly at the bottom. */
function velocity({ clientY }, element) {
  const { top, height } = element.getBoundingClientRect();
  return Math.round(clamp(20 + 107 * ((clientY - top) / height), 1, 127));
}

function keysOf(text = "") {
  const keys = new Set();
  for (let byte = 0; byte < text.length / 2; byte++) {
    const bits = parseInt(text.slice(2 * byte, 2 * byte + 2), 16);
    for (let bit = 0; bits >> bit; bit++) if ((bits >> bit) & 1) keys.add(8 * byte + bit);
  }
  return keys;
}

customElements.define("piano-keys", Piano);
