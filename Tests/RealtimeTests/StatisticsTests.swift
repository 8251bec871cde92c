// SPDX-License-Identifier: MIT
// Counters and gauges, from one thread and from several.

import Glibc
import Realtime
import Testing

@Suite struct `The statistics` {
  @Test func `begin at zero`() {
    let statistics = Statistics()
    for counter in Statistics.Counter.allCases { #expect(statistics.value(of: counter) == 0) }
    for gauge in Statistics.Gauge.allCases {
      #expect(statistics.integer(gauge) == 0)
      #expect(statistics.real(gauge) == 0)
    }
  }

  @Test func `count each event in its own counter`() {
    let statistics = Statistics()
    let other = statistics.another()
    for counter in Statistics.Counter.allCases {
      statistics.add(to: counter)
      other.add(UInt64(counter.rawValue) * 10, to: counter)
    }
    for counter in Statistics.Counter.allCases {
      #expect(statistics.value(of: counter) == UInt64(counter.rawValue) * 10 + 1)
    }
  }

  @Test func `hold each gauge apart, integers and reals`() {
    let statistics = Statistics()
    for gauge in Statistics.Gauge.allCases { statistics.set(Int64(-gauge.rawValue), gauge: gauge) }
    for gauge in Statistics.Gauge.allCases { #expect(statistics.integer(gauge) == Int64(-gauge.rawValue)) }
    for gauge in Statistics.Gauge.allCases { statistics.set(Double(gauge.rawValue) / 8, gauge: gauge) }
    for gauge in Statistics.Gauge.allCases { #expect(statistics.real(gauge) == Double(gauge.rawValue) / 8) }
  }

  @Test func `keep the peak until it is taken`() {
    let statistics = Statistics()
    for value in [0.25, 0.75, 0.5, -3, .nan] { statistics.raise(value, gauge: .peakLeft) }
    #expect(statistics.real(.peakLeft) == 0.75)
    #expect(statistics.real(.peakRight) == 0)
    #expect(statistics.take(gauge: .peakLeft) == 0.75)
    #expect(statistics.take(gauge: .peakLeft) == 0)
    statistics.raise(0.125, gauge: .peakLeft)
    #expect(statistics.take(gauge: .peakLeft) == 0.125)
  }

  @Test func `count callbacks by the part of the period that they took, to within an eighth`() {
    let statistics = Statistics()
    var part = 0.0005
    while part < 10 {
      let before = (0..<Statistics.cycleClassCount).map { statistics.cycles(ofClass: $0) }
      statistics.countCycle(part: part)
      let classes = (0..<Statistics.cycleClassCount).filter { statistics.cycles(ofClass: $0) > before[$0] }
      #expect(classes.count == 1)
      let (least, next) = (
        Statistics.leastPart(ofCycleClass: classes[0]), Statistics.leastPart(ofCycleClass: classes[0] + 1)
      )
      if part >= 0x1p-10, part < 8 { #expect(least <= part && part < next && next / least <= 1.125) }
      #expect(statistics.real(.longestCycle) == part)
      part *= 1.01
    }
    for odd in [0, -1, .nan, .infinity] as [Double] { statistics.countCycle(part: odd) }
    #expect(statistics.cycles(ofClass: -1) == 0 && statistics.cycles(ofClass: Statistics.cycleClassCount) == 0)
  }

  @Test func `lose no count among threads`() {
    let statistics = Statistics()
    let each: UInt64 = 20_000
    let threads = (0..<3).map { number in
      let end = statistics.another()
      return WorkerThread(name: "counting-\(number)") {
        for _ in 0..<each {
          end.add(to: .eventsReceived)
          end.add(2, to: .voicesStarted)
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(statistics.value(of: .eventsReceived) == 3 * each)
    #expect(statistics.value(of: .voicesStarted) == 6 * each)
  }

  @Test func `lose no peak to a thread that takes them`() {
    let statistics = Statistics()
    let total = 20_000
    let end = statistics.another()
    let audio = WorkerThread(name: "raising") {
      // Rising values: each is a new peak, and the greatest comes last.
      for value in 1...total { end.raise(Double(value), gauge: .peakLeft) }
      end.add(to: .xruns)
    }
    var greatest = 0.0
    while statistics.value(of: .xruns) == 0 {
      greatest = max(greatest, statistics.take(gauge: .peakLeft))
      sched_yield()
    }
    audio.join()
    greatest = max(greatest, statistics.take(gauge: .peakLeft))
    #expect(greatest == Double(total))
  }

  @Test func `never show half a value to another thread`() {
    let statistics = Statistics()
    let end = statistics.another()
    let audio = WorkerThread(name: "setting") {
      for value: Int64 in 1...20_000 { end.set(value << 32 | value, gauge: .frameTime) }
      end.add(to: .xruns)
    }
    var torn = 0
    var last: Int64 = 0
    while statistics.value(of: .xruns) == 0 {
      let value = statistics.integer(.frameTime)
      if value >> 32 != value & 0xFFFF_FFFF || value < last { torn += 1 }
      last = value
    }
    audio.join()
    #expect(torn == 0)
    #expect(statistics.integer(.frameTime) & 0xFFFF_FFFF == 20_000)
  }

  @Test func `are freed by the end that is let go last`() {
    for _ in 0..<100 {
      let statistics = Statistics()
      let other = HandOver(statistics.another())
      let last = HandOver(statistics)
      let threads = [other, last].map { end in
        WorkerThread(name: "counting") {
          let statistics = end.take()
          // Long enough that the other thread runs meanwhile.
          for _ in 0..<50 {
            statistics.add(to: .xruns)
            sched_yield()
          }
        }
      }
      for thread in threads { thread.join() }
    }
  }
}
