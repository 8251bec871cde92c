// SPDX-License-Identifier: MIT
// One clock for all that moves: it runs while something moves, and stands still else.

const moving = new Set();
let last = 0;

function step(now) {
  const seconds = Math.min(0.1, (now - last) / 1000);
  last = now;
  for (const item of moving) if (!item(seconds, now)) moving.delete(item);
  if (moving.size > 0) requestAnimationFrame(step);
}

/** Calls `item` with each picture, with the seconds since the last one, until it gives false. */
export function animate(item) {
  if (moving.size === 0) {
    last = performance.now();
    requestAnimationFrame(step);
  }
  moving.add(item);
}
