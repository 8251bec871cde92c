// SPDX-License-Identifier: MIT
// Buttons, switches and fields with their names.

import { attribute, h, uniqueId } from "./dom.js";
import { Echo } from "./echo.js";
import { icon } from "./icons.js";

/** A button. `form`: text, icon, label (where the text is not its name), class, onclick. */
export function button({ text, icon: drawing, label, class: kind = "", onclick, ...more }) {
  return h("button", { type: "button", class: kind, "aria-label": label, title: text ? null : label, onclick, ...more },
    drawing ? icon(drawing) : null, text ? h("span", {}, text) : null);
}

/** A button that stays down. `onchange` is called with what it is to be; it shows what `set` is told. */
export function toggle({ onchange, ...form }) {
  const element = button({ ...form, "aria-pressed": "false", onclick: () => onchange(element.getAttribute("aria-pressed") !== "true") });
  element.classList.add("toggle");
  element.set = (isOn) => attribute(element, "aria-pressed", String(Boolean(isOn)));
  return element;
}

/** A button that stays down as the server tells by `hear`; what it is switched to here is shown at once. */
export function toldToggle({ onchange, ...form }) {
  const echo = new Echo((isOn) => element.set(isOn));
  const element = toggle({ ...form, onchange: (isOn) => { echo.keep(isOn); onchange(isOn); } });
  element.hear = (isOn) => echo.hear(isOn);
  return element;
}

/** A field with its name above it. */
export function field(label, control, { hidden = false } = {}) {
  control.id ||= uniqueId("field");
  return h("span", { class: "field" }, h("label", { for: control.id, class: hidden ? "spoken" : "" }, label), control);
}

/** A list to choose from: `options` are `[value, text]`, or `{group, options}`. */
export function choice(options, { value, onchange, ...more } = {}) {
  const element = h("select", { ...more, onchange: () => onchange?.(element.value) });
  element.fill = (options) => {
    const chosen = element.value;
    element.replaceChildren(...options.map(entry));
    element.value = chosen;
    return element;
  };
  element.fill(options);
  if (value !== undefined) element.value = value;
  return element;
}

function entry(option) {
  if (Array.isArray(option)) return h("option", { value: option[0] }, option[1]);
  return h("optgroup", { label: option.group }, ...option.options.map(entry));
}

/** One of a few: buttons in a row. */
export function segments(label, onchange) {
  const element = h("span", { class: "segments", role: "group", "aria-label": label });
  element.show = (options, chosen) => {
    if (element.childElementCount !== options.length || element.dataset.names !== options.join("\n")) {
      element.dataset.names = options.join("\n");
      element.replaceChildren(...options.map(([value, text]) => button({ text, onclick: () => onchange(value), "data-value": value })));
    }
    for (const part of element.children) attribute(part, "aria-pressed", String(part.dataset.value === String(chosen)));
  };
  return element;
}
