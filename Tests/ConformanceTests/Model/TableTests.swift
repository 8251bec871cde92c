// SPDX-License-Identifier: MIT
// Writes the conformance table when it is asked for: WAVESINK_CONFORMANCE_TABLE names the file. The test's thread.

import Foundation
import Testing

struct TableTests {
  private static let target = ProcessInfo.processInfo.environment["WAVESINK_CONFORMANCE_TABLE"]

  static let sections: [(title: String, test: String, statements: [Statement])] = [
    ("Defaults for what a file leaves out (1.7)", "what a file leaves out has its default", Statement.missingThings),
    ("Scope of articulations, conditions (1.3, 1.9)", "the connections of the right lists count", Statement.scopes),
    (
      "Connection blocks (2)", "a connection adds what its inputs and transforms say", Statement.connections
    ),
    (
      "Default connections; velocity and volume (3.1, 3.2, 3.4)", "the default connections are there, and no others",
      Statement.defaultConnections
    ),
    ("Synthesis (4)", "a note sounds as the model says", Statement.synthesis),
    ("Banks, drums, programs (5.3)", "banks and programs lead to their instrument", Statement.banks),
    ("What other engines get wrong (6)", "what other engines get wrong is right", Statement.knownFaults),
  ]

  @Test(.enabled(if: target != nil, "WAVESINK_CONFORMANCE_TABLE is not set"))
  func `every statement is measured with both synthesizers`() throws {
    var text = ""
    let calibration = try Renderer.fluidSynth.path.map { _ in try Calibration(measuring: .fluidSynth) }
    for section in Self.sections {
      text += "\n### \(section.title)\n\nShown by `ModelTests`, “\(section.test)”.\n\n"
      text += "| statement | expected | Wavesink | FluidSynth |\n| --- | ---: | ---: | ---: |\n"
      for statement in section.statements { text += Self.row(statement, calibration) }
    }
    try text.write(toFile: #require(Self.target), atomically: true, encoding: .utf8)
  }

  private static func row(_ statement: Statement, _ calibration: Calibration?) -> String {
    let ours = cell(statement, statement.tolerance) { try statement.figure(of: .wavesink) }
    let theirs =
      calibration.map { calibration in
        cell(statement, max(statement.tolerance, statement.unit.standardTolerance)) {
          try statement.figure(of: .fluidSynth, calibration)
        }
      } ?? "not installed"
    return "\(opening(statement)) \(ours) | \(theirs) |\n"
  }

  /// A row up to the figures.
  static func opening(_ statement: Statement) -> String {
    let expected = text(statement.expected, statement.unit)
    guard statement.expected.isFinite else { return "| \(statement.says) | \(expected) |" }
    return "| \(statement.says) | \(expected) ± \(text(statement.tolerance, nil)) \(statement.unit.rawValue) |"
  }

  /// A figure, in bold where it is not what is expected.
  private static func cell(_ statement: Statement, _ tolerance: Double, _ measure: () throws -> Double) -> String {
    do {
      let figure = try measure()
      let words = text(figure, statement.unit)
      return statement.holds(figure, within: tolerance) ? words : "**\(words)**"
    } catch {
      return "**refuses**"
    }
  }

  private static func text(_ figure: Double, _ unit: Statement.Unit?) -> String {
    guard figure.isFinite else { return figure.isNaN ? "none" : "silent" }
    let digits = unit == .frames ? 0 : unit == nil ? 3 : 2
    let number = String(format: "%.\(digits)f", figure)
    let short = number.contains(".") ? number.trimmingSuffix("0").trimmingSuffix(".") : number
    // Nothing is less than nothing once it is rounded.
    return short == "-0" ? "0" : short.replacingOccurrences(of: "-", with: "−")
  }
}

extension String {
  /// Without any of a character at the end.
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    String(reversed().drop { $0 == character }.reversed())
  }
}
