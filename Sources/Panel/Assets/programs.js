// SPDX-License-Identifier: MIT
// All programs of all banks, fetched in pages whenever the banks are others, and the search in them.

import { askJSON } from "./client.js";

/** Programs as `/wavesink/programs` lists them, each with `key`, `words` (what it is found by) and `bankName`. */
export class Programs extends EventTarget {
  all = [];
  #stamp = "";
  #round = 0;

  /** Fetches anew where the banks are others than before. */
  async follow(banks) {
    const stamp = JSON.stringify(banks);
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    const round = ++this.#round;
    const names = new Map(banks.map((bank) => [bank.id, bankTitle(bank)]));
    try {
      const all = await fetchAll();
      if (round !== this.#round) return; // Others have come meanwhile.
      this.all = all.map((program) => described(program, names.get(program.bank) ?? `Bank ${program.bank}`));
      this.dispatchEvent(new Event("change"));
    } catch (error) {
      if (round === this.#round) this.#stamp = ""; // The next list of banks tries again.
      throw error;
    }
  }
}

/** What a bank is called: of a path its last part. */
export const bankTitle = ({ name, id }) => name?.split("/").at(-1) || `Bank ${id}`;

async function fetchAll() {
  const all = [];
  for (;;) {
    const page = await askJSON("/wavesink/programs", "i", [all.length]);
    all.push(...page.programs);
    if (page.programs.length === 0 || all.length >= page.total) return all;
  }
}

function described(program, bankName) {
  const { cc0, cc32, program: number, isDrum, name, bank } = program;
  const words = `${name} ${bankName} ${number + 1} ${String(number + 1).padStart(3, "0")} ${cc0}:${cc32} ${isDrum ? "drum kit" : ""}`;
  const address = addressKey(program);
  // A row is made anew where its bank no longer answers, or does again.
  return { ...program, bankName, words: words.toLowerCase(), address, key: `${bank}/${address}/${program.answers}/${program.isIn}` };
}

/** What a channel chooses a program by. */
export const addressKey = ({ cc0, cc32, program, isDrum }) => `${isDrum ? "d" : "m"}${cc0}:${cc32}:${program}`;

/** Those that have all words of `text`, in their order. */
export function found(programs, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return programs.filter((program) => words.every((word) => program.words.includes(word)));
}
