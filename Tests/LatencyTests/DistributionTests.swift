// SPDX-License-Identifier: MIT
// What is made of many numbers. The test's own thread.

import Testing

@testable import Latency

struct DistributionTests {
  @Test func `the percentiles of one to a thousand are what they say`() {
    let all = Distribution((1...1000).reversed())
    let found = [50, 90, 99, 99.9, 99.99, 100].map { all.percentile($0) }
    #expect(found == [500, 900, 990, 999, 1000, 1000])
    #expect(all.least == 1 && all.most == 1000 && all.span == 999 && all.mean == 500.5)
    // The uniform distribution of n whole numbers: √((n² − 1) ∕ 12).
    #expect(abs(all.standardDeviation - 288.67499) < 1e-4)
  }

  @Test func `one value among ten thousand is the highest percentile, and not the one before`() {
    let values = Distribution([Int](repeating: 3, count: 9999) + [900])
    #expect(values.percentile(99.99) == 3 && values.percentile(99.999) == 900 && values.most == 900)
    let (first, last) = (values.counts[0], values.counts[1])
    #expect(values.counts.count == 2 && first == (3, 9999) && last == (900, 1))
  }

  @Test func `nothing has a distribution too`() {
    let none = Distribution([])
    #expect(none.percentile(50) == 0 && none.mean == 0 && none.standardDeviation == 0 && none.span == 0)
  }
}
