// SPDX-License-Identifier: MIT
// How short a period may be. Any thread.

import Latency
import Testing

@Suite struct SmallestPeriodTests {
  private func found(_ points: [(period: Int, xruns: Int, end: Double)]) -> SmallestPeriod? {
    SmallestPeriod(
      points.map { SmallestPeriod.Point(period: $0.period, xruns: $0.xruns, endOfCycle: $0.end, seconds: 60) })
  }

  @Test func `it is the shortest period that has neither an xrun nor a cycle that takes too long`() {
    #expect(found([(16, 3, 0.4), (32, 0, 0.71), (64, 0, 0.69), (128, 0, 0.2)])?.frames == 64)
  }

  @Test func `a period that has failed once does not hold`() {
    #expect(found([(64, 0, 0.2), (64, 1, 0.2), (256, 0, 0.1)])?.frames == 256)
  }

  @Test func `where none holds it says so`() throws {
    let none = try #require(found([(64, 1, 0.2), (256, 0, 0.7)]))
    #expect(none.frames == nil)
    #expect(none.sentence(about: "Wavesink").hasSuffix("in 60 s and with p99.9 of the cycle under 70 %: none of these"))
  }

  @Test func `one period alone is no choice`() { #expect(found([(64, 0, 0.2)]) == nil) }
}
