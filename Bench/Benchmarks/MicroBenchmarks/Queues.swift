// SPDX-License-Identifier: MIT
// What passes between threads, without the threads: ring, table swap, the way of an event through a port.

import Benchmark
import MIDI
import Realtime

/// Ring and table swap.
func queueBenchmarks() {
  let ring = RingLab()
  measure("ring-1024-elements") { ring.pass() }
  let swap = SwapLab()
  measure("table-swap-1024") { swap.pass() }
}

private final class RingLab {
  private let ends = RingEnds<UInt64>(capacity: 1024)

  func pass() {
    for number in 0..<1024 as Range<UInt64> { blackHole(ends.producer.push(number)) }
    while let number = ends.consumer.pop() { blackHole(number) }
  }
}

private final class SwapLab {
  private let ends = TableSwapEnds<UInt64>(initial: 0)

  func pass() {
    for number in 0..<1024 as Range<UInt64> {
      blackHole(ends.publisher.publish(number))
      blackHole(ends.reader.current())
    }
  }
}
