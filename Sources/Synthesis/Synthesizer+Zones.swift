// SPDX-License-Identifier: MIT
// MIDI Polyphonic Expression (MMA RP-053): zones of channels with a note each. Audio thread.

import Realtime

extension Synthesizer {
  /// RPN 6 on channel 1 or 16: a zone of `memberCount` channels above or below, which takes what it needs from the other
  /// zone; 0 ends it. Anywhere else it means nothing. Thread: audio.
  @_noLocks @_noAllocation
  mutating func configureZone(manager: Int, memberCount: Int) {
    let number = manager % 16
    guard number == 0 || number == 15, memberCount <= 15 else { return statistics.add(to: .parametersUnknown) }
    let group = manager / 16
    let old = zones.members(ofGroup: group)
    var new = old
    if number == 0 {
      new.lower = memberCount
      // 16 channels hold two managers and 14 members.
      new.upper = memberCount > 0 ? max(0, min(old.upper, 14 - memberCount)) : old.upper
    } else {
      new.upper = memberCount
      new.lower = memberCount > 0 ? max(0, min(old.lower, 14 - memberCount)) : old.lower
    }
    zones.set(new, group: group)
    for number in 0..<16 { setPart(group: group, number: number, old, new, isNamed: manager % 16 == 0) }
  }

  /// Gives a channel its place in the zones; one whose place is another than before, or that belongs to the zone that was
  /// named, ends its notes and begins anew.
  @_noLocks @_noAllocation
  private mutating func setPart(
    group: Int, number: Int, _ old: MPEZones.Members, _ new: MPEZones.Members, isNamed isLowerNamed: Bool
  ) {
    let channel = group &* 16 &+ number
    let before = old.place(of: number)
    let place = new.place(of: number)
    let isNamed = place != 0 && (place > 0) == isLowerNamed
    guard before != place || isNamed else { return setMembers(channel, place, new) }
    allSoundOff(channel: channel)
    let state = unsafe pool.channels + channel
    unsafe state.pointee.resetControllers()
    unsafe state.pointee.expression3D = ZonePart()
    unsafe state.pointee.controllers[74] = 64
    unsafe state.pointee.applySoundController(74)
    // A member bends by four octaves, a manager by a tone.
    let isMember = place == 1 || place == -1
    unsafe state.pointee.bendRange = (isMember ? 48 : 2) << 7
    setMembers(channel, place, new)
  }

  @_noLocks @_noAllocation
  private mutating func setMembers(_ channel: Int, _ place: Int, _ members: MPEZones.Members) {
    let first = channel / 16 &* 16
    let state = unsafe pool.channels + channel
    unsafe state.pointee.expression3D.manager =
      place == 1 ? Int32(first) : place == -1 ? Int32(first &+ 15) : -1
    unsafe state.pointee.expression3D.memberCount = Int32(place == 2 ? members.lower : place == -2 ? members.upper : 0)
    unsafe state.pointee.expression3D.firstMember = Int32(
      place == 2 ? first &+ 1 : place == -2 ? first &+ 15 &- members.upper : 0)
  }

  /// A message on a manager, done to its members: what is common to the zone. Wheel, pressure and CC74 are added to
  /// theirs; parameters and their data are the manager's alone. Thread: audio.
  @_noLocks @_noAllocation
  mutating func share(_ status: UInt8, _ data1: UInt8, _ data2: UInt8, of manager: Int, time: FrameTime) {
    let part = unsafe pool.channels[manager].expression3D
    for index in 0..<Int(part.memberCount) {
      let member = Int(part.firstMember) &+ index
      switch status & 0xF0 {
      case 0xB0 where data1 == 74: joinZone(member)
      case 0xB0 where data1 == 6 || data1 == 38 || data1 >= 96 && data1 <= 101: joinZone(member)
      case 0xB0: controlChange(channel: member, number: data1, value: data2, time: time)
      case 0xC0: programChange(channel: member, program: data1)
      case 0xD0, 0xE0: joinZone(member)
      default: return
      }
      pool.channelChanged(member)
    }
  }

  /// Brings a member's pressure, timbre and bend up to its own and its manager's values; any other channel's to its own.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func joinZone(_ channel: Int) {
    let state = unsafe pool.channels + channel
    let part = unsafe state.pointee.expression3D
    var pressure = Int(part.ownPressure)
    var timbre = Int(part.ownTimbre)
    if part.isMember {
      let manager = unsafe pool.channels + Int(part.manager)
      pressure += unsafe Int(manager.pointee.expression3D.ownPressure)
      timbre += unsafe Int(manager.pointee.expression3D.ownTimbre) - 64
      let bend = unsafe Double(manager.pointee.wheel - 8192) * (1.0 / 8192)
      unsafe state.pointee.expression3D.managerCents = bend * Double(manager.pointee.bendRange) * (100.0 / 128)
    }
    unsafe state.pointee.pressure = UInt8(min(pressure, 127))
    unsafe state.pointee.controllers[74] = UInt8(min(max(timbre, 0), 127))
    unsafe state.pointee.applySoundController(74)
  }

  /// A bend range that one member receives is that of all members of its zone. Thread: audio.
  @_noLocks @_noAllocation
  mutating func shareBendRange(_ channel: Int) {
    let part = unsafe pool.channels[channel].expression3D
    guard part.isMember else { return }
    let zone = unsafe pool.channels[Int(part.manager)].expression3D
    for index in 0..<Int(zone.memberCount) {
      let member = Int(zone.firstMember) &+ index
      unsafe pool.channels[member].bendRange = pool.channels[channel].bendRange
      pool.channelChanged(member)
    }
  }
}
