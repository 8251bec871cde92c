// SPDX-License-Identifier: MIT
// <program-list>: programs in rows. One stop of the Tab key; arrows move in it.

import { button } from "./buttons.js";
import { audition, tell } from "./client.js";
import { attribute, h, keyed, setText } from "./dom.js";
import { place } from "./memory.js";
import { inform } from "./notices.js";
import { programAddress } from "./units.js";

/** Rows that are made at a time: more are made when they are asked for. */
const step = 150;
/** Channels that are named beside a program. */
const few = 3;

class ProgramList extends HTMLElement {
  favouriteKeys = new Set();
  usedKeys = new Map();
  #programs = [];
  #limit = step;
  #grid = h("div", { role: "grid", "aria-label": "Programs" });
  #more = button({ text: "Show more", class: "more", onclick: () => this.#show(this.#limit + step) });
  #nothing = h("p", { class: "hint nothing", tabindex: "-1" }, "No program is called so. Favourites are kept by the star beside a name.");
  /** Row and cell that Tab comes to. */
  #present = { key: null, cell: 1 };

  connectedCallback() {
    if (this.hasChildNodes()) return;
    this.append(this.#grid, this.#nothing, this.#more);
    this.#grid.addEventListener("keydown", (event) => this.#press(event));
    this.#grid.addEventListener("focusin", ({ target }) => this.#stand(target.closest("[role=row]"), Number(target.dataset.cell)));
  }

  get favourites() { return this.favouriteKeys; }
  set favourites(keys) {
    this.favouriteKeys = keys;
    this.#mark();
  }

  get used() { return this.usedKeys; }
  set used(keys) {
    this.usedKeys = keys;
    this.#mark();
  }

  set programs(programs) {
    this.#programs = programs;
    this.#show(step);
  }

  /** Into the list; false where there is nothing. */
  enter() {
    const row = this.#grid.firstElementChild;
    if (row) this.#focus(row, 1);
    return row !== null;
  }

  #show(limit) {
    this.#limit = limit;
    const shown = this.#programs.slice(0, limit);
    const focused = [...this.#grid.children].findIndex((row) => row.contains(document.activeElement));
    keyed(this.#grid, shown, (program) => program.key, (program) => this.#row(program), (row, program) => (row.program = program));
    attribute(this.#grid, "aria-rowcount", this.#programs.length);
    [...this.#grid.children].forEach((row, index) => attribute(row, "aria-rowindex", index + 1));
    this.#more.hidden = this.#programs.length <= limit;
    this.#nothing.hidden = shown.length > 0;
    this.#grid.hidden = shown.length === 0;
    const rows = [...this.#grid.children];
    const present = rows.find((row) => row.dataset.key === this.#present.key) ?? rows[Math.min(Math.max(0, focused), rows.length - 1)];
    if (present) this.#stand(present, this.#present.cell);
    this.#mark();
    if (focused < 0 || this.#grid.contains(document.activeElement)) return;
    // The row that had the focus has gone, or moved.
    if (present) this.#focus(present, this.#present.cell);
    else this.#nothing.focus();
  }

  #row(program) {
    const { name, bankName, answers, isIn } = program;
    const cell = (content, kind = "") => h("span", { role: "gridcell", class: kind }, content);
    const part = (index, form) => button({ ...form, tabindex: "-1", "data-cell": index });
    const title = h("span", { class: "title" }, name || "Without a name");
    const choose = part(1, { text: title, class: "choose", onclick: () => this.#choose(program) });
    const tag = (text) => h("span", { class: "tag" }, text);
    const bank = h("span", { class: "bank" }, bankName, answers ? "" : tag("another bank answers"), isIn ? "" : tag("not in memory"));
    return h("div", { role: "row", class: answers ? "row" : "row unheard" },
      cell(part(0, {
        icon: "star", label: `Favourite: ${name}`, class: "star plain", "aria-pressed": "false", onclick: () => this.#favour(program),
      })),
      cell(choose, "named"), cell(bank, "from"), cell(h("span", { class: "address" }, programAddress(program)), "at"),
      cell(h("span", { class: "channels" }), "use"),
      cell(part(2, { icon: "play", label: `Listen to ${name}`, class: "plain", onclick: () => this.#listen(program) })));
  }

  /** Favourites and what is in use, in the rows that are there. */
  #mark() {
    for (const row of this.#grid.children) {
      const { address, answers } = row.program;
      const channels = answers ? this.usedKeys.get(address) ?? [] : [];
      attribute(row.querySelector(".star"), "aria-pressed", String(this.favouriteKeys.has(address)));
      const used = row.querySelector(".channels");
      const more = channels.length > few ? ` +${channels.length - few}` : "";
      setText(used, channels.length > 0 ? `Ch ${channels.slice(0, few).join(", ")}${more}` : "");
      attribute(used, "title", more ? `Channels ${channels.join(", ")}` : null);
      row.classList.toggle("used", channels.length > 0);
    }
  }

  #choose({ cc0, cc32, program, isDrum, name }) {
    const { group, channel } = place;
    tell("/wavesink/program", "iiiii", group, channel, program, cc0, cc32);
    inform(isDrum && channel !== 10 ? `${name} on channel ${channel}: drum kits play on channel 10.` : `${name} on channel ${channel}.`);
  }

  #listen(program) {
    audition(program, program.isDrum ? 38 : 60);
  }

  #favour({ cc0, cc32, program, isDrum, address }) {
    tell("/wavesink/favourites", "iiiii", cc0, cc32, program, isDrum ? 1 : 0, this.favouriteKeys.has(address) ? 0 : 1);
  }

  #press(event) {
    const row = event.target.closest("[role=row]");
    const cell = Number(event.target.dataset.cell);
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = [...this.#grid.children];
    const go = (index) => this.#focus(rows[Math.min(rows.length - 1, Math.max(0, index))], cell);
    const index = rows.indexOf(row);
    switch (event.key) {
      case "ArrowDown": go(index + 1); break;
      case "ArrowUp": go(index - 1); break;
      case "PageDown": go(index + 10); break;
      case "PageUp": go(index - 10); break;
      case "Home": go(0); break;
      case "End": go(rows.length - 1); break;
      case "ArrowRight": this.#focus(row, Math.min(2, cell + 1)); break;
      case "ArrowLeft": this.#focus(row, Math.max(0, cell - 1)); break;
      case "f": case "F": this.#favour(row.program); break;
      case " ":
        if (cell !== 1) return;
        if (!event.repeat) this.#listen(row.program);
        break;
      default: return;
    }
    event.preventDefault();
  }

  #focus(row, cell) {
    const part = row?.querySelector(`[data-cell="${cell}"]`);
    part?.focus();
    part?.scrollIntoView({ block: "nearest" });
  }

  #stand(row, cell) {
    for (const part of this.#grid.querySelectorAll("[tabindex='0']")) part.tabIndex = -1;
    this.#present = { key: row.dataset.key, cell };
    row.querySelector(`[data-cell="${cell}"]`).tabIndex = 0;
  }
}

customElements.define("program-list", ProgramList);
