// SPDX-License-Identifier: MIT
// <health-doctor>: what stands in the way of sound without gaps, in words, the worst first.

import { button } from "./buttons.js";
import { askJSON } from "./client.js";
import { attribute, h, setText, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { capital, sentence } from "./units.js";

const order = ["bad", "warning", "good"];
const words = { bad: "Bad", warning: "Attention", good: "Good" };

class Doctor extends HTMLElement {
  #list = h("ul", { class: "findings" });
  #summary = h("p", { class: "hint", role: "status" });
  #again = button({ text: "Look again", onclick: () => this.#look() });
  #hasLooked = false;

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const heading = uniqueId("doctor");
    this.append(h("section", { class: "card", "aria-labelledby": heading },
      h("header", {}, h("h3", { id: heading }, "What the doctor says"), this.#again), this.#summary, this.#list));
  }

  lookOnce() {
    if (!this.#hasLooked) this.#look();
  }

  async #look() {
    this.#again.disabled = true;
    setText(this.#summary, "Looking\u2026");
    try {
      const findings = await askJSON("/wavesink/doctor", "", [], { seconds: 60 });
      this.#hasLooked = true;
      this.#show(findings);
    } catch (error) {
      setText(this.#summary, error.message);
    }
    this.#again.disabled = false;
  }

  #show(findings) {
    const sorted = [...findings].sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
    const open = findings.filter(({ severity }) => severity !== "good").length;
    const what = open === 0 ? "Nothing stands" : `${open} of ${findings.length} things stand`;
    setText(this.#summary, `${what} in the way of sound without gaps.`);
    this.#list.replaceChildren(...sorted.map(({ title, severity, sentence: found, advice }) =>
      h("li", { class: severity }, icon(severity), h("div", {},
        h("p", { class: "title" }, capital(title), h("span", { class: "spoken" }, `: ${words[severity] ?? severity}`)),
        h("p", {}, sentence(found)), advice ? h("p", { class: "advice" }, advice) : null))));
    attribute(this.#list, "hidden", findings.length === 0);
  }
}

customElements.define("health-doctor", Doctor);
