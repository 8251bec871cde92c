// SPDX-License-Identifier: MIT
// What a client reads of the memory that it shares with a sandbox, whatever stands there. The test's own thread.

import SandboxProtocol
import Testing

struct SharedMemoryTests {
  private static let layout = SandboxLayout(outputCount: 2, controlCount: 6)

  /// A word of any kind: nothing, a small one, a mark of a long message, a place among the bytes, chance.
  private static func word(_ random: inout some RandomNumberGenerator) -> UInt32 {
    let word = UInt32.random(in: .min ... .max, using: &random)
    switch UInt32.random(in: 0..<5, using: &random) {
    case 0: return 0
    case 1: return word % 32
    case 2: return 0x8000_0000 | word % 70_000
    case 3: return word % 70_000
    default: return word
    }
  }

  @Test(arguments: [UInt32(0), 1])
  func `whatever stands there, what is read is within its bounds`(number: UInt32) {
    let layout = Self.layout
    let memory = UnsafeMutableRawPointer.allocate(byteCount: layout.byteCount, alignment: 64)
    defer { unsafe memory.deallocate() }
    let half = unsafe SandboxHalf(memory, layout, number: number)
    var random = SystemRandomNumberGenerator()
    var (shorts, longs, none) = (0, 0, 0)
    for _ in 0..<20 {
      for place in stride(from: 0, to: layout.byteCount, by: 4) {
        unsafe memory.storeBytes(of: Self.word(&random), toByteOffset: place, as: UInt32.self)
      }
      let frames = half.frames()
      #expect((0...SandboxLayout.longestBlock).contains(frames))
      #expect((0..<1_000_000).contains(half.latency()))
      let losses = half.losses()
      #expect(losses.cured <= 64 && losses.lost <= 65_536 && losses.refused <= 1)
      #expect((0..<layout.controlCount).allSatisfy { half.control($0)?.isFinite ?? true })
      for list in [half.incoming, half.outgoing] {
        let count = list.count()
        #expect((0...SandboxLayout.eventLimit).contains(count))
        for index in 0..<count {
          switch list.event(index, frames: frames) {
          case .short(let frame, _, let length)?:
            shorts += 1
            #expect(frame < max(1, frames) && (1...8).contains(length))
          case .long(let frame, let start, let length)?:
            longs += 1
            #expect(frame < max(1, frames) && length > 0 && Int(start) + Int(length) <= SandboxLayout.byteLimit)
          case nil: none += 1
          }
        }
      }
    }
    #expect(shorts > 0 && longs > 0 && none > 0, "\(shorts), \(longs), \(none)")
  }

  @Test func `what does not fit in a list is refused, and nothing of it is written`() {
    let layout = Self.layout
    let memory = UnsafeMutableRawPointer.allocate(byteCount: layout.byteCount, alignment: 64)
    defer { unsafe memory.deallocate() }
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: layout.byteCount)
    let half = unsafe SandboxHalf(memory, layout, number: 0)
    var list = half.incoming
    let long = [UInt8](repeating: 7, count: 40_000)
    let isTaken = (0..<2).map { _ in unsafe long.withUnsafeBytes { unsafe list.append($0, frame: 3) } }
    #expect(isTaken == [true, false])
    var count = 1
    while unsafe [0x90, 60, 1].withUnsafeBytes({ unsafe list.append($0, frame: 4) }) { count += 1 }
    list.finish()
    #expect(count == SandboxLayout.eventLimit && half.incoming.count() == count)
    guard case .long(3, 0, 40_000)? = half.incoming.event(0, frames: 64) else {
      Issue.record("the first message is another one")
      return
    }
  }
}
