// SPDX-License-Identifier: MIT
// wavesink ctl latency: from a message to the ear. Main thread.

import ArgumentParser
import Control

/// The latency that the server reports, and what it comes to.
struct CtlLatencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency", abstract: "Show the latency from the MIDI inputs to the ear, and what it is made of.",
    discussion: """
      What comes before and after this client is what the JACK server reports of the ports that it is connected to; whether \
      that is true nobody here can tell.
      """)

  @OptionGroup var target: CtlTarget

  @Flag(help: "Every value as JSON. Fields may be added, and are never renamed.")
  var json = false

  func run() throws {
    let report = try CtlStatsCommand.report(target.text(OSCMessage("/wavesink/stats")))
    guard let latency = report.latency else {
      throw CommandFailure(status: .noServer, sentence: "there is no server at the moment, and so no latency")
    }
    guard !json else { return try CtlJSON.show(latency) }
    let rows = [
      ("to the MIDI inputs", latency.captureLeast, latency.captureMost), ("here", latency.own, latency.own),
      ("from the outputs to the ear", latency.playbackLeast, latency.playbackMost),
      ("all of it", latency.least, latency.most),
    ]
    let lines = rows.map { "\(CtlLatencyCommand.range($0.1, $0.2, latency.rate))  \($0.0)" }
    try Console.show(lines.joined(separator: "\n") + "\n")
  }

  /// The whole of it.
  static func sum(_ latency: LatencyReport) -> String { range(latency.least, latency.most, latency.rate) }

  private static func range(_ least: Int64, _ most: Int64, _ rate: UInt32) -> String {
    func milliseconds(_ frames: Int64) -> String { "\((Double(frames) / Double(rate) * 1e4).rounded() / 10)" }
    return least == most
      ? "\(least) frames, \(milliseconds(least)) ms"
      : "\(least) to \(most) frames, \(milliseconds(least)) to \(milliseconds(most)) ms"
  }
}
