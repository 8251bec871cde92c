// SPDX-License-Identifier: MIT
// <page-header>: how the connection is, the way to the views, the load, dark and light, and panic.

import { button } from "./buttons.js";
import { retryNow, tell, value, watch } from "./client.js";
import { attribute, h, setText, spoken } from "./dom.js";
import { icon } from "./icons.js";
import { noteLoad } from "./load-history.js";
import { keep, recall } from "./memory.js";
import { inform } from "./notices.js";
import { percent } from "./units.js";
import { views } from "./views.js";

const themes = ["system", "dark", "light"];
const themeNames = { system: "as the system", dark: "dark", light: "light" };

class Header extends HTMLElement {
  #link = h("p", { class: "link", role: "status" });
  #load = h("a", { class: "load", href: "#health" });
  #theme = button({ icon: "system", label: "Theme", class: "plain", onclick: () => this.#nextTheme() });
  #tabs = new Map();
  #countdown = 0;

  connectedCallback() {
    for (const { name, title, short } of views) {
      const text = short ? [h("span", { class: "long" }, title), h("span", { class: "short", "aria-hidden": "true" }, short)] : title;
      this.#tabs.set(name, h("a", { href: "#" + name, "aria-label": title }, icon(name), h("span", {}, text)));
    }
    const brand = h("span", { class: "brand" }, h("h1", {}, "Wavesink"), this.#link);
    const panic = button({
      text: "Panic", icon: "panic", class: "panic", title: "Silence everything at once (Alt+P)",
      "aria-keyshortcuts": "Alt+P", onclick: () => this.panic(),
    });
    this.append(brand, h("nav", { "aria-label": "Views" }, ...this.#tabs.values()), h("span", { class: "tools" }, this.#load, this.#theme, panic));
    this.#showTheme();
    watch("link", () => this.#showLink());
    watch("connection", () => this.#showLink());
    watch("stats", (stats) => this.#showLoad(stats));
  }

  /** The name of the view that is shown. */
  set present(name) {
    for (const [other, tab] of this.#tabs) attribute(tab, "aria-current", other === name ? "page" : null);
  }

  panic() {
    if (tell("/wavesink/panic", "")) inform("Panic: everything is silent.");
  }

  #showLink() {
    clearInterval(this.#countdown);
    const link = value("link") ?? { name: "connecting" };
    const isThere = link.name === "open" && value("connection")?.control !== false;
    attribute(this, "data-link", isThere ? "open" : link.name === "open" ? "silent" : link.name);
    if (isThere) return setText(this.#link, "Connected");
    if (link.name === "open") return setText(this.#link, "Wavesink does not answer");
    if (link.name === "connecting") return setText(this.#link, "Connecting\u2026");
    this.#link.replaceChildren("Connection lost. Trying again by itself\u2026 ", button({ text: "Now", class: "plain", onclick: retryNow }));
  }

  #showLoad(stats) {
    noteLoad(stats);
    const load = stats.running?.load ?? stats.load ?? 0;
    this.#load.classList.toggle("bad", load > 0.8);
    const text = percent(load);
    if (this.#load.dataset.text === text) return;
    this.#load.dataset.text = text;
    this.#load.replaceChildren(h("span", { "aria-hidden": "true" }, "Load"), spoken("Load of the processor: "), h("b", {}, text));
  }

  #nextTheme() {
    keep("theme", themes[(themes.indexOf(recall("theme", "system")) + 1) % themes.length]);
    dispatchEvent(new Event("wavesink-theme"));
    this.#showTheme();
  }

  #showTheme() {
    const theme = recall("theme", "system");
    this.#theme.replaceChildren(icon(themes.includes(theme) ? theme : "system"));
    const words = `Theme: ${themeNames[theme] ?? themeNames.system}`;
    attribute(this.#theme, "aria-label", words);
    attribute(this.#theme, "title", words);
  }
}

customElements.define("page-header", Header);
