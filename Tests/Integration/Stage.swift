// SPDX-License-Identifier: MIT
// A server with the program running on it. The test's thread.

import Foundation
import Testing

/// A server, the program as its client, and the bank that it plays.
final class Stage {
  let server: JackServer
  let program: WavesinkProcess
  private let bank: URL
  private let kind: StepBank.Kind
  private let hasEffects: Bool
  static let input = "wavesink:midi_in_1"
  static let outputs = (left: "wavesink:out_1", right: "wavesink:out_2")
  /// The first sample of a note on each side: at 0 dB, velocity 127 and centre pan −3.01 dB; controller 7 begins at
  /// 100, whose gain is (100 / 127)².
  static let firstSample: Float = 0.7071 * 100 * 100 / (127 * 127)

  /// Starts both and waits until the bank plays: banks load while the program runs, the built-in one first.
  init(
    period: Int = 256, bank kind: StepBank.Kind = .step, hasEffects: Bool = false, _ arguments: [String] = [],
    environment: [String: String] = [:], serverWaits: Bool = true
  ) throws {
    self.kind = kind
    self.hasEffects = hasEffects
    server = try JackServer(period: period, waitsForClients: serverWaits)
    bank = try StepBank.write(kind, rate: server.rate)
    program = try WavesinkProcess(
      ["run", "--no-connect", "--gain", "0", "--bank", bank.path] + (hasEffects ? [] : ["--no-effects"]) + arguments,
      environment: server.environment.merging(environment) { $1 })
    try waitForBank()
  }

  /// The file of its bank.
  var bankPath: String { bank.path }

  /// Waits until the program plays its bank.
  func waitForBank() throws {
    let begin = Date()
    repeat {
      do { if try bankPlays() { return } } catch {
        throw JackServer.Failure(description: "\(error): \(program.errors)")
      }
    } while Date().timeIntervalSince(begin) < 5
    throw JackServer.Failure(description: "the bank does not play: \(program.errors)")
  }

  /// Waits until the program has said something `count` times.
  func hears(_ words: String, times count: Int = 1, within seconds: Double = 5) -> Bool {
    waitUntil(seconds: seconds) { program.errors.components(separatedBy: words).count > count }
  }

  deinit {
    // Before its server, without which it would look for another one.
    program.end()
    try? FileManager.default.removeItem(at: bank)
  }

  /// Plays a note at each of `offsets`, frames after the first.
  func notes(at offsets: [Int]) throws -> Trial {
    try run(offsets.map { ([0x90, 60, 127], $0) })
  }

  /// Plays one note for so many frames.
  func note(frames: Int) throws -> Trial { try run([([0x90, 60, 127], 0), ([0x80, 60, 0], frames)]) }

  /// Whether a note is one of this bank; All Sound Off ends it if it is not.
  private func bankPlays() throws -> Bool {
    let recording = try run([([0x90, 60, 127], 0), ([0xB0, 120, 0], 100)]).recording
    guard let onset = recording.onsets().first else { return false }
    let expected = kind == .tone ? Stage.firstSample / 2 : Stage.firstSample
    return abs(recording.left[Int(onset &- recording.firstFrame)] / expected - 1) < 0.01
  }

  private func run(_ messages: [(bytes: [UInt8], offset: Int)]) throws -> Trial {
    // Nothing goes to reverb and chorus: their tails would be there before the next note.
    let quiet: [(bytes: [UInt8], offset: Int)] = hasEffects ? [([0xB0, 91, 0], 0), ([0xB0, 93, 0], 0)] : []
    return try Trial.run(
      on: server, to: Stage.input, from: Stage.outputs, messages: quiet + messages, tailFrames: 256)
  }
}
