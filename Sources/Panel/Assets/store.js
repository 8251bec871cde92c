// SPDX-License-Identifier: MIT
// What the server has told last, by topic, and who wants to know.

/** Topics and their listeners. `changed` is called with the topics that somebody wants, whenever these are others. */
export class Store {
  #values = new Map();
  #listeners = new Map();
  /** Topics whose next value is whole: members that it lacks are gone. */
  #awaited = new Set();
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

  /** What comes next of these is whole. */
  expectWhole(topics) {
    for (const topic of topics) this.#awaited.add(topic);
  }

  /** Takes a frame of the server: only what has changed. */
  merge(frame) {
    for (const [topic, news] of Object.entries(frame)) this.set(topic, this.#merged(topic, news));
  }

  set(topic, value) {
    this.#values.set(topic, value);
    if (value === null) return; // The server has no such thing, or no longer.
    for (const listener of [...(this.#listeners.get(topic) ?? [])]) listener(value);
  }

  #merged(topic, news) {
    const isWhole = this.#awaited.delete(topic);
    const isObject = news !== null && typeof news === "object" && !Array.isArray(news);
    return isObject && !isWhole ? { ...this.#values.get(topic), ...news } : news;
  }
}
