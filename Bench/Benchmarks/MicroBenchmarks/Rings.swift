// SPDX-License-Identifier: MIT
// What passing an element between two threads costs, without the threads.

import Benchmark
import Realtime

let benchmarks: @Sendable () -> Void = {
  Benchmark("ring: push and pop 1024 elements") { benchmark in
    let ends = RingEnds<UInt64>(capacity: 1024)
    for _ in benchmark.scaledIterations {
      for number in 0..<1024 as Range<UInt64> { blackHole(ends.producer.push(number)) }
      while let number = ends.consumer.pop() { blackHole(number) }
    }
  }
}
