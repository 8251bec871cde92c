// SPDX-License-Identifier: MIT
// <page-notices>: sentences that come, are read out, and go. They lie above the page and move nothing on it.

import { button } from "./buttons.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** Milliseconds for which one stays: longer for long ones. */
const stay = (text, isError) => (isError ? 6000 : 3500) + text.length * 40;
const most = 4;

class Notices extends HTMLElement {
  #errors = h("div", { role: "alert" });
  #news = h("div", { role: "status" });

  connectedCallback() {
    if (!this.hasChildNodes()) this.append(this.#errors, this.#news);
  }

  show(text, isError) {
    const place = isError ? this.#errors : this.#news;
    const same = [...place.children].find((notice) => notice.dataset.text === text);
    same?.end();
    const notice = h("div", { class: isError ? "notice error" : "notice", "data-text": text },
      icon(isError ? "bad" : "good"), h("p", {}, text),
      button({ icon: "close", label: "Dismiss", class: "plain", onclick: () => notice.end() }));
    let timer = setTimeout(() => notice.end(), stay(text, isError));
    notice.end = () => {
      clearTimeout(timer);
      notice.remove();
    };
    // Who is reading is not hurried.
    notice.addEventListener("pointerenter", () => clearTimeout(timer));
    notice.addEventListener("focusin", () => clearTimeout(timer));
    notice.addEventListener("pointerleave", () => (timer = setTimeout(notice.end, 2000)));
    place.append(notice);
    while (place.childElementCount > most) place.firstElementChild.end();
  }
}

customElements.define("page-notices", Notices);

const notices = () => document.querySelector("page-notices");
export const complain = (text) => notices().show(text, true);
export const inform = (text) => notices().show(text, false);
