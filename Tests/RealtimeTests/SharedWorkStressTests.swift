// SPDX-License-Identifier: MIT
// A work that several threads share. The thread sanitizer sees here whether the orderings are right.

import Glibc
import Realtime
import Testing

/// Memory that the pieces of a work are done in: who takes a piece has its place for itself.
@safe private struct Places: @unchecked Sendable {
  // Safe because the test is about who may write which place when.
  let values: UnsafeMutablePointer<Int>
  let count: Int

  init(count: Int) {
    self.count = count
    unsafe values = .allocate(capacity: count)
    unsafe values.initialize(repeating: 0, count: count)
  }

  func raise(_ place: Int) { unsafe values[place] += 1 }

  /// Places that have not been raised exactly so many times.
  func wrongCount(expected: Int) -> Int { (0..<count).count { unsafe values[$0] != expected } }
}

@Suite struct `A work that several threads share` {
  @Test(arguments: [1, 3]) func `has each piece done once, and seen by the leader`(memberCount: Int) {
    let workCount = 3000
    let places = Places(count: 40)
    var leader = WorkLeader()
    let counts = BlockingQueue<Int>()
    let threads = (0..<memberCount).map { number in
      let member = Mutable(leader.makeMember())
      return WorkerThread(name: "member \(number)") {
        var count = 0
        while member.value.waitForWork() {
          while let piece = member.value.take() {
            places.raise(piece)
            member.value.finish()
            count += 1
          }
        }
        counts.push(count)
      }
    }
    var wrong = 0
    for work in 1...workCount {
      // Now and then the members have fallen asleep, and the leader leaves them time to wake.
      if work % 100 == 0 { usleep(2000) }
      leader.open(pieceCount: places.count)
      if work % 100 == 0 { usleep(2000) }
      while let piece = leader.take() {
        places.raise(piece)
        leader.finish()
      }
      let isDone = leader.isDone(before: .max)
      #expect(isDone)
      wrong += places.wrongCount(expected: work)
    }
    #expect(wrong == 0)
    _ = consume leader
    for thread in threads { thread.join() }
    var count = 0
    while let its = counts.popIfAny() { count += its }
    #expect(count > 0, "no member ever had a piece")
  }

  @Test func `is done by the leader alone where nobody helps`() {
    var leader = WorkLeader()
    leader.open(pieceCount: 5)
    var pieces: [Int] = []
    while let piece = leader.take() {
      pieces.append(piece)
      leader.finish()
    }
    #expect(pieces == [0, 1, 2, 3, 4])
    let isDone = leader.isDone
    #expect(isDone)
  }

  @Test func `is not waited for longer than the leader wants`() {
    var leader = WorkLeader()
    let member = leader.makeMember()
    leader.open(pieceCount: 2)
    let pieces = [member.take(), leader.take()]
    #expect(pieces == [0, 1])
    leader.finish()
    let isDoneEarly = leader.isDone(before: 1)
    #expect(!isDoneEarly)
    member.finish()
    let isDone = leader.isDone(before: 0)
    #expect(isDone)
    let another = member.take()
    #expect(another == nil)
  }
}

/// A value that cannot be copied, on its way to the one thread that uses it.
private final class Mutable: @unchecked Sendable {
  // Safe because one thread has it.
  var value: WorkMember

  init(_ value: consuming WorkMember) { self.value = value }
}
