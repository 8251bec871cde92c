// SPDX-License-Identifier: MIT
// Options that say what a client connects itself to. Main thread.

import ArgumentParser
import JackHost

/// Patterns for the ports of other clients.
struct PatternOptions: ParsableArguments {
  @Option(
    name: .customLong("connect-to"), parsing: .singleValue,
    help: ArgumentHelp(
      """
      Connect the outputs to every audio input whose full name matches, when it comes: left and right in turn to those of \
      one client. An extended regular expression, as jack_lsp takes it. May be given several times.
      """, valueName: "pattern"))
  var destinations: [String] = []

  @Option(
    name: .customLong("connect-from"), parsing: .singleValue,
    help: ArgumentHelp(
      """
      Connect every MIDI output whose full name matches to midi_in_1, when it comes. Given again, it is for the next group, which may come later.
      """, valueName: "pattern"))
  var sources: [String] = []

  func validate() throws {
    do throws(PortPattern.Fault) { _ = try patterns() } catch { throw ValidationError(error.sentence) }
  }

  /// What they come to.
  func rules() throws(CommandFailure) -> ConnectionRules {
    do throws(PortPattern.Fault) { return try patterns() } catch { throw .usage(error.sentence) }
  }

  private func patterns() throws(PortPattern.Fault) -> ConnectionRules {
    func patterns(_ texts: [String]) throws(PortPattern.Fault) -> [PortPattern] {
      var patterns: [PortPattern] = []
      for text in texts { patterns.append(try PortPattern(text)) }
      return patterns
    }
    return ConnectionRules(sources: try patterns(sources), destinations: try patterns(destinations))
  }
}
