// SPDX-License-Identifier: MIT
// The WebSocket, which comes back by itself.

import { address } from "./address.js";

/** Milliseconds before a further try: soon at first, for a server that was only started again. */
const pauses = [250, 500, 1000, 2000, 4000, 8000];

/** One socket at a time. Tells of its life by `state`, of texts by `text`, of OSC by `bytes`. */
export class Socket extends EventTarget {
  #socket = null;
  #tries = 0;
  #timer = 0;

  /** "connecting", "open" or "waiting" with the seconds until the next try. */
  state = { name: "connecting", seconds: 0 };

  constructor() {
    super();
    // Who looks at the page again, or whose network is back, waits no longer.
    addEventListener("online", () => this.retryNow());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.retryNow();
    });
  }

  open() {
    clearTimeout(this.#timer);
    this.#tell("connecting");
    const url = new URL(address("/socket"), location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      this.#tries = 0;
      this.#tell("open");
      this.dispatchEvent(new Event("open"));
    });
    socket.addEventListener("message", ({ data }) => {
      const kind = typeof data === "string" ? "text" : "bytes";
      this.dispatchEvent(new CustomEvent(kind, { detail: data }));
    });
    socket.addEventListener("close", () => this.#closed(socket));
    this.#socket = socket;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** False where nobody is there to hear it. */
  send(data) {
    if (!this.isOpen) return false;
    this.#socket.send(data);
    return true;
  }

  retryNow() {
    if (this.state.name === "waiting") this.open();
  }

  #closed(socket) {
    if (socket !== this.#socket) return;
    const pause = pauses[Math.min(this.#tries++, pauses.length - 1)];
    this.#tell("waiting", pause / 1000);
    this.#timer = setTimeout(() => this.open(), pause);
  }

  #tell(name, seconds = 0) {
    this.state = { name, seconds };
    this.dispatchEvent(new CustomEvent("state", { detail: this.state }));
  }
}
