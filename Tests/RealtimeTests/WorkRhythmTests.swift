// SPDX-License-Identifier: MIT
// When the next work of periods is foretold.

import Testing

@testable import Realtime

@Suite struct `The rhythm of works` {
  /// What is foretold after works at these microseconds.
  static func watch(_ times: [UInt64]) -> (from: UInt64, to: UInt64)? {
    var rhythm = WorkRhythm()
    for time in times { rhythm.note(1_000_000_000 + time * 1000) }
    return rhythm.watch.map { (($0.from - 1_000_000_000) / 1000, ($0.to - 1_000_000_000) / 1000) }
  }

  @Test
  func
    `is known after three works at even intervals, and the next is watched for from a tenth of a millisecond before`()
  {
    #expect(Self.watch([0]) == nil && Self.watch([0, 1333]) == nil)
    let next = Self.watch([0, 1333, 2666])
    #expect(next?.from == 3899 && next?.to == 4099)
    let uneven = Self.watch([0, 1333, 2700, 4000])
    #expect(uneven?.from == 5200 && uneven?.to == 5400)
  }

  @Test func `is watched for an eighth of short intervals`() {
    let next = Self.watch([0, 320, 640])
    #expect(next?.from == 920 && next?.to == 1000)
  }

  @Test func `is lost with a work that comes at another time, and with pauses of a quarter of a second`() {
    #expect(Self.watch([0, 1333, 2666, 9000]) == nil)
    #expect(Self.watch([0, 1333, 2666, 9000, 10_333, 11_666]) != nil)
    #expect(Self.watch([0, 300_000, 600_000]) == nil)
  }
}
