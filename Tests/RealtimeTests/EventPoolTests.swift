// SPDX-License-Identifier: MIT
// The behaviour of an event pool, seen from one thread.

import Realtime
import Testing

@Suite struct `An event pool` {
  @Test func `has the slots that the project reckons with`() {
    let pool = EventPool()
    #expect(pool.freeCount == 128)
    #expect(pool.slotByteCount == 4096)
  }

  @Test(arguments: [1, 63, 64, 65, 128, 200])
  func `gives each slot once and then none`(slotCount: Int) {
    let pool = EventPool(slotCount: slotCount, slotByteCount: 16)
    var slots: Set<UInt16> = []
    for taken in 0..<slotCount {
      #expect(pool.freeCount == slotCount - taken)
      if let slot = pool.reserve() { slots.insert(slot) }
    }
    #expect(slots == Set(0..<UInt16(slotCount)))
    #expect(pool.reserve() == nil)
    #expect(pool.freeCount == 0)
    for slot in slots { pool.release(slot) }
    #expect(pool.freeCount == slotCount)
  }

  @Test(arguments: [0, 63, 64, 100] as [UInt16])
  func `gives a released slot again`(slot: UInt16) {
    let pool = EventPool(slotCount: 101, slotByteCount: 16)
    while pool.reserve() != nil {}
    pool.release(slot)
    #expect(pool.freeCount == 1)
    #expect(pool.reserve() == slot)
    #expect(pool.reserve() == nil)
  }

  @Test func `keeps the bytes of its slots apart`() throws {
    let pool = EventPool(slotCount: 3, slotByteCount: 10)
    for slot: UInt16 in 0..<3 {
      let bytes = unsafe pool.bytes(ofSlot: slot)
      #expect(bytes.count == 10)
      for index in bytes.indices { unsafe bytes[index] = UInt8(slot) * 16 + UInt8(index) }
    }
    for slot: UInt16 in 0..<3 {
      let bytes = unsafe [UInt8](pool.bytes(ofSlot: slot))
      #expect(bytes == (0..<10).map { UInt8(slot) * 16 + $0 })
    }
  }

  @Test(arguments: [3, 64, 65_535] as [UInt16])
  func `ignores a number that no slot has`(slot: UInt16) {
    let pool = EventPool(slotCount: 3, slotByteCount: 16)
    while pool.reserve() != nil {}
    pool.release(slot)
    #expect(pool.freeCount == 0)
    #expect(unsafe pool.bytes(ofSlot: slot).count == 0)
  }

  @Test func `is the same through every end and outlives all but the last`() {
    let first = EventPool(slotCount: 2, slotByteCount: 16)
    let slot = Self.reserveAndLetGo(first.another())
    #expect(slot == 0)
    #expect(first.freeCount == 1)
    let second = first.another()
    #expect(second.reserve() == 1)
    #expect(first.reserve() == nil)
  }

  private static func reserveAndLetGo(_ pool: consuming EventPool) -> UInt16? { pool.reserve() }
}
