// SPDX-License-Identifier: MIT
// What all micro-benchmarks measure.

import Benchmark
import CAllocations
import CRealtime

/// Calls of malloc and its kin: the only thing measured here that is the same on every machine.
let allocations = BenchmarkMetric.custom("allocations")

/// Registers a benchmark of `work`, which is done once in each iteration. `name`: without blanks, for it becomes the name
/// of a file, which the package writes with other characters in their place but reads as it is.
func measure(_ name: String, _ work: @escaping () -> Void) {
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, allocations], timeUnits: .microseconds, maxDuration: .seconds(1))
  Benchmark(name, configuration: configuration) { benchmark in
    flushDenormals()
    // What is made at first use is made before.
    work()
    let before = allocation_count()
    benchmark.startMeasurement()
    work()
    benchmark.stopMeasurement()
    // What the package counts lies between the two as well, and takes nothing from the heap.
    benchmark.measurement(allocations, Int(allocation_count() - before))
  }
}

/// Lets the calling thread take denormal numbers for zero, as each thread of JACK does for our client.
///
/// Not inlined, because the optimiser may move it past arithmetic of a longer function.
@inline(never) private func flushDenormals() { rt_flush_denormals() }
