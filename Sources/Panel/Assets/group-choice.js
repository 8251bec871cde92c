// SPDX-License-Identifier: MIT
// Which group programs are chosen for and the keyboard plays.

import { segments } from "./buttons.js";
import { value } from "./client.js";
import { keep, place, recall } from "./memory.js";

/** How many groups there are, as far as is known: before the server has told, as many as there were. */
export const groupCount = () => value("settings")?.groups ?? Math.min(64, Math.max(1, Math.trunc(recall("groups", 1)) || 1));

/** Keeps how many there are for the next time. */
export const rememberGroups = () => keep("groups", groupCount());

/** A button for each group, which `settle` shows as they are; hidden where there is one alone. */
export function groupChoice() {
  const element = segments("Group", (group) => place.set(Number(group), place.channel));
  element.settle = () => {
    const count = groupCount();
    rememberGroups();
    element.hidden = count < 2;
    element.show(Array.from({ length: count }, (_, index) => [index + 1, `Group ${index + 1}`]), place.group);
  };
  element.settle();
  return element;
}
