// SPDX-License-Identifier: MIT
// Whether a server answers, and how it runs. Control thread.

import JackHost
import Realtime

/// A server's answer, and what else decides what to do about it.
struct JackServerState {
  let answer: JackServerAnswer
  let library: JackLibrary
  let pipeWire: PipeWireState

  /// One finding for a server that does not answer, four for one that does.
  var findings: [Finding] {
    guard case .facts(let facts) = answer else { return [silence] }
    return [server(facts), realtime(facts), period(facts), load(facts)]
  }

  private var silence: Finding {
    let sentence =
      switch answer {
      case .none(let name): "none answers under the name \"\(name)\""
      case .refused(let sentence): sentence
      default: "a server is there and has not answered within \(JackServerAnswer.patienceSeconds) s"
      }
    var isAbsent = false
    if case .none = answer { isAbsent = true }
    // PipeWire's JACK is one word away.
    let isNear = isAbsent && library.kind == .jack && pipeWire.server == .running && pipeWire.hasJackLauncher
    return Finding(
      "jack_server", "JACK server", isNear ? .attention : .bad, sentence, advice: isAbsent ? start : restart,
      values: ["answers": .truth(false)])
  }

  private var start: String {
    if library.kind == .pipeWire { return "systemctl --user start pipewire wireplumber" }
    if pipeWire.server == .running {
      let launcher = pipeWire.hasJackLauncher ? "" : "sudo apt install pipewire-jack, then "
      return "\(launcher)pw-jack wavesink"
    }
    return "start one: jackd -d alsa -d hw:0 -r 48000 -p 256, or with qjackctl"
  }

  private var restart: String {
    library.kind == .pipeWire
      ? "systemctl --user restart pipewire wireplumber" : "killall -9 jackd jackdbus, then start it again"
  }

  private func server(_ facts: JackServerFacts) -> Finding {
    Finding(
      "jack_server", "JACK server", .good, "\"\(facts.name)\" answers: \(facts.sampleRate.hertz) Hz",
      values: [
        "answers": .truth(true), "server": .text(facts.name), "sampleRate": .number(Double(facts.sampleRate.hertz)),
      ])
  }

  private func realtime(_ facts: JackServerFacts) -> Finding {
    Finding(
      "jack_realtime", "JACK in real time", facts.isRealtime ? .good : .bad,
      facts.isRealtime ? "its clients get priority \(facts.priority)" : "it runs without real time",
      advice: facts.isRealtime
        ? nil : "see to the real-time priority first; then start jackd with -R (in qjackctl: Setup, Realtime)",
      values: ["realtime": .truth(facts.isRealtime), "priority": .count(facts.isRealtime ? facts.priority : nil)])
  }

  private func period(_ facts: JackServerFacts) -> Finding {
    let milliseconds = Double(facts.periodFrames) * 1000 / Double(facts.sampleRate.hertz)
    let rounded = (milliseconds * 10).rounded() / 10
    // From here on the way from key to sound is felt, two or three periods as it is.
    let isLong = milliseconds > 12
    let command =
      library.kind == .pipeWire
      ? "pw-metadata -n settings 0 clock.force-quantum 256" : "jack_bufsize 256, or jackd with -p 256"
    return Finding(
      "jack_period", "JACK period", isLong ? .attention : .good,
      "\(facts.periodFrames) frames, \(rounded) ms" + (isLong ? ": a player feels that" : ""),
      advice: isLong ? command : nil,
      values: ["periodFrames": .count(facts.periodFrames), "periodMilliseconds": .number(rounded)])
  }

  private func load(_ facts: JackServerFacts) -> Finding {
    let percent = Int((facts.load * 100).rounded())
    let verdict: Verdict = percent < 50 ? .good : percent < 80 ? .attention : .bad
    return Finding(
      "jack_load", "JACK load", verdict, "\(percent) % of a period",
      advice: verdict == .good ? nil : "a longer period, or fewer clients and voices (--voices)",
      values: ["loadPercent": .count(percent)])
  }
}
