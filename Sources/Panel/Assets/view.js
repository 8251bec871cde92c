// SPDX-License-Identifier: MIT
// What views have in common: they watch their topics while they are seen, and only then.

import { watch } from "./client.js";

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
