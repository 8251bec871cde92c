// SPDX-License-Identifier: MIT
// <bank-list>: the banks that play, in the order in which they are searched.

import { button } from "./buttons.js";
import { ask, orComplain } from "./client.js";
import { h, keyed, setText, uniqueId } from "./dom.js";
import { inform } from "./notices.js";
import { bankTitle } from "./programs.js";
import { bytes, count } from "./units.js";

class BankList extends HTMLElement {
  #list = h("ul", {});

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("banks");
    this.append(h("section", { class: "card", "aria-labelledby": heading },
      h("h3", { id: heading }, "Banks that play"),
      h("p", { class: "hint" }, "Searched from the top: the first one that has a program answers."), this.#list));
  }

  set banks(banks) {
    keyed(this.#list, banks, (bank) => bank.id, (bank) => this.#item(bank), (item, bank) => item.show(bank));
  }

  #item(bank) {
    const facts = h("p", { class: "facts" });
    const name = bankTitle(bank);
    const unload = bank.isBuiltIn ? null : button({ text: "Unload", label: `Unload ${name}`, onclick: () => this.#unload(bank, name, unload) });
    const item = h("li", { class: "bank" }, h("div", {}, h("p", { class: "title" }, name), facts), unload);
    item.show = (bank) => setText(facts, described(bank));
    return item;
  }

  async #unload({ id }, name, unload) {
    unload.disabled = true;
    setText(unload, "Unloading\u2026");
    // It goes with its last note, however long that is.
    const gone = await orComplain(ask("/wavesink/unload", "i", [id], { matches: ([other]) => other === id, seconds: 0 }));
    if (gone) return inform(`${name} is unloaded.`);
    unload.disabled = false;
    setText(unload, "Unload");
  }
}

function described({ programs, programsIn, answers, sampleBytes, sharedBytes, isBuiltIn, isLocked, client }) {
  const facts = [count(programs, "program"), answers === programs ? "answers for all" : `answers for ${answers}`, bytes(sampleBytes)];
  if (sharedBytes) facts.push(`${bytes(sharedBytes)} shared with others`);
  if (programsIn < programs) facts.push(`${programsIn} in memory`);
  if (isBuiltIn) facts.push("built in, searched last");
  if (!isLocked && sampleBytes > 0) facts.push("not locked in memory");
  if (client !== undefined && client !== null) facts.push("of a program");
  return facts.join(" \u00b7 ");
}

customElements.define("bank-list", BankList);
