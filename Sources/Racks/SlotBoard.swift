// SPDX-License-Identifier: MIT
// The miniports of a rack, which come and go while it plays. Setup and control threads.

import Glibc
import Miniport
public import Realtime

/// The control side of a rack: makes miniports, hands them over, and frees them when the audio thread has let go.
///
/// It lives as long as the rack, which holds it.
@safe public final class SlotBoard: @unchecked Sendable {
  // Safe because one control thread at a time has it, and the audio thread only what tables say.
  private let publisher: TablePublisher<RackTable>
  /// The audio thread's end, until a rack takes it.
  private var reader: TableReader<RackTable>?
  private var slots: [RackSlot] = []
  /// The one that was published last, and those before that may still be read.
  private var tables: [RackTable]
  private var lastID: UInt32 = 0
  private let statistics: Statistics

  /// How long a block is waited for: several of the longest periods.
  private static let patience = Duration.seconds(2)

  /// `choices`: what plays the groups, numbered from 1; those that are not there the synthesizer does. Thread: setup.
  public init(_ choices: [Int: MiniportChoice], statistics: consuming Statistics) {
    self.statistics = statistics
    var slots: [RackSlot] = []
    for (group, choice) in choices.sorted(by: { $0.key < $1.key }) {
      guard let made = SlotBoard.make(choice, group, id: UInt32(slots.count + 1), self.statistics) else { continue }
      slots.append(made)
    }
    let first = RackTable(slots)
    let swap = TableSwapEnds<RackTable>(initial: first)
    publisher = swap.publisher
    let end = swap.reader
    reader = consume end
    tables = [first]
    lastID = UInt32(slots.count)
    self.slots = slots
  }

  deinit {
    for table in tables { table.deallocate() }
    for slot in slots { slot.destroy() }
  }

  /// The audio thread's end, once. Thread: setup.
  func takeReader() -> TableReader<RackTable> {
    guard let reader = reader.take() else { preconditionFailure("a board belongs to one rack") }
    return reader
  }

  /// From the next block on this plays a group, from 1: who has played it gets the ends of its notes, and is gone when this returns.
  /// False where no block came in time. Thread: control, while the rack plays.
  public func set(_ choice: MiniportChoice, group: Int) -> Bool {
    let old = slots.first { $0.group == group && !$0.isLeaving }
    guard (old.map { $0.choice } ?? .synthesizer) != choice else { return true }
    guard slots.count < RackTable.slotLimit else { return false }
    var next = slots.map { $0.id == old?.id ? $0.leaving : $0 }
    if let new = SlotBoard.make(choice, group, id: lastID + 1, statistics) {
      lastID += 1
      next.append(new)
    }
    slots = next
    guard publish() else { return false }
    guard let old else { return true }
    // It ends its notes in the block after it has left, and sends that out in the same one.
    guard publish() else { return false }
    slots.removeAll { $0.id == old.id }
    guard publish() else { return false }
    old.destroy()
    return true
  }

  /// Hands over a table of the slots, and waits until it is the one that is read.
  private func publish() -> Bool {
    let new = RackTable(slots)
    guard waitFor({ publisher.publish(new) }) else {
      new.deallocate()
      return false
    }
    tables.append(new)
    guard waitFor({ publisher.isAcknowledged }) else { return false }
    for table in tables.dropLast() { table.deallocate() }
    tables = [new]
    return true
  }

  private func waitFor(_ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock().now + SlotBoard.patience
    while !condition() {
      guard ContinuousClock().now < deadline else { return false }
      usleep(500)
    }
    return true
  }

  private static func make(
    _ choice: MiniportChoice, _ group: Int, id: UInt32, _ statistics: borrowing Statistics
  ) -> RackSlot? {
    switch choice {
    case .synthesizer: return nil
    case .uart:
      let instance = UnsafeMutablePointer<UART>.allocate(capacity: 1)
      unsafe instance.initialize(to: UART(group: group, statistics: statistics.another()))
      return unsafe RackSlot(
        id: id, group: group, isLeaving: false, kind: .uart, instance: UnsafeMutableRawPointer(instance))
    }
  }
}

extension RackSlot {
  /// What it is to people. Thread: control.
  var choice: MiniportChoice {
    switch kind {
    case .uart: .uart
    }
  }

  /// The same on its way out. Thread: control.
  var leaving: RackSlot {
    unsafe RackSlot(id: id, group: group, isLeaving: true, kind: kind, instance: instance)
  }

  /// Frees the miniport, which nobody may use any more. Thread: control.
  func destroy() {
    switch kind {
    case .uart:
      let uart = unsafe instance.assumingMemoryBound(to: UART.self)
      unsafe uart.deinitialize(count: 1)
      unsafe uart.deallocate()
    }
  }
}

extension RackTable {
  /// Thread: setup or control.
  init(_ slots: [RackSlot]) {
    unsafe self.slots = .allocate(capacity: max(1, slots.count))
    for place in slots.indices { unsafe (self.slots + place).initialize(to: slots[place]) }
    count = slots.count
  }

  /// No copy may be used after. Thread: setup or control.
  func deallocate() { unsafe slots.deallocate() }
}
