// SPDX-License-Identifier: MIT
// One statement of the DLS 2.2 model, and how it is put to a synthesizer. Any thread.

import Foundation
import Testing

/// A sentence, a collection and a song that show it, and the figure that must come out.
struct Statement: Sendable, CustomTestStringConvertible {
  enum Unit: String, Sendable {
    case cents = "c"
    case decibels = "dB"
    case milliseconds = "ms"
    case hertz = "Hz"
    case frames

    /// What Wavesink is held to.
    var tolerance: Double {
      switch self {
      case .cents: 0.1
      case .decibels: 0.05
      case .milliseconds: 1
      case .hertz: 0.025
      case .frames: 0
      }
    }

    /// What the standard allows, or where it says nothing what nobody would hear.
    var standardTolerance: Double {
      switch self {
      case .cents: 1.25
      case .decibels: 0.75
      case .milliseconds: 10
      case .hertz: 0.05
      case .frames: 64
      }
    }
  }

  let says: String
  let expected: Double
  let unit: Unit
  let tolerance: Double
  /// In the order of download.
  let banks: @Sendable () throws -> [[UInt8]]
  let song: ProbeSong
  let measure: @Sendable (Sound) -> Double

  var testDescription: String { says }

  /// The figure of a program.
  func figure(of renderer: Renderer, _ calibration: Calibration = Calibration()) throws -> Double {
    try measure(calibration.applied(to: renderer.render(song, banks())))
  }

  /// Whether a figure is the expected one.
  func holds(_ figure: Double, within tolerance: Double) -> Bool {
    // Silence is minus infinity, which has no distance.
    figure == expected || abs(figure - expected) <= tolerance
  }
}

/// Statements of one section of the model.
struct StatementTable {
  private(set) var statements: [Statement] = []

  /// A statement that a collection of the writer shows.
  mutating func row(
    _ says: String, _ expected: Double, _ unit: Statement.Unit, within tolerance: Double? = nil,
    _ bank: @autoclosure @escaping @Sendable () -> ProbeBank, _ cues: [Cue] = [.on(0)], frames: Int = 24_000,
    isAtFullVolume: Bool = true, measure: @escaping @Sendable (Sound) -> Double
  ) {
    let song = ProbeSong(frames: frames, isAtFullVolume: isAtFullVolume, cues)
    let files: @Sendable () throws -> [[UInt8]] = { try [bank().bytes()] }
    add(says, expected, unit, tolerance, files, song, measure: measure)
  }

  /// A statement that one or more files show, as they are.
  mutating func files(
    _ says: String, _ expected: Double, _ unit: Statement.Unit, within tolerance: Double? = nil,
    _ files: @autoclosure @escaping @Sendable () throws -> [[UInt8]], _ cues: [Cue] = [.on(0)], frames: Int = 24_000,
    measure: @escaping @Sendable (Sound) -> Double
  ) {
    add(says, expected, unit, tolerance, files, ProbeSong(frames: frames, cues), measure: measure)
  }

  /// A statement that one file shows, which only chunks can say.
  mutating func tree(
    _ says: String, _ expected: Double, _ unit: Statement.Unit, within tolerance: Double? = nil,
    _ tree: @autoclosure @escaping @Sendable () throws -> ChunkTree, _ cues: [Cue] = [.on(0)], frames: Int = 24_000,
    measure: @escaping @Sendable (Sound) -> Double
  ) {
    let files: @Sendable () throws -> [[UInt8]] = { try [tree().bytes()] }
    add(says, expected, unit, tolerance, files, ProbeSong(frames: frames, cues), measure: measure)
  }

  private mutating func add(
    _ says: String, _ expected: Double, _ unit: Statement.Unit, _ tolerance: Double?,
    _ banks: @escaping @Sendable () throws -> [[UInt8]], _ song: ProbeSong,
    measure: @escaping @Sendable (Sound) -> Double
  ) {
    statements.append(
      Statement(
        says: says, expected: expected, unit: unit, tolerance: tolerance ?? unit.tolerance, banks: banks, song: song,
        measure: measure))
  }

  /// Fills a table.
  static func make(_ fill: (inout StatementTable) -> Void) -> [Statement] {
    var table = StatementTable()
    fill(&table)
    return table.statements
  }
}
