// SPDX-License-Identifier: MIT
// Every event is accounted for. The test's own thread.

import Realtime
import Testing

@testable import Latency

struct AccountingTests {
  private static let interval = 2400

  /// Notes at whole intervals, the counter close to its wrap, and sounds so many frames after them: none, one, or several.
  private func fates(_ sounds: [[Int]], lead: Int = 256) -> [NoteFate] {
    let base = UInt32.max - 5000
    let place = { (frame: Int) in base &+ UInt32(truncatingIfNeeded: frame) }
    let sent = sounds.indices.map {
      SentNote(index: Int32($0), frame: place($0 * Self.interval), offset: 0, period: 256, wasLate: $0 == 2)
    }
    let heard = sounds.enumerated().flatMap { note, delays in
      delays.map { HeardOnset(frame: place(note * Self.interval + $0), uncertainty: 0) }
    }
    let direct = sent.map { HeardOnset(frame: $0.frame, uncertainty: 0) }
    return Accounting(leadFrames: lead, base: base).fates(sent: sent, direct: direct, heard: heard)
  }

  private func counts(_ sounds: [[Int]], stuck: Bool = false) -> EventCounts {
    EventCounts(fates(sounds), lateAfterFrames: 480, isStuck: stuck)
  }

  @Test func `a latency is what was programmed, early or late, across the counter's end`() {
    let delays = [0, 1, -255, 480, 2000, 17]
    #expect(fates(delays.map { [$0] }).map(\.latencyFrames) == delays)
  }

  @Test func `each kind of fate is counted, and nothing twice`() {
    let found = counts([[0], [], [0, 900], [481], [480], [10, 20, 30]], stuck: true)
    #expect(found.sent == 6 && found.received == 5 && found.lost == 1)
    #expect(found.late == 1 && found.doubled == 3 && found.stuck == 1 && found.sentLate == 1)
    let clean = counts([[0], [0], [0]])
    #expect(clean.received == 3 && clean.lost + clean.late + clean.doubled + clean.stuck == 0)
  }

  @Test func `what was heard before the first note is nobody's`() {
    #expect(fates([[-2000, 5], [5]]).map(\.latencyFrames) == [5, 5])
    #expect(fates([[-2000, 5], [5]]).map(\.doublingCount) == [0, 0])
  }

  @Test func `what the graph adds is taken off`() {
    let sent = [SentNote(index: 0, frame: 1000, offset: 0, period: 64, wasLate: false)]
    let found = Accounting(leadFrames: 64, base: 0).fates(
      sent: sent, direct: [HeardOnset(frame: 1064, uncertainty: 0)],
      heard: [HeardOnset(frame: 1071, uncertainty: 3)])
    #expect(found[0].latencyFrames == 7 && found[0].directFrame == 1064 && found[0].uncertaintyFrames == 3)
  }
}
