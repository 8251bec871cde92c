// SPDX-License-Identifier: MIT
// What the phase plot tells of a synth. The test's own thread.

import Realtime
import Testing

@testable import Latency

struct PhaseShapeTests {
  /// The notes of a plan at a synth that begins each where `place` says, from the place of its event in the period.
  private func shape(
    period: Int, notes: Int = 500, toleranceFrames: Int = 0, place: (Int) -> Int?
  ) -> PhaseShape? {
    let plan = NotePlan(
      rate: SampleRate(hertz: 48_000), periodFrames: period, noteCount: notes, warmUpCount: 0, intervalFrames: 2400)
    let fates = (0..<notes).map { index in
      let offset = plan.offset(ofNote: index)
      var fate = NoteFate(
        index: index, sentFrame: plan.frame(ofNote: index), offset: offset, periodFrames: period, wasSentLate: false)
      fate.latencyFrames = place(offset).map { $0 - offset }
      return fate
    }
    return PhaseShape(fates, toleranceFrames: toleranceFrames)
  }

  @Test(arguments: [64, 256, 1024])
  func `a patch that does not always begin alike has a shape all the same`(period: Int) {
    var count = 0
    // Back and forth by a quarter of a block of 32, over the ends of periods and blocks too.
    func unsteady(_ place: Int) -> Int {
      count += 1
      return place + count * 7 % 9 - 4
    }
    let tolerance = 48
    #expect(shape(period: period, toleranceFrames: tolerance) { unsteady($0) } == .flat)
    #expect(shape(period: period, toleranceFrames: tolerance) { _ in unsteady(0) } == .sawTooth)
    #expect(shape(period: period, toleranceFrames: tolerance) { unsteady($0 / 32 * 32) } == .staircase(blockFrames: 32))
    #expect(
      shape(period: period, toleranceFrames: tolerance) { $0 * 3 / 2 } == .irregular, "longer from place to place")
    #expect(shape(period: period) { _ in unsteady(0) } == .irregular)
    let other = shape(period: period, toleranceFrames: tolerance) { _ in
      unsteady(count % 100 == 0 ? period / 2 : 0)
    }
    #expect(other == .sawTooth, "one in a hundred lies half a period off")
  }

  @Test(arguments: [16, 64, 480, 1024])
  func `a synth that honours the times of its events is flat`(period: Int) {
    #expect(shape(period: period) { $0 } == .flat)
    #expect(shape(period: period) { $0 + 37 } == .flat)
  }

  @Test(arguments: [16, 64, 480, 1024])
  func `a synth that ignores them is a saw-tooth`(period: Int) {
    #expect(shape(period: period) { _ in 0 } == .sawTooth)
    #expect(shape(period: period) { _ in period + 5 } == .sawTooth)
  }

  @Test(arguments: [(256, 64), (1024, 64), (1024, 128), (960, 60)])
  func `a synth of blocks is a staircase`(period: Int, block: Int) {
    #expect(shape(period: period) { $0 / block * block } == .staircase(blockFrames: block))
    #expect(shape(period: period) { $0 / block * block + block + 1 } == .staircase(blockFrames: block))
  }

  @Test func `anything else is irregular, and a few notes say nothing`() {
    var state: UInt64 = 1
    let found = shape(period: 256) { offset in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return offset + Int(state >> 60)
    }
    #expect(found == .irregular)
    #expect(shape(period: 256, notes: 15) { $0 } == nil)
    #expect(shape(period: 256) { _ in nil } == nil)
  }

  @Test func `one note in a hundred changes nothing, two do`() {
    var count = 0
    #expect(
      shape(period: 64) {
        count += 1
        return $0 + (count % 100 == 0 ? 9 : 0)
      } == .flat)
    #expect(
      shape(period: 64) {
        count += 1
        return $0 + (count % 50 == 0 ? 9 : 0)
      } == .irregular)
  }
}
