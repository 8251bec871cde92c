// SPDX-License-Identifier: MIT
// Which miniports a rack has. Audio thread; made in `SlotBoard.swift`.

/// The slots of a rack beside its synthesizer, which plays every group that no slot plays.
@safe public struct RackTable: BitwiseCopyable {
  /// Slots that a rack can have, those included that are on their way out.
  static var slotLimit: Int { @_noLocks @_noAllocation get { 128 } }

  // Safe because it covers `count` slots, and is freed when the audio thread has another table.
  let slots: UnsafeMutablePointer<RackSlot>
  let count: Int

  /// The place of the slot that plays a group, from 1; nil where the synthesizer does. Thread: audio.
  @_noLocks @_noAllocation
  func place(ofGroup group: Int) -> Int? {
    for place in 0..<count where unsafe slots[place].group == group && slots[place].isPlaying { return place }
    return nil
  }

  /// The place of a slot; nil where it is not there. Thread: audio.
  @_noLocks @_noAllocation
  func place(ofSlot id: UInt32) -> Int? {
    for place in 0..<count where unsafe slots[place].id == id { return place }
    return nil
  }
}
