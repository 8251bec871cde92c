// SPDX-License-Identifier: MIT
// The same messages without a rack. Any one thread.

import MIDI
import Miniport
import Playback
import Realtime
import Synthesis

/// A synthesizer in a port of its own.
enum SynthesizerAlone {
  /// The left of the first of three outputs.
  static func render(_ messages: [(bytes: [UInt8], frame: Int64)], frames: Int) throws -> [Float] {
    var parts = SynthesizerParts(RackStage.configuration)
    let download = parts.downloader.download(.bytes(BankBytes(programs: [0], level: 9000).bytes, name: "level"))
    var now = FrameTime.zero
    while download.outcome == nil || now.frames % 4096 != 0 { _ = block(64, &parts, &now) }
    guard case .playing? = download.outcome else { throw RackStage.NoBank() }
    for message in messages {
      unsafe message.bytes.withUnsafeBytes {
        unsafe parts.port.accept(message: $0, time: now + Int(message.frame), group: 1)
      }
    }
    return block(frames, &parts, &now)
  }

  private static func block(_ frames: Int, _ parts: inout SynthesizerParts, _ now: inout FrameTime) -> [Float] {
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: 6 * frames)
    unsafe memory.initialize(repeating: .nan, count: 6 * frames)
    var blocks: [StereoBlock] = []
    for bus in 0..<3 {
      let start = unsafe memory + 2 * frames * bus
      blocks.append(unsafe StereoBlock(left: start, right: start + frames, count: frames))
    }
    unsafe blocks.withUnsafeBufferPointer { unsafe parts.port.render($0, from: now) }
    now = now + frames
    defer { unsafe memory.deallocate() }
    return unsafe Array(UnsafeBufferPointer(start: memory, count: frames))
  }
}
