// SPDX-License-Identifier: MIT
// A server with the program running on it. The test's thread.

import Foundation
import Testing

/// A server, the program as its client, and the bank that it plays.
final class Stage {
  let server: JackServer
  let program: WavesinkProcess
  let bank: URL
  static let input = "wavesink:midi_in_1"
  static let outputs = (left: "wavesink:out_1", right: "wavesink:out_2")

  /// Starts both and waits until a note sounds, for banks load while the program runs.
  init(period: Int = 256, _ arguments: [String] = []) throws {
    server = try JackServer(period: period)
    bank = try StepBank.write(rate: server.rate)
    program = try WavesinkProcess(
      ["run", "--no-connect", "--gain", "0", "--bank", bank.path] + arguments, environment: server.environment)
    let begin = Date()
    repeat {
      guard try notes(at: [0]).recording.onsets().isEmpty else { return }
    } while Date().timeIntervalSince(begin) < 3
    throw JackServer.Failure(description: "no note sounds: \(program.errors)")
  }

  deinit { try? FileManager.default.removeItem(at: bank) }

  /// Plays a note at each of `offsets`, frames after the first.
  func notes(at offsets: [Int]) throws -> Trial {
    try Trial.run(
      on: server, to: Stage.input, from: Stage.outputs, messages: offsets.map { ([0x90, 60, 127], $0) },
      tailFrames: 256)
  }
}
