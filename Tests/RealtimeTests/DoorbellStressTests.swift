// SPDX-License-Identifier: MIT
// A doorbell between two threads. The thread sanitizer sees here whether the orderings are right.

import Glibc
import Realtime
import Testing

@Suite struct `A doorbell between two threads` {
  /// A number in ordinary memory, which only bells guard.
  // Safe because each thread touches it only after the other one has rung.
  @safe private struct Turn: @unchecked Sendable {
    let number: UnsafeMutablePointer<Int>
  }

  private struct Side: ~Copyable {
    let turn: Turn
    let mine: Doorbell
    let other: Doorbell
  }

  @Test func `tells of a ring together with all that was done before it`() {
    let count = 20_000
    let turn = unsafe Turn(number: .allocate(capacity: 1))
    unsafe turn.number.initialize(to: 0)
    defer { unsafe turn.number.deallocate() }
    let first = Doorbell()
    let second = Doorbell()
    let odd = HandOver(Side(turn: turn, mine: first.another(), other: second.another()))
    let even = HandOver(Side(turn: turn, mine: second.another(), other: first.another()))
    first.ring(7)
    let one = WorkerThread(name: "bell-odd") { Self.play(odd.take(), count) }
    let two = WorkerThread(name: "bell-even") { Self.play(even.take(), count) }
    one.join()
    two.join()
    let reached = unsafe turn.number.pointee
    #expect(reached == 2 * count)
  }

  private static func play(_ side: consuming Side, _ count: Int) {
    for _ in 0..<count {
      while side.mine.take() != 1 << 7 { sched_yield() }
      unsafe side.turn.number.pointee += 1
      side.other.ring(7)
    }
  }
}
