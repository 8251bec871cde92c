// SPDX-License-Identifier: MIT
// How the page was left: it is found so again. Favourites are the server's, and not here.

const prefix = "wavesink.";

export function recall(name, otherwise) {
  try {
    const text = localStorage.getItem(prefix + name);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise; // Storage that is forbidden or was written by somebody else.
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // Without storage the page works as well, and begins anew each time.
  }
}

/** The channel that programs are chosen for and the keyboard plays, shared by the views. */
export const place = new (class extends EventTarget {
  group = recall("group", 1);
  channel = recall("channel", 1);

  set(group, channel) {
    if (group === this.group && channel === this.channel) return;
    this.group = group;
    this.channel = channel;
    keep("group", group);
    keep("channel", channel);
    this.dispatchEvent(new Event("change"));
  }
})();
