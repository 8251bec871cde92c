// SPDX-License-Identifier: MIT
// What of the statistics is shown as a figure: a title, the figure, a line below it, and whether it is worth a mark.

import { bytes, count } from "./units.js";

const milliseconds = (frames, rate) => (1000 * frames) / rate;

/** From a key to the ear, as far as JACK knows. */
function latency({ captureLeast, captureMost, own, playbackLeast, playbackMost, rate }) {
  const least = milliseconds(captureLeast + own + playbackLeast, rate).toFixed(1);
  const most = milliseconds(captureMost + own + playbackMost, rate).toFixed(1);
  return `${least === most ? "" : `${least} \u2013 `}${most}\u2009ms`;
}

/** `stats` as `/wavesink/stats` tells. A mark is "warning" or "bad". */
export function figures(stats) {
  const counted = (...names) => names.reduce((total, name) => total + (stats.counters?.[name] ?? 0), 0);
  const marked = (mark, ...names) => (counted(...names) > 0 ? mark : "");
  const { engine, sampleMemory: memory = {}, latency: known } = stats;
  return [
    { title: "Voices", figure: stats.voicesSounding, more: `of ${stats.voicesAllowed ?? engine?.voiceLimit ?? "?"} allowed` },
    {
      title: "Voices stolen",
      figure: counted("voicesStolen"),
      more: `${counted("voicesRefused")} refused, ${counted("voicesShed")} shed`,
      mark: marked("warning", "voicesRefused", "voicesShed"),
    },
    {
      title: "Xruns",
      figure: counted("xruns"),
      more: `${counted("cyclesLate")} late, ${counted("cyclesMissed")} missed`,
      mark: marked("bad", "xruns", "cyclesMissed"),
    },
    {
      title: "Events late",
      figure: counted("eventsLate"),
      more: `of ${counted("eventsReceived").toLocaleString("en")} received`,
      mark: marked("warning", "eventsLate"),
    },
    {
      title: "Events lost",
      figure: counted("eventsLost", "noteOffsLost", "systemExclusiveLost"),
      more: `${counted("eventsMalformed")} malformed, ${counted("notesStale")} stale`,
      mark: marked("bad", "eventsLost", "noteOffsLost", "systemExclusiveLost"),
    },
    {
      title: "Latency",
      figure: known ? latency(known) : "\u2013",
      more: known ? `own ${milliseconds(known.own, known.rate).toFixed(1)}\u2009ms, rest as JACK tells` : "no server",
    },
    {
      title: "Samples",
      figure: bytes(memory.used),
      more: `${bytes(memory.locked)} locked, of ${bytes(memory.allowed)}`,
      mark: memory.locked < memory.used ? "warning" : "",
    },
    {
      title: "Memory",
      figure: bytes(stats.residentMemory),
      more: stats.sandboxes ? `and ${bytes(stats.sandboxMemory)} in ${count(stats.sandboxes, "sandbox", "sandboxes")}` : "of the whole process",
    },
    {
      title: "Sandboxes",
      figure: stats.sandboxes ?? 0,
      more: `${counted("sandboxesRestarted")} restarts, ${counted("sandboxesLate")} blocks late`,
      mark: marked("warning", "sandboxesRestarted"),
    },
    {
      title: "Engine",
      figure: engine ? `${(engine.rate / 1000).toFixed(1)} kHz` : "\u2013",
      more: engine ? `${stats.periodFrames} frames, ${engine.interpolation}, ${engine.kernels}` : "no server",
    },
  ];
}
