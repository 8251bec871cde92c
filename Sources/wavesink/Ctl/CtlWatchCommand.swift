// SPDX-License-Identifier: MIT
// wavesink ctl watch: a client's meters in a terminal. Main thread.

import ArgumentParser
import Control
import Glibc

/// Meters, load, voices and what was lost, ten times a second.
struct CtlWatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Watch meters, load, voices and losses in the terminal, until Ctrl-C.")

  @OptionGroup var target: CtlTarget

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
      let text = try target.asking { () throws(ControlClient.Failure) -> String in
        guard case .string(let text)? = try client.ask(OSCMessage("/wavesink/stats")).first else {
          throw .refused(nil, "the reply has no text")
        }
        return text
      }
      Console.write(view.page(try CtlStatsCommand.report(text)))
      usleep(100_000)
    }
  }
}
