// SPDX-License-Identifier: MIT
// <bank-door>: where banks come in: dropped on the page, picked, or chosen from the known folders.

import { fetched } from "./address.js";
import { button } from "./buttons.js";
import { ask, orComplain, watchProgress } from "./client.js";
import { h, keyed, setText, uniqueId } from "./dom.js";
import { takeDropped } from "./drop.js";
import { icon } from "./icons.js";
import { complain, inform } from "./notices.js";
import { bytes, count, percent } from "./units.js";

const kinds = ".dls,.sf2,.sf3,.rmi,.xmf,.mxmf";
/** Files that are shown before more are asked for. */
const few = 6;

class BankDoor extends HTMLElement {
  #picker = h("input", { type: "file", class: "spoken", multiple: true, accept: kinds, tabindex: "-1", "aria-hidden": "true" });
  #work = h("ul", { class: "work", "aria-label": "Banks on their way" });
  #folders = h("ul", { class: "files" });
  #more = button({ text: "All files", class: "plain wide", onclick: () => this.#showFiles(Infinity) });
  #files = [];
  /** Downloads one after the other: an error names none, and so is of the one that is on its way. */
  #queue = Promise.resolve();

  connectedCallback() {
    if (this.hasChildNodes()) return;
    const pick = button({ text: "Choose files", class: "primary", onclick: () => this.#picker.click() });
    this.append(
      h("section", { class: "door card", "aria-label": "Bring banks in" }, icon("drop"),
        h("p", {}, h("b", {}, "Drop a bank here"), h("br"), "DLS, SF2 or SF3, or a song that carries one"), pick, this.#picker, this.#work));
    this.#picker.addEventListener("change", () => this.#bring(this.#picker.files));
    takeDropped((files) => this.#bring(files));
  }

  /** The card with the files of the known folders. */
  folders() {
    const heading = uniqueId("folders");
    return h("section", { class: "card", "aria-labelledby": heading }, h("h3", { id: heading }, "Known folders"), this.#folders, this.#more);
  }

  /** Looks into the known folders. */
  async list() {
    try {
      this.#files = await fetched("/files");
      this.#showFiles(this.#folders.childElementCount > few ? Infinity : few);
    } catch (error) {
      this.#folders.replaceChildren(h("li", { class: "hint" }, error.message));
    }
  }

  #showFiles(limit) {
    const shown = this.#files.slice(0, limit);
    this.#more.hidden = this.#files.length <= limit;
    keyed(this.#folders, shown, ({ path }) => path, (file) => this.#entry(file));
    if (shown.length === 0) this.#folders.append(h("li", { class: "hint" }, "No banks are in the folders that Wavesink knows."));
  }

  #entry(file) {
    const { name, path, isUpload } = file;
    const facts = bytes(file.bytes) + (isUpload ? ", brought in by a page" : "");
    const load = button({ text: "Load", label: `Load ${name}`, onclick: () => this.#enqueue(name, () => ({ path })) });
    const remove = button({ icon: "bin", label: `Delete ${name} from the disk`, class: "plain", onclick: () => this.#delete(file, item) });
    const item = h("li", { class: "bank" },
      h("div", {}, h("p", { class: "title" }, name), h("p", { class: "facts" }, facts)), isUpload ? remove : null, load);
    return item;
  }

  async #delete({ name, path }, item) {
    if (!confirm(`Delete ${name} from the disk? Where it plays it plays on, but sessions that have it will not find it.`)) return;
    await orComplain(fetched("/banks", { method: "DELETE", values: { path } }));
    const next = item.nextElementSibling ?? item.previousElementSibling;
    await this.list();
    if (!item.isConnected) next?.querySelector("button")?.focus(); // Who goes by keys is not sent back to the beginning.
  }

  #bring(files) {
    for (const file of files) this.#enqueue(file.name, (early) => upload(file, early));
    this.#picker.value = "";
  }

  #enqueue(name, find) {
    const item = new Passage(name);
    this.#work.append(item.element);
    this.#queue = this.#queue.then(() => item.carry(find)).then(() => this.list());
  }
}

const upload = (file, early) => fetched("/banks", { method: "POST", body: file, values: { name: file.name }, early });

/** A bank on its way. */
class Passage {
  #text = h("p", { class: "facts", role: "status" }, "Waits for those before it");
  #path = "";
  #bar = h("progress", { max: 1 });
  element;

  constructor(name) {
    this.name = name;
    this.#bar.setAttribute("aria-label", `${name} on its way`);
    this.element = h("li", { class: "bank" }, h("div", {}, h("p", { class: "title" }, name), this.#bar, this.#text));
  }

  async carry(find) {
    try {
      setText(this.#text, "Reading the file");
      const found = await find((share) => {
        this.#bar.value = share;
        setText(this.#text, `${percent(share)} of the file is sent`);
      });
      this.#path = found.path;
      this.#bar.removeAttribute("value");
      setText(this.#text, "Reading the file");
      this.#end(await this.#download(found));
    } catch ({ message }) {
      // Where a copy of it lies here is of no interest.
      const text = message.replace(`${this.#path}: `, "");
      complain(`${this.name}: ${text}`);
      this.#finish(text, "bad");
    }
  }

  async #download({ path, isNew }) {
    let id = null;
    const end = watchProgress((other, share) => {
      if (other !== id) return;
      this.#bar.value = share;
      setText(this.#text, `${Math.floor(share * 100)}\u2009% of its samples are in`);
    });
    try {
      // The message is answered twice: at once with the id, and when the bank is there.
      const answer = await ask("/wavesink/download", "s", [path], {
        seconds: 0, isLast: (values) => values.length > 1, early: ([first]) => (id = first),
      });
      return JSON.parse(answer[1]);
    } catch (error) {
      // What was brought in for this and is no bank does not stay.
      if (isNew) await fetched("/banks", { method: "DELETE", values: { path } }).catch(() => {});
      throw error;
    } finally {
      end();
    }
  }

  #end({ programs, programsIn, waves, sampleBytes, sharedBytes, warnings, warningCount, isLocked }) {
    const shared = sharedBytes ? `, and ${bytes(sharedBytes)} that were in memory already` : "";
    let text = `${count(programs, "program")} and ${count(waves, "wave")}, ${bytes(sampleBytes)} of samples${shared}.`;
    if (programsIn < programs) text += ` ${programsIn} are in memory; others come when they are chosen.`;
    if (!isLocked) text += " The system refused to lock its samples in memory.";
    if (warningCount === 0) text += " Nothing about it was odd.";
    else text += ` ${count(warningCount, "oddity", "oddities")}: ${warnings.slice(0, 3).join(" ")}${warningCount > 3 ? " \u2026" : ""}`;
    inform(`${this.name} plays.`);
    this.#finish(text, "good");
  }

  #finish(text, kind) {
    this.#bar.remove();
    setText(this.#text, text);
    this.element.classList.add(kind);
    this.element.append(button({
      icon: "close", label: `Dismiss what is said of ${this.name}`, class: "plain", onclick: () => this.element.remove(),
    }));
  }
}

customElements.define("bank-door", BankDoor);
