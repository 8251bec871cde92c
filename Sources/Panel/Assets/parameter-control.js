// SPDX-License-Identifier: MIT
// A parameter of a plug-in as what suits it: a switch, a list, a slider, a field, or a number that the plug-in tells.

import { choice, toggle } from "./buttons.js";
import { attribute, h, setText, uniqueId } from "./dom.js";
import { Echo } from "./echo.js";
import { slider } from "./fader.js";
import { clamp, linear, logarithmic } from "./scales.js";
import { signed } from "./units.js";

/** An element with `show(parameter)`. `change` is called with what somebody has set it to. */
export function parameterControl(parameter, change) {
  const label = uniqueId("parameter");
  const { control, show } = kindOf(parameter)(parameter, change);
  if (control.matches("select, input, output")) attribute(control, "aria-labelledby", label);
  if (control.matches("button")) {
    // What it says belongs to its name.
    control.id = uniqueId("switch");
    attribute(control, "aria-labelledby", `${label} ${control.id}`);
  }
  const element = h("div", { class: "parameter" }, h("span", { class: "name", id: label }, parameter.name), control);
  element.show = show;
  show(parameter);
  return element;
}

function kindOf(parameter) {
  const { isOutput, kind, isToggle, text } = parameter;
  if (isOutput) return reading;
  if (kind === "bool" || isToggle) return onOff;
  if (["path", "string", "text", "uri"].includes(kind) || typeof text === "string") return writing;
  return isEnumeration(parameter) ? list : range;
}

/** Whether nothing but values with names is meant: names that stand for all whole numbers, or for both ends and what is between. */
function isEnumeration({ scalePoints = [], isInteger, least, greatest }) {
  if (isInteger) return scalePoints.length > greatest - least;
  const values = scalePoints.map(({ value }) => value);
  return values.length > 2 && values.includes(least) && values.includes(greatest);
}

/** A number with its unit, which LV2 may write as a format. */
function written(value, { unit, least, greatest, isInteger, scalePoints }) {
  const point = scalePoints?.find((point) => Math.abs(point.value - value) < 1e-6 * (greatest - least || 1));
  if (point) return point.label;
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  const digits = isInteger ? 0 : size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 1 : 2;
  const number = signed(value, digits);
  if (!unit) return number;
  return unit.includes("%") && /%[\d.]*[fdgi]/.test(unit) ? unit.replace(/%[\d.]*[fdgi]/, number).replace("%%", "%") : `${number}\u2009${unit}`;
}

function reading() {
  const control = h("output", { class: "value" });
  return { control, show: (now) => setText(control, written(now.value, now)) };
}

function onOff({ greatest }, change) {
  const control = toggle({ text: "Off", onchange: (isOn) => { echo.keep(isOn); change(isOn ? greatest : 0); } });
  const echo = new Echo((isOn) => {
    control.set(isOn);
    setText(control.firstChild, isOn ? "On" : "Off");
  });
  return { control, show: ({ value }) => echo.hear(value > 0) };
}

function writing(_, change) {
  const control = h("input", { type: "text", autocomplete: "off", spellcheck: "false", onchange: () => change(control.value) });
  return {
    control,
    show: ({ text }) => {
      if (document.activeElement !== control) control.value = text ?? "";
    },
  };
}

function list({ scalePoints }, change) {
  const control = choice(scalePoints.map(({ value, label }) => [value, label]), { onchange: (value) => change(Number(value)) });
  const nearest = (value) => scalePoints.reduce((best, point) => (Math.abs(point.value - value) < Math.abs(best.value - value) ? point : best));
  return {
    control,
    show: ({ value }) => {
      if (document.activeElement !== control) control.value = nearest(value).value;
    },
  };
}

function range(parameter, change) {
  const { name, least, greatest, first, isInteger, isLogarithmic } = parameter;
  const isEven = !(isLogarithmic && least > 0);
  const step = isInteger ? 1 : isEven ? (greatest - least) / 200 || 1 : 1e-6;
  const control = slider({
    label: name, least, greatest, step, page: (greatest - least) / 10, first: clamp(first, least, greatest),
    evenly: !isEven, scale: isEven ? linear(least, greatest) : logarithmic(least, greatest), text: (value) => written(value, parameter),
  });
  control.setAttribute("wheel-when-focused", "");
  control.addEventListener("move", ({ detail }) => change(detail));
  return { control, show: ({ value }) => (control.value = value) };
}
