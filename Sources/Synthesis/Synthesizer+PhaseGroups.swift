// SPDX-License-Identifier: MIT
// Notes whose regions run sample-locked (DLS 2.2, `wlnk`). Audio thread.

import Miniport
import Realtime

extension Synthesizer {
  /// Starts a voice for each region of the phase group of region `first` that plays this key, all of them or none: eight at
  /// most, the phase master first. Thread: audio.
  @_noLocks @_noAllocation
  mutating func startPhaseGroup(
    _ program: ProgramEntry, from first: Int, _ key: UInt8, _ note: NoteInput, channel: Int
  ) {
    let phaseGroup = unsafe program.regions[first].phaseGroup
    var members = [8 of Int](repeating: 0)
    var count = 0
    var refused = 0
    var needsFilter = false
    for index in first..<program.regionCount {
      let region = unsafe program.regions + index
      guard unsafe region.pointee.phaseGroup == phaseGroup,
        unsafe program.ranges[index].contains(key: key, velocity: note.velocity)
      else { continue }
      guard count < 8 else {
        refused &+= 1
        continue
      }
      members[count] = index
      if unsafe region.pointee.isPhaseMaster, unsafe !program.regions[members[0]].isPhaseMaster {
        members[count] = members[0]
        members[0] = index
      }
      count &+= 1
      if unsafe region.pointee.articulation.pointee.needsFilter { needsFilter = true }
      unsafe cutKeyGroup(of: region, in: program, channel: channel)
    }
    let place = pool.reserveLanes(
      count, bus: layout.bus(ofChannel: channel), channel: channel, needsFilter: needsFilter)
    statistics.add(UInt64(place.stolenCount), to: .voicesStolen)
    if place.group == nil { refused &+= count }
    statistics.add(UInt64(refused), to: .voicesRefused)
    guard let group = place.group else { return }
    startLocked(program, members, count, note, channel: channel, group: group)
  }

  /// Thread: audio.
  @_noLocks @_noAllocation
  private mutating func startLocked(
    _ program: ProgramEntry, _ members: [8 of Int], _ count: Int, _ note: NoteInput, channel: Int, group: Int
  ) {
    var master = -1
    for member in 0..<count {
      let index = pool.freeLane(of: group)
      unsafe pool.start(index, region: program.regions + members[member], note: note, channel: channel)
      // An envelope without any length is over before it begins.
      guard unsafe !pool.voices[index].isIdle else { continue }
      if master < 0 { master = index } else { pool.lock(index, to: master) }
    }
    statistics.add(UInt64(count), to: .voicesStarted)
  }
}
