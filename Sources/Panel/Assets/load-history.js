// SPDX-License-Identifier: MIT
// The last minute of the load and the gaps in it. It goes on whatever view is shown.

/** Seconds that are kept. */
export const span = 60;

/** `{time, p50, p99, worst}`; times are seconds of the page. */
export const samples = [];
/** `{time, count}`: xruns, late callbacks and missed cycles since the sample before. */
export const gaps = [];

let lastGaps = null;

/** What makes a gap in the sound. */
export const gapCount = ({ xruns = 0, cyclesMissed = 0 }) => xruns + cyclesMissed;

/** Takes the statistics as they come. */
export function noteLoad(stats) {
  const time = performance.now() / 1000;
  const load = stats.load ?? 0;
  const { p50 = load, p99 = load, worst = load } = stats.callback ?? {};
  samples.push({ time, p50, p99, worst });
  const total = gapCount(stats.counters ?? {});
  if (lastGaps !== null && total > lastGaps) gaps.push({ time, count: total - lastGaps });
  lastGaps = total;
  while (samples[0].time < time - span - 2) samples.shift();
  while (gaps[0]?.time < time - span - 2) gaps.shift();
}
