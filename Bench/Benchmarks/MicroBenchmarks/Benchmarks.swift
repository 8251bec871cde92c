// SPDX-License-Identifier: MIT
// The micro-benchmarks: what single parts cost, one after the other.

let benchmarks: @Sendable () -> Void = {
  kernelBenchmarks()
  engineBenchmarks()
  queueBenchmarks()
  parserBenchmarks()
}
