// SPDX-License-Identifier: MIT
// Begins: connects, and shows the view that is wanted.

import "./drop.js";
import "./page-header.js";
import { connect } from "./client.js";
import { keep, recall } from "./memory.js";
import { complain } from "./notices.js";
import { isTyping } from "./dom.js";
import { views } from "./views.js";

const frame = document.querySelector("main");
const header = document.querySelector("page-header");
const made = new Map();
let present = null;

function show(name) {
  const { title, tag } = views.find((view) => view.name === name) ?? views[0];
  if (!made.has(tag)) {
    const view = document.createElement(tag);
    view.className = "view";
    view.setAttribute("aria-label", title);
    view.setAttribute("role", "region");
    made.set(tag, view);
    frame.append(view);
  }
  if (present === made.get(tag)) return;
  present?.hide();
  present = made.get(tag);
  present.show();
  document.title = `${title} \u2013 Wavesink`;
  document.documentElement.dataset.view = name;
  header.present = name;
  keep("view", name);
}

function wanted() {
  const name = location.hash.slice(1);
  if (views.some((view) => view.name === name)) return name;
  return null;
}

addEventListener("hashchange", () => {
  if (wanted()) show(wanted());
});

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // The address keeps the name of the view.
  frame.focus();
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const number = Number(event.code.replace("Digit", ""));
  if (event.code === "KeyP") header.panic();
  else if (views[number - 1] && !isTyping(event.target)) location.hash = views[number - 1].name;
  else return;
  event.preventDefault();
});

connect(complain);
show(wanted() ?? recall("view", "mixer"));
