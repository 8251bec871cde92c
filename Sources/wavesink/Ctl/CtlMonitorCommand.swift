// SPDX-License-Identifier: MIT
// wavesink ctl monitor: what comes in by JACK, with its frames. Main thread.

import ArgumentParser
import Control

/// A log of MIDI messages with the frames at which they take effect.
struct CtlMonitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor", abstract: "Show each MIDI message that comes in, with its frame, until Ctrl-C.",
    discussion: """
      Frames are those of the latency clock: at such a frame a message takes effect. The third column is the time since the \
      message before, in ms.
      """)

  @OptionGroup var target: CtlTarget

  @Flag(help: "A JSON object a line. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    var signals = StopSignals()
    let client = try target.client()
    try target.asking { () throws(ControlClient.Failure) in
      _ = try client.ask(OSCMessage("/wavesink/open", .string("monitor"), .int32(1)))
      _ = try client.ask(OSCMessage("/wavesink/capture", .int32(1)))
    }
    let clock = try target.asking { () throws(ControlClient.Failure) in try client.ask(OSCMessage("/wavesink/clock")) }
    guard clock.count == 3, case .int32(let rate) = clock[1], rate > 0 else {
      throw CommandFailure(status: .internalFault, sentence: "/wavesink/clock: the reply is not understood")
    }
    var log = MonitorLog(rate: Double(rate), json: json)
    let now = ContinuousClock()
    var (heard, nextPing) = (now.now, now.now)
    while !signals.take() {
      // Who is silent for five seconds counts as gone.
      if now.now >= nextPing {
        nextPing = now.now + .seconds(2)
        try send(OSCMessage("/wavesink/ping"), client)
      }
      let message = try target.asking { () throws(ControlClient.Failure) in try client.next(milliseconds: 100) }
      if message != nil { heard = now.now }
      guard now.now - heard < .seconds(7) else {
        throw CommandFailure(status: .noServer, sentence: "\(target.name): there was no answer for seven seconds")
      }
      if let message, let line = log.line(message) { try Console.show(line + "\n") }
    }
    try send(OSCMessage("/wavesink/close"), client)
  }

  private func send(_ message: OSCMessage, _ client: ControlClient) throws(CommandFailure) {
    try target.asking { () throws(ControlClient.Failure) in try client.sendOnly(message) }
  }
}
