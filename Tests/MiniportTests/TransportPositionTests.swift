// SPDX-License-Identifier: MIT
// Where a transport stands later, and what of it is news.

import Miniport
import Testing

struct TransportPositionTests {
  private static func position(_ barBeat: Double = 0, bar: Int64 = 0, frame: Int64 = 0) -> TransportPosition {
    TransportPosition(
      isRolling: true, frame: frame, rate: 48_000,
      beats: TransportPosition.Beats(tempo: 120, beatsPerBar: 3, beatUnit: 4, bar: bar, barBeat: barBeat))
  }

  @Test func `it moves on by its tempo, from bar to bar, while it rolls`() throws {
    let later = Self.position(1).after(24_000 * 6)
    let beats = try #require(later.beats)
    #expect(later.frame == 144_000 && beats.bar == 2 && (beats.barBeat - 1).magnitude < 1e-9)
    var still = Self.position(1)
    still.isRolling = false
    #expect(still.after(1000) == still)
    var bare = Self.position()
    bare.beats = nil
    #expect(bare.after(64).frame == 64 && bare.after(64).beats == nil)
    #expect(Self.position(1).after(0) == Self.position(1))
  }

  @Test func `a step of ticks is no news, not even over a bar line, and a jump is`() {
    #expect(Self.position(1).isLike(Self.position(1.01)))
    #expect(Self.position(2.995, bar: 4).isLike(Self.position(0, bar: 5)))
    #expect(!Self.position(1).isLike(Self.position(1.1)))
    #expect(!Self.position(1).isLike(Self.position(1, bar: 1)))
    #expect(!Self.position(frame: 64).isLike(Self.position()))
  }

  @Test func `another state, rate, tempo or meter is news`() {
    let expected = Self.position()
    for index in 0..<6 {
      var found = expected
      switch index {
      case 0: found.isRolling = false
      case 1: found.rate = 44_100
      case 2: found.beats?.tempo = 121
      case 3: found.beats?.beatsPerBar = 4
      case 4: found.beats?.beatUnit = 8
      default: found.beats = nil
      }
      #expect(!found.isLike(expected) && !expected.isLike(found), "\(index)")
    }
    #expect(expected.isLike(expected))
  }
}
