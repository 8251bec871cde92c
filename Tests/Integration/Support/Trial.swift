// SPDX-License-Identifier: MIT
// Sends messages at known frames and records what comes of them. The test's thread.

import CJack

/// What was sent, when, and what was heard.
struct Trial {
  let recording: Recording
  /// The server's counter at each message.
  let frames: [UInt32]
  /// What disturbed it: 0 for a trial that counts.
  let disturbances: Int

  /// Sends each of `messages` (bytes, and frames after the first of all) to all of `inputs`, while the sink records what
  /// comes out of `outputs` (left, right).
  ///
  /// A server that loses time, as any does on a busy machine, disturbs the trial, which is then made again.
  static func run(
    on server: JackServer, to inputs: [String], from outputs: (left: String, right: String),
    messages: [(bytes: [UInt8], offset: Int)], tailFrames: Int
  ) throws -> Trial {
    var trial = try once(on: server, to: inputs, from: outputs, messages, tailFrames)
    for _ in 0..<4 where trial.disturbances > 0 && trial.recording.onsets() != trial.frames {
      trial = try once(on: server, to: inputs, from: outputs, messages, tailFrames)
    }
    return trial
  }

  /// The same to one input.
  static func run(
    on server: JackServer, to input: String, from outputs: (left: String, right: String),
    messages: [(bytes: [UInt8], offset: Int)], tailFrames: Int
  ) throws -> Trial {
    try run(on: server, to: [input], from: outputs, messages: messages, tailFrames: tailFrames)
  }

  private static func once(
    on server: JackServer, to inputs: [String], from outputs: (left: String, right: String),
    _ messages: [(bytes: [UInt8], offset: Int)], _ tailFrames: Int
  ) throws -> Trial {
    let source = try SourceProbe(on: server)
    let sink = try SinkProbe(on: server)
    guard inputs.allSatisfy({ source.connect("source:out", $0) }), source.connect(outputs.left, "sink:left"),
      source.connect(outputs.right, "sink:right")
    else { throw JackServer.Failure(description: "\(inputs) or \(outputs) cannot be connected") }
    guard waitUntil(seconds: 2, { source.cycleStart != nil }), let now = source.cycleStart else {
      throw JackServer.Failure(description: "the source does not run")
    }
    let first = now &+ UInt32(server.rate / 20 + 3 * source.period)
    let frames = messages.map { first &+ UInt32($0.offset) }
    for (message, frame) in zip(messages, frames) { source.send(message.bytes, at: frame) }
    let end = (frames.last ?? first) &+ UInt32(tailFrames + 2 * source.period)
    guard waitUntil(seconds: 4, { Int32(bitPattern: sink.cycleStart &- end) > 0 }) else {
      throw JackServer.Failure(description: "the server's counter stands still")
    }
    let recording = sink.recording()
    source.close()
    return Trial(recording: recording, frames: frames, disturbances: source.missed + recording.gaps + recording.xruns)
  }
}
