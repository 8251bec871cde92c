// SPDX-License-Identifier: MIT
// What views have in common: they watch their topics while they are seen, and only then.

import { watch } from "./client.js";

/** Milliseconds after which a view is shown as it is. */
const patience = 1000;

/** A view. `build` is called once, before it is seen; `seen` whenever it comes into sight, and names there what it watches. */
export class View extends HTMLElement {
  #ends = [];
  #isBuilt = false;

  build() {}
  seen() {}
  unseen() {}

  show() {
    if (!this.#isBuilt) {
      this.#isBuilt = true;
      this.build();
    }
    this.hidden = false;
    this.seen();
  }

  hide() {
    if (this.hidden) return;
    this.hidden = true;
    this.unseen();
    this.forget();
  }

  /** Until the view goes out of sight. */
  watch(topic, listener) {
    this.until(watch(topic, listener));
  }

  /** Until what it gives is called, or the view goes out of sight. */
  watching(topic, listener) {
    const end = watch(topic, listener);
    this.until(end);
    return end;
  }

  /** Shows nothing until these have been told, or some time has gone: then nothing moves when they come. */
  appearWith(...topics) {
    const missing = new Set(topics);
    this.classList.add("waits");
    const appear = () => this.classList.remove("waits");
    for (const topic of topics) {
      this.watch(topic, () => {
        missing.delete(topic);
        if (missing.size === 0) appear();
      });
    }
    const timer = setTimeout(appear, patience);
    this.until(() => clearTimeout(timer));
  }

  /** Something to be ended when the view goes out of sight. */
  until(end) {
    this.#ends.push(end);
  }

  listen(target, event, listener) {
    target.addEventListener(event, listener);
    this.until(() => target.removeEventListener(event, listener));
  }

  /** Ends all that is watched. */
  forget() {
    for (const end of this.#ends.splice(0)) end();
  }
}
