// SPDX-License-Identifier: MIT
// When a cycle counts as one after a stall.

import Realtime
import Testing

@Suite struct `The watch for stalls` {
  static let period: UInt64 = 5_000_000

  /// The clock at the first cycle of each of `gaps` nanoseconds between cycles, and what was said of each.
  static func said(_ gaps: [UInt64], period: UInt64 = period, timeless: Int? = nil) -> [(stall: Bool, stale: Bool)] {
    var watch = StallWatch()
    var now: UInt64 = 1_000_000_000
    return gaps.enumerated().map { index, gap in
      now += gap
      let isStall = watch.advance(to: now, period: period, isTimeless: index == timeless)
      return (isStall, watch.isStale)
    }
  }

  @Test func `finds none where cycles follow each other, nor in a hiccup`() {
    let said = Self.said([0, 5_000_000, 4_000_000, 200_000_000, 5_000_000])
    #expect(!said.contains { $0.stall || $0.stale })
  }

  @Test func `finds one where nothing ran for long, and what comes in is old for 20 ms`() {
    let said = Self.said([0, 5_000_000, 1_000_000_000, 0, 5_000_000, 14_000_000, 2_000_000])
    #expect(said.map(\.stall) == [false, false, true, false, false, false, false])
    #expect(said.map(\.stale) == [false, false, true, true, true, true, false])
  }

  @Test func `takes four periods for granted, however long`() {
    #expect(!Self.said([0, 600_000_000], period: 186_000_000).contains { $0.stall })
    #expect(Self.said([0, 900_000_000], period: 186_000_000).contains { $0.stall })
  }

  @Test func `finds none in freewheel`() {
    #expect(!Self.said([0, 5_000_000, 3_000_000_000], timeless: 2).contains { $0.stall || $0.stale })
  }
}
