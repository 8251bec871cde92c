// SPDX-License-Identifier: MIT
// Files that are dropped anywhere on the page. They wait for who takes them: the view of the banks may not be there yet.

const waiting = [];
let taker = null;

/** From now on `take` is called with files, with those at once that wait already. */
export function takeDropped(take) {
  taker = take;
  if (waiting.length > 0) take(waiting.splice(0));
}

function over(event) {
  if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
  event.preventDefault();
  document.documentElement.classList.toggle("dropping", event.type === "dragover");
  if (event.type !== "drop") return;
  location.hash = "banks";
  const files = [...event.dataTransfer.files];
  if (taker) taker(files);
  else waiting.push(...files);
}

for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, over);
