// SPDX-License-Identifier: MIT
// Options that say how it is measured. Main thread.

import ArgumentParser
import Latency

/// How it is measured.
struct LatencyMethod: ParsableArguments {
  @Option(help: ArgumentHelp("Notes that count, 1 to 1000000.", valueName: "count"))
  var notes = 1000

  @Option(
    help: ArgumentHelp("Measure for so long instead of a number of notes, 1 to 86400.", valueName: "seconds"))
  var seconds: Int?

  @Option(
    name: .customLong("warm-up"), help: ArgumentHelp("Notes before them that do not count.", valueName: "count"))
  var warmUp = 50

  @Option(
    help: ArgumentHelp(
      "Time from note to note, 1 to 10000 ms; at least three periods. Longer than any latency that is looked for.",
      valueName: "ms"))
  var interval = 50.0

  @Option(
    name: .customLong("period"),
    help: ArgumentHelp(
      "Frames of a period, several with commas between: each is measured. A server of yours gets its own back.",
      valueName: "frames"))
  var periodList: String?

  @Option(help: ArgumentHelp("Sample rate of a server that is started, and of --in-process.", valueName: "Hz"))
  var rate = 48_000

  @Option(
    name: .customLong("voices"),
    help: ArgumentHelp(
      "Notes of the tool's own bank that are held meanwhile, too soft to be heard, 0 to 1792; several with commas.",
      valueName: "count"))
  var heldList = "0"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "For a synth with another bank: the level in dB of full scale from which a sound counts, -90 to 0.",
      valueName: "dB"))
  var threshold: Double?

  @Option(help: ArgumentHelp("A sound that comes later than this is late.", valueName: "ms"))
  var late = 10.0

  @Option(help: ArgumentHelp("MIDI channel, 1 to 16.", valueName: "number"))
  var channel = 1

  @Option(help: ArgumentHelp("MIDI key, 0 to 127.", valueName: "number"))
  var key = 60

  @Option(help: ArgumentHelp("Velocity, 1 to 127.", valueName: "number"))
  var velocity = 127

  func validate() throws {
    func check(_ option: String, _ value: Int, _ range: ClosedRange<Int>) throws {
      guard range.contains(value) else {
        throw ValidationError("--\(option) is \(range.lowerBound) to \(range.upperBound), not \(value)")
      }
    }
    try check("notes", notes, 1...1_000_000)
    try check("seconds", seconds ?? 1, 1...86_400)
    try check("warm-up", warmUp, 0...100_000)
    try check("rate", rate, 8000...192_000)
    try check("channel", channel, 1...16)
    try check("key", key, 0...127)
    try check("velocity", velocity, 1...127)
    guard (1...10_000).contains(interval) else { throw ValidationError("--interval is 1 to 10000 ms, not \(interval)") }
    guard late >= 0 else { throw ValidationError("--late is 0 ms or more, not \(late)") }
    if let threshold, !(-90...0).contains(threshold) {
      throw ValidationError("--threshold is -90 to 0 dB, not \(threshold)")
    }
    for (option, list, range) in [("period", periodList ?? "64", 1...8192), ("voices", heldList, 0...1792)] {
      guard let numbers = CommaList.values(list, { Int($0) }) else {
        throw ValidationError("--\(option) is a number, or several with commas between, not '\(list)'")
      }
      for number in numbers { try check(option, number, range) }
    }
  }

  /// Frames of a period, in the order in which they are measured; none for the one that is there.
  var periods: [Int] { periodList.flatMap { CommaList.values($0) { Int($0) } } ?? [] }

  /// Notes that are held.
  var held: [Int] { CommaList.values(heldList) { Int($0) } ?? [] }

  /// What the measurement is told.
  func request(held: Int, server: String?) -> MeasurementRequest {
    var request = MeasurementRequest()
    request.noteCount = seconds.map { max(1, Int(Double($0) * 1000 / interval)) } ?? notes
    request.warmUpCount = warmUp
    request.intervalSeconds = interval / 1000
    request.lateAfterSeconds = late / 1000
    request.server = server
    if let threshold { request.method = .rise(thresholdDecibels: threshold) }
    request.note.channel = channel
    request.note.key = key
    request.note.velocity = velocity
    request.note.heldCount = held
    return request
  }
}
