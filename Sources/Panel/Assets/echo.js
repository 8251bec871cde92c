// SPDX-License-Identifier: MIT
// What a control shows while the server may not have heard yet of what was set here.

/** Milliseconds for which what the server tells waits after a change here: it may still be the value before. */
const span = 600;

/** Between what the server tells and `show`, which is called with what is to be seen. */
export class Echo {
  #show;
  #told;
  #isHeld = false;
  #quietUntil = 0;
  #timer = 0;

  constructor(show) {
    this.#show = show;
  }

  /** Shows what was set here, for a moment against all that is told. */
  keep(value) {
    this.#quietUntil = performance.now() + span;
    this.#told = value;
    this.#show(value);
    this.#settle();
  }

  /** Shows what the server tells, as soon as it can be the answer. */
  hear(value) {
    this.#told = value;
    this.#settle();
  }

  /** Who holds a control here is not moved by the server. */
  hold(isHeld) {
    this.#isHeld = isHeld;
    this.#settle();
  }

  #settle() {
    clearTimeout(this.#timer);
    if (this.#isHeld || this.#told === undefined) return;
    const left = this.#quietUntil - performance.now();
    if (left > 0) this.#timer = setTimeout(() => this.#settle(), left);
    else this.#show(this.#told);
  }
}
