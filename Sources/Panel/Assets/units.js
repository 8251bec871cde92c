// SPDX-License-Identifier: MIT
// Numbers as people read them, and the laws behind them.

export const minus = "\u2212";

/** A number with its sign as typographers have it. */
export function signed(number, digits = 1, plus = false) {
  const text = Math.abs(number).toFixed(digits);
  if (Number(text) === 0) return text;
  return (number < 0 ? minus : plus ? "+" : "") + text;
}

/** dB, with silence as such; steps of a tenth, of one below −20. */
export function decibels(value, { floor = -96, plus = false } = {}) {
  if (value === null || value === undefined || value <= floor) return `${minus}\u221e dB`;
  return `${signed(value, value > -20 ? 1 : 0, plus)} dB`;
}

/** dB of a controller for volume or expression (DLS: 40 · log10(v / 127)). */
export const volumeDecibels = (controller) => (controller > 0 ? 40 * Math.log10(controller / 127) : -Infinity);

/** dB of an amplitude. */
export const amplitudeDecibels = (amplitude) => (amplitude > 0 ? 20 * Math.log10(amplitude) : -Infinity);

/** Where a sound stands, from left to right. */
export function pan(controller) {
  if (controller === 64) return "C";
  return controller < 64 ? `L${64 - controller}` : `R${controller - 64}`;
}

/** The same for who hears it. */
export function panWords(controller) {
  if (controller === 64) return "centre";
  return controller < 64 ? `${64 - controller} left` : `${controller - 64} right`;
}

/** What a channel sends to an effect, value/128 of its amplitude, in whole dB, whose name has no room. */
export const send = (controller) => (controller > 0 ? signed(amplitudeDecibels(controller / 128), 0) : `${minus}\u221e`);
export const sendWords = (controller) => (controller > 0 ? decibels(amplitudeDecibels(controller / 128)) : "none");

export const percent = (share, digits = 0) => `${(share * 100).toFixed(digits)}\u2009%`;

export function bytes(count) {
  if (count === undefined || count === null) return "\u2013";
  if (count < 1000) return `${count} B`;
  if (count < 999_500) return `${(count / 1000).toFixed(0)} kB`;
  if (count < 999_500_000) return `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} MB`;
  return `${(count / 1e9).toFixed(2)} GB`;
}

export function count(number, one, many = one + "s") {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

const notes = ["C", "C\u266f", "D", "E\u266d", "E", "F", "F\u266f", "G", "A\u266d", "A", "B\u266d", "B"];
const noteWords = ["C", "C sharp", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B"];
/** 60 is C4. */
export const keyName = (key) => `${notes[key % 12]}${Math.floor(key / 12) - 1}`;
export const keyWords = (key) => `${noteWords[key % 12]} ${Math.floor(key / 12) - 1}`;

/** A program as musicians count it, with its bank select where it has one. */
export function programAddress({ cc0, cc32, program, isDrum }) {
  const number = String(program + 1).padStart(3, "0");
  const bank = cc0 || cc32 ? `${cc0}:${cc32}\u2009\u00b7\u2009` : "";
  return `${isDrum ? "Kit " : ""}${bank}${number}`;
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** As people read it: a capital and a full stop. */
export function sentence(text = "Something went wrong") {
  return /[.!?]$/.test(text) ? capital(text) : capital(text) + ".";
}
