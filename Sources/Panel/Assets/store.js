// SPDX-License-Identifier: MIT
// What the server has told last, by topic, and who wants to know.

/** Topics and their listeners. `changed` is called with the topics that somebody wants, whenever these are others. */
export class Store {
  #values = new Map();
  #listeners = new Map();
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  value(topic) {
    return this.#values.get(topic);
  }

  get topics() {
    return [...this.#listeners.keys()].sort();
  }

  /** Calls `listener` with each value from now on, and with the present one at once. What it returns ends that. */
  watch(topic, listener) {
    let all = this.#listeners.get(topic);
    if (!all) {
      all = new Set();
      this.#listeners.set(topic, all);
      this.#changed(this.topics);
    }
    all.add(listener);
    if ((this.#values.get(topic) ?? null) !== null) listener(this.#values.get(topic));
    return () => {
      if (!all.delete(listener)) return;
      if (all.size > 0 || this.#listeners.get(topic) !== all) return;
      this.#listeners.delete(topic);
      this.#changed(this.topics);
    };
  }

  /** Takes a frame of the server: only what has changed. With a plus behind the name come members, and the others stay. */
  merge(frame) {
    for (const [name, news] of Object.entries(frame)) {
      const topic = name.replace(/\+$/, "");
      this.set(topic, topic === name ? news : { ...this.#values.get(topic), ...news });
    }
  }

  set(topic, value) {
    this.#values.set(topic, value);
    if (value === null) return; // The server has no such thing, or no longer.
    for (const listener of [...(this.#listeners.get(topic) ?? [])]) listener(value);
  }
}
