// SPDX-License-Identifier: MIT
// When less is to be done, and when more can be.

import Miniport
import Testing

@testable import JackHost

@Suite struct `The watch for overload` {
  /// Cycles of 10 ms; what was said of each. The thread works for all of the time that the callback takes, or for `worked`.
  static func said(_ used: [Double], worked: Double? = nil, watch: LoadWatch = LoadWatch()) -> [Circumstance?] {
    var watch = watch
    return used.map { used in
      let own = watch.isAlert ? min(used, worked ?? used) : nil
      return watch.advance(used: used, worked: own, period: 0.01)
    }
  }

  @Test func `says nothing while cycles take less than 85 percent of their period`() {
    #expect(Self.said([Double](repeating: 0.84, count: 1000)).allSatisfy { $0 == nil })
  }

  @Test func `asks for less after three cycles of work in a row that are too long, the first of which made it look`() {
    let said = Self.said([0.5, 0.95, 0.95, 0.95, 0.95, 0.5])
    #expect(said.map { $0 != nil } == [false, false, false, false, true, false])
    guard case .overload(let part)? = said[4] else { return #expect(Bool(false), "\(said)") }
    #expect(abs(part - 0.7 / 0.95) < 1e-9)
  }

  @Test func `one cycle in between begins the count again`() {
    #expect(Self.said([0.9, 0.9, 0.9, 0.5, 0.9, 0.9, 0.5]).allSatisfy { $0 == nil })
  }

  @Test func `time in which the thread did not run is not overload`() {
    #expect(
      !Self.said([Double](repeating: 3, count: 99), worked: 0.5).contains {
        if case .overload? = $0 { true } else { false }
      })
  }

  @Test func `asks for at least a tenth less and for at most three quarters`() {
    #expect(Self.said([0.86, 0.86, 0.86, 0.86]).last == .overload(0.7 / 0.86))
    #expect(Self.said([9, 9, 9, 9]).last == .overload(0.25))
  }

  @Test func `allows more with each calm second, for ten seconds, and then looks no more`() {
    var watch = LoadWatch()
    for used in [0.9, 0.9, 0.9, 0.9] { _ = watch.advance(used: used, worked: watch.isAlert ? used : nil, period: 0.01) }
    #expect(watch.isAlert)
    var more: [Int] = []
    for cycle in 1...1100 where watch.advance(used: 0.3, worked: watch.isAlert ? 0.3 : nil, period: 0.01) == .relief {
      more.append(cycle)
    }
    #expect(more.count == 10 && (99...101).contains(more[0]) && (995...1005).contains(more[9]), "\(more)")
    #expect(!watch.isAlert)
  }

  @Test func `allows no more while the load is above 60 percent`() {
    #expect(
      Self.said([0.9, 0.9, 0.9, 0.9] + [Double](repeating: 0.65, count: 2000)).suffix(2000).allSatisfy { $0 == nil })
  }
}
