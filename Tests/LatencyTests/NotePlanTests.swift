// SPDX-License-Identifier: MIT
// The schedule. The test's own thread.

import Realtime
import Testing

@testable import Latency

struct NotePlanTests {
  private func plan(period: Int, notes: Int = 1000) -> NotePlan {
    NotePlan(
      rate: SampleRate(hertz: 48_000), periodFrames: period, noteCount: notes, warmUpCount: 0, intervalFrames: 2400)
  }

  @Test(arguments: [1, 16, 64, 480, 1000, 2048])
  func `every frame of the period is visited as often as any other`(period: Int) {
    let notes = 20 * period
    var visits = [Int](repeating: 0, count: period)
    for index in 0..<notes { visits[plan(period: period, notes: notes).offset(ofNote: index)] += 1 }
    #expect((visits.min() ?? 0) >= 18 && (visits.max() ?? 0) <= 22)
  }

  @Test(arguments: [16, 64, 1024, 2048])
  func `a note ends before the next one begins, and no two share a lead`(period: Int) {
    let plan = plan(period: period)
    #expect(plan.intervalFrames % period == 0 && plan.intervalFrames >= 2400)
    for index in 1..<plan.sentCount {
      let gap = plan.frame(ofNote: index) - plan.frame(ofNote: index - 1)
      #expect(gap > plan.lengthFrames && gap > plan.leadFrames)
    }
  }

  @Test func `what is held is spread over channels that nobody else plays`() {
    var choice = NoteChoice()
    choice.heldCount = 300
    let notes = choice.preparation.filter { $0.packed & 0xF0 == 0x90 }
    #expect(notes.count == 300 && Set(notes.map { $0.packed & 0xFFFF }).count == 300)
    #expect(!notes.contains { $0.packed & 0x0F == 0 || $0.packed & 0x0F == 9 })
  }
}
