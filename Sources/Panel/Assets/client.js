// SPDX-License-Identifier: MIT
// The synthesizer as the page knows it: questions, orders and topics over one socket.

import { decode, encode } from "./osc.js";
import { Socket } from "./socket.js";
import { Store } from "./store.js";
import { sentence } from "./units.js";

const socket = new Socket();
const store = new Store(() => tellTopicsSoon());
/** Questions without an answer yet, in their order, by path: the server answers each path in order. */
const questions = new Map();
const progress = new EventTarget();
let complain = () => {};
/** What a view asks for while the page begins waits for the socket; later on, what cannot be sent fails at once. */
const firstOpened = new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));

/** Topics: see docs/panel.md. "link" is the page's own: how its connection is. */
export const watch = (topic, listener) => store.watch(topic, listener);
export const value = (topic) => store.value(topic);

/** Begins. `show` is called with each sentence that nobody has asked for. */
export function connect(show) {
  complain = show;
  socket.addEventListener("state", ({ detail }) => heard(detail));
  socket.addEventListener("text", ({ detail }) => take(JSON.parse(detail)));
  socket.addEventListener("bytes", ({ detail }) => answer(decode(detail)));
  document.addEventListener("visibilitychange", tellTopics);
  socket.open();
}

/** Sends a message that is answered only where it is wrong. False where nobody was there. */
export function tell(path, types, ...values) {
  const isSent = socket.send(encode(path, types, values));
  if (!isSent) complain("Not connected: nothing was sent.");
  return isSent;
}

/**
 * Sends a message and gives the arguments of its answer. `matches` tells which answer is meant, where others may come first;
 * `early` is called with those that come before the last one, which `isLast` tells.
 */
export async function ask(path, types = "", values = [], { matches = () => true, isLast = () => true, early, seconds = 15 } = {}) {
  await firstOpened;
  return new Promise((resolve, reject) => {
    if (!socket.send(encode(path, types, values))) return reject(new Error("Not connected: nothing was sent."));
    const question = { resolve, reject, matches, isLast, early };
    if (seconds) question.timer = setTimeout(() => end(path, question).reject(new Error(`No answer to ${path}.`)), seconds * 1000);
    if (!questions.has(path)) questions.set(path, []);
    questions.get(path).push(question);
  });
}

/** What is asked, where the answer is JSON. */
export async function askJSON(path, types, values, options) {
  return JSON.parse((await ask(path, types, values, options))[0]);
}

/** Lets a program be heard for itself: no channel has another one afterwards. */
export function audition(program, key = 60, seconds = 1.2) {
  const { cc0, cc32, program: number, isDrum } = program;
  const sent = socket.send(JSON.stringify({ audition: { cc0, cc32, program: number, isDrum, key, velocity: 100, seconds } }));
  if (!sent) complain("Not connected: nothing was sent.");
}

/** Calls `listener` with the id of a download and the share of it that is ready. */
export function watchProgress(listener) {
  const heard = ({ detail }) => listener(...detail);
  progress.addEventListener("progress", heard);
  return () => progress.removeEventListener("progress", heard);
}

/** Shows what went wrong with something that was asked; undefined then. */
export async function orComplain(promise) {
  try {
    return await promise;
  } catch (error) {
    complain(error.message);
    return undefined;
  }
}

export const retryNow = () => socket.retryNow();

let isTelling = false;

/** Once for all that a view watches in one go. */
function tellTopicsSoon() {
  if (isTelling) return;
  isTelling = true;
  queueMicrotask(() => {
    isTelling = false;
    tellTopics();
  });
}

function tellTopics() {
  const watched = document.hidden ? [] : store.topics.filter((topic) => topic !== "link" && topic !== "connection");
  socket.send(JSON.stringify({ watch: watched }));
}

function heard(state) {
  if (state.name === "open") tellTopics();
  else endAll("The connection went away before the answer came.");
  store.set("link", state);
}

function take({ notice, ...topics }) {
  if (notice) complain(notice);
  store.merge(topics);
}

function answer(message) {
  if (!message) return;
  const [path, ...values] = message.values;
  if (message.path === "/wavesink/progress") {
    progress.dispatchEvent(new CustomEvent("progress", { detail: message.values }));
  } else if (message.path === "/reply") {
    const question = questions.get(path)?.find((question) => question.matches(values));
    if (!question) return; // Of an order: it is done, and the topics show it.
    if (question.isLast(values)) end(path, question).resolve(values);
    else question.early(values);
  } else if (message.path === "/error") {
    const question = questions.get(path)?.[0];
    if (question) return end(path, question).reject(new Error(sentence(values[1])));
    // Whose answers or messages these were is not said: nobody waits for them for ever.
    if (path === "" && values[1].includes("left out")) endAll(sentence(values[1]));
    complain(sentence(values[1]));
  }
}

function endAll(reason) {
  for (const [path, all] of questions) {
    for (const question of [...all]) end(path, question).reject(new Error(reason));
  }
}

function end(path, question) {
  clearTimeout(question.timer);
  const all = questions.get(path);
  const index = all.indexOf(question);
  if (index >= 0) all.splice(index, 1);
  return question;
}
