// SPDX-License-Identifier: MIT
// How values lie along a slider: from 0 to 1, and back.

/** Evenly. */
export const linear = (least, greatest) => ({
  place: (value) => (value - least) / (greatest - least || 1),
  value: (place) => least + place * (greatest - least),
});

/** Frequencies and times: equal ratios, equal ways. */
export const logarithmic = (least, greatest) => ({
  place: (value) => Math.log(Math.max(value, least) / least) / Math.log(greatest / least),
  value: (place) => least * (greatest / least) ** place,
});

/** dB as on a mixer, 40 dB less at a tenth of the way: room where the ear needs it, and silence at the end. */
export const fader = (least, greatest) => ({
  place: (value) => (value <= least ? 0 : 10 ** ((value - greatest) / 40)),
  value: (place) => (place <= 0 ? least : Math.max(least, greatest + 40 * Math.log10(place))),
});

/** What the dB of a controller for volume is on a fader of its values: the marks beside it. */
export const volumeMarks = [0, -6, -12, -24, -48].map((decibels) => ({
  place: 10 ** (decibels / 40),
  label: decibels === 0 ? "0" : String(-decibels),
}));

export const clamp = (value, least, greatest) => Math.min(greatest, Math.max(least, value));
