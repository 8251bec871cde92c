// SPDX-License-Identifier: MIT
// The page's drawings: lines of two units in a square of 24.

import { svg } from "./dom.js";

const paths = {
  mixer: "M6 4v7m0 4v5M12 4v3m0 4v9M18 4v9m0 4v3M3.5 13h5M9.5 9h5M15.5 15h5",
  banks: "M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0zm0 0c0 4 16 4 16 0M4 12c0 4 16 4 16 0",
  keyboard: "M3 5h18v14H3zM9 5v8m6-8v8M9 19v-6m6 6v-6",
  rack: "M4 4h16v6H4zm0 10h16v6H4zM7.5 7h.01M7.5 17h.01M12 7h4.5M12 17h4.5",
  health: "M3 12h4l2.5-7 5 14 2.5-7h4",
  panic: "M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7zM8 12h8",
  dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.4 1.4m11.2 11.2L19 19M5 19l1.4-1.4M17.6 6.4 19 5",
  system: "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
  star: "M12 3.5l2.6 5.5 6 .8-4.4 4.1 1.1 5.9-5.3-2.9-5.3 2.9 1.1-5.9L3.4 9.8l6-.8z",
  play: "M7 4.5v15l12-7.5z",
  close: "M6 6l12 12M18 6L6 18",
  bin: "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13",
  up: "M12 19V5m-6 6 6-6 6 6",
  down: "M12 5v14m-6-6 6 6 6-6",
  add: "M12 5v14M5 12h14",
  drop: "M12 3v12m-5-5 5 5 5-5M4 17v4h16v-4",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21",
  drums: "M4 9c0-3.5 16-3.5 16 0v7c0 3.5-16 3.5-16 0zm0 0c0 3.5 16 3.5 16 0M14 6l6-4",
  good: "M4 12.5 9.5 18 20 6.5",
  warning: "M12 3.5 22 20H2zM12 10v4m0 3v.01",
  bad: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V13m0 3.5v.01",
  sliders: "M4 7h9m4 0h3M4 17h3m4 0h9M13 4.5v5M7 14.5v5",
  link: "M9.5 14.5l5-5M8 11l-3 3a3.5 3.5 0 0 0 5 5l3-3M16 13l3-3a3.5 3.5 0 0 0-5-5l-3 3",
};

/** A drawing beside words, or in a button that has a name. */
export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: paths[name] }));
}
