// SPDX-License-Identifier: MIT
// What the program takes the processor for.

#if arch(x86_64)
  import CRealtime
  import Foundation
  import Testing

  @Suite struct `The processor` {
    @Test func `is taken for a newer one only with all that the newer kernels are compiled for`() throws {
      let facts = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
      let line = try #require(facts.split(separator: "\n").first { $0.hasPrefix("flags") })
      let flags = Set(line.split(separator: " ").map { String($0) })
      let needed: Set = ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe"]
      #expect(rt_has_avx2() == needed.isSubset(of: flags))
    }
  }
#endif
