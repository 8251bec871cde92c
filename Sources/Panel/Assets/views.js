// SPDX-License-Identifier: MIT
// The views, in the order of the tabs.

import "./view-mixer.js";
import "./view-banks.js";
import "./view-keyboard.js";
import "./view-rack.js";
import "./view-health.js";

export const views = [
  { name: "mixer", title: "Mixer", tag: "view-mixer" },
  { name: "banks", title: "Banks", tag: "view-banks" },
  { name: "keyboard", title: "Keyboard", tag: "view-keyboard" },
  { name: "rack", title: "Rack & patching", short: "Rack", tag: "view-rack" },
  { name: "health", title: "Health", tag: "view-health" },
];
