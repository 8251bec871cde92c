// SPDX-License-Identifier: MIT
// The LV2 plug-ins that are installed, asked for once.

import { askJSON } from "./client.js";

let asked = null;

/** All that can be hosted: `{uri, name, class, isInstrument}`, by name. A list that did not come is asked for again. */
export function hostedPlugins() {
  asked ??= fetchAll().catch((error) => {
    asked = null;
    throw error;
  });
  return asked;
}

async function fetchAll() {
  const all = [];
  for (;;) {
    const page = await askJSON("/wavesink/plugins", "i", [all.length]);
    all.push(...page.plugins);
    if (page.plugins.length === 0 || all.length >= page.total) break;
  }
  return all.filter((plugin) => plugin.canBeHosted).sort((one, other) => one.name.localeCompare(other.name));
}

/** Its name; of one that is not in the list the end of its URI. */
export const pluginName = (uri, plugins) => plugins.find((plugin) => plugin.uri === uri)?.name ?? uri.split(/[/#:]/).filter(Boolean).at(-1) ?? uri;

/** Options of a list, in groups by class. */
export function pluginOptions(plugins) {
  const classes = new Map();
  for (const plugin of plugins) {
    const name = plugin.class || "Others";
    classes.set(name, [...(classes.get(name) ?? []), [plugin.uri, plugin.name]]);
  }
  return [...classes].sort(([one], [other]) => one.localeCompare(other)).map(([group, options]) => ({ group, options }));
}

/** How a plug-in or synthesizer is, and how often it was started anew. */
export function stateWords({ state, reason, restarts } = {}) {
  if (!state) return "";
  const words = state === "given-up" ? "given up" : state;
  const anew = restarts > 0 ? `, started anew ${restarts === 1 ? "once" : `${restarts} times`}` : "";
  return words + anew + (reason ? `: ${reason}` : "");
}
