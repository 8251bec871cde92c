// SPDX-License-Identifier: MIT
// The same notes again and again, and whether they sound the same each time. The test's thread.

import CJack
import Foundation

/// Some notes of the synthesizer that a source plays over and over.
///
/// A repetition takes a multiple of the longest block, so that each begins at the same place of whatever grid there may be, and ends
/// in silence: two of them are the same to the bit, or something has disturbed one.
struct RepeatedPattern {
  static let frameCount = 6 * 8192
  /// Never more than two at a time, of one voice each: what they add up to does not depend on their order.
  private static let notes: [(channel: UInt8, key: UInt8, begin: Int, end: Int)] = [
    (0, 60, 0, 9001), (1, 67, 1501, 12_000), (0, 43, 12_003, 30_011), (2, 71, 14_007, 24_000), (1, 50, 26_017, 41_000),
    (0, 84, 31_000, 40_500),
  ]

  private let source: SourceProbe
  /// The frame of the server's counter at which the first one begins.
  let first: UInt32
  private var sentCount = 0

  /// `source` is connected, and has not been used.
  init(_ source: SourceProbe) throws {
    guard waitUntil(seconds: 2, { source.cycleStart != nil }), let now = source.cycleStart else {
      throw JackServer.Failure(description: "the source does not run")
    }
    self.source = source
    first = now &+ 9600
    goOn()
  }

  /// Plans repetitions for the next seconds. To be called often enough.
  mutating func goOn() {
    guard let now = source.cycleStart else { return }
    while Int32(bitPattern: first &+ UInt32(sentCount * Self.frameCount) &- now) < Int32(8 * Self.frameCount) {
      let begin = first &+ UInt32(sentCount * Self.frameCount)
      let messages: [(bytes: [UInt8], frame: Int)] = Self.notes.flatMap { note in
        [([0x90 | note.channel, note.key, 100], note.begin), ([0x80 | note.channel, note.key, 0], note.end)]
      }
      for message in messages.sorted(by: { $0.frame < $1.frame }) {
        source.send(message.bytes, at: begin &+ UInt32(message.frame))
      }
      sentCount += 1
    }
  }

  /// How often it has been played from beginning to end by now.
  var playedCount: Int {
    guard let now = source.cycleStart else { return 0 }
    return max(0, Int(Int32(bitPattern: now &- first)) / Self.frameCount)
  }

  /// Of the repetitions in a recording those that differ in any bit from one of the first three, whichever has most like it; how many there are,
  /// and the loudest sample of the first.
  func differences(in recording: Recording) -> (places: [Int], count: Int, peak: Float) {
    let begin = Int(Int32(bitPattern: first &- recording.firstFrame))
    let count = max(0, (recording.left.count - begin) / Self.frameCount)
    guard begin >= 0, count > 2 else { return ([], count, 0) }
    let peak = recording.left[begin..<begin + Self.frameCount].reduce(0) { max($0, $1.magnitude) }
    let places = unsafe recording.left.withUnsafeBufferPointer { samples in
      (0..<3).map { reference in
        (0..<count).filter { index in
          guard let base = samples.baseAddress else { return true }
          let (one, other) = unsafe (base + begin + index * Self.frameCount, base + begin + reference * Self.frameCount)
          return unsafe memcmp(one, other, 4 * Self.frameCount) != 0
        }
      }
    }
    return (places.min { $0.count < $1.count } ?? [], count, peak)
  }
}
