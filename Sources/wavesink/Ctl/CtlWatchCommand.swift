// SPDX-License-Identifier: MIT
// wavesink ctl watch: a client's meters in a terminal. Main thread.

import ArgumentParser
import Control
import FoundationEssentials
import Glibc

/// Meters, load, voices and what was lost, ten times a second.
struct CtlWatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Watch meters, load, voices and losses in the terminal, until Ctrl-C.")

  @OptionGroup var target: CtlTarget

  @Option(help: ArgumentHelp("Channel group whose voices are shown.", valueName: "number"))
  var group: Int32 = 1

  func run() throws {
    guard Console.isTerminal else {
      throw CommandFailure.usage(
        "watch draws on a terminal, and standard error is none (wavesink ctl stats tells once)")
    }
    var signals = StopSignals()
    let client = try target.client()
    var view = WatchView()
    Console.write(WatchView.begin)
    defer { Console.write(WatchView.end) }
    while !signals.take() {
      let report = try CtlStatsCommand.report(try text(OSCMessage("/wavesink/stats"), client))
      let channels = try text(OSCMessage("/wavesink/channels", .int32(group)), client)
      let summaries = (try? JSONDecoder().decode([ChannelSummary].self, from: Data(channels.utf8))) ?? []
      Console.write(view.page(report, summaries, group: group))
      usleep(100_000)
    }
  }

  private func text(_ message: OSCMessage, _ client: ControlClient) throws(CommandFailure) -> String {
    try target.asking { () throws(ControlClient.Failure) -> String in
      guard case .string(let text)? = try client.ask(message).first else {
        throw .refused(nil, "the reply has no text")
      }
      return text
    }
  }
}
