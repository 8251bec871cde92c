// SPDX-License-Identifier: MIT
// Which miniports a rack has. Audio thread; made in `RackSlot+Setup.swift`.

/// The slots of a rack beside its synthesizer, which plays every group that no slot plays.
@safe public struct RackTable: BitwiseCopyable {
  /// Slots that a rack can have, those included that are on their way out.
  static var slotLimit: Int { @_noLocks @_noAllocation get { 128 } }
  /// The last group that a slot can play.
  static var groupLimit: Int { @_noLocks @_noAllocation get { 64 } }
  /// The address of the first effect: messages for it have that in the place of a group.
  static var firstEffectAddress: Int { @_noLocks @_noAllocation get { 128 } }
  /// The last address that there may be: twice as many as effects, so that none is used again soon.
  static var addressLimit: Int { @_noLocks @_noAllocation get { 255 } }
  /// Effects that a rack can have.
  static var effectLimit: Int { 64 }
  /// The next address: they are given in turn. Thread: setup or control.
  static func address(after last: Int) -> Int { last < addressLimit ? last + 1 : firstEffectAddress }
  /// Of what no message is for.
  static var noAddress: Int { 256 }

  // Safe because `slots` covers `count` slots and `places` one number more than `addressLimit`, `strips`, `sends` and `groupStrips` as many as
  // there are of them and of groups; all are freed when the audio thread has another table.
  let slots: UnsafeMutablePointer<RackSlot>
  let count: Int
  /// Slots that play groups: they come first, and effects behind them.
  let instrumentCount: Int
  /// Groups first, then buses, then the master.
  let strips: UnsafeMutablePointer<RackStrip>
  let stripCount: Int
  let sends: UnsafeMutablePointer<RackStrip.Send>
  /// The place of the strip of each group; −1 where it has none.
  let groupStrips: UnsafeMutablePointer<Int16>
  /// The strips of groups.
  let groupStripCount: Int
  /// The place of the slot that plays each group, and of the effect of each address; −1 where the synthesizer does.
  let places: UnsafeMutablePointer<Int16>
  /// Some slot is on its way out.
  let hasLeaving: Bool

  /// The place of the slot that plays a group; nil where the synthesizer does. Thread: audio.
  @_noLocks @_noAllocation
  func place(ofGroup group: Int) -> Int? {
    guard group >= 1, group <= RackTable.addressLimit, unsafe places[group] >= 0 else { return nil }
    return unsafe Int(places[group])
  }

  /// The strip of a group; nil where it has none. Thread: audio.
  @_noLocks @_noAllocation
  func strip(ofGroup group: Int) -> RackStrip? {
    guard group >= 1, group <= RackTable.groupLimit, unsafe groupStrips[group] >= 0 else { return nil }
    return unsafe strips[Int(groupStrips[group])]
  }

  /// Who plays a group: the number of its slot, 0 for the synthesizer. Thread: audio.
  @_noLocks @_noAllocation
  func owner(ofGroup group: Int) -> UInt32 { place(ofGroup: group).map { unsafe slots[$0].id } ?? 0 }

  /// The place of a slot; nil where it is not there. Thread: audio.
  @_noLocks @_noAllocation
  func place(ofSlot id: UInt32) -> Int? {
    for place in 0..<count where unsafe slots[place].id == id { return place }
    return nil
  }
}
