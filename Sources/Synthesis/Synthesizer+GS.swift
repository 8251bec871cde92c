// SPDX-License-Identifier: MIT
// Roland GS: F0 41 dd 42 12 address₃ data… checksum F7. Audio thread.

import Realtime

extension Synthesizer {
  /// Data set, its checksum being right; false for a message that is unknown or damaged. Thread: audio.
  @_noLocks @_noAllocation
  mutating func rolandMessage(_ bytes: UnsafeRawBufferPointer, group: Int, time: FrameTime) -> Bool {
    guard bytes.count >= 11, unsafe bytes[3] == 0x42, unsafe bytes[4] == 0x12 else { return false }
    guard unsafe Synthesizer.hasRolandChecksum(bytes) else { return false }
    if unsafe bytes[5] == 0x40, unsafe bytes[6] == 0, unsafe bytes[7] == 0 {
      return unsafe gsMasterTune(bytes, group: group)
    }
    // A message may run over several addresses, seven bits each.
    var isKnown = true
    for index in 8..<(bytes.count &- 2) {
      let address = unsafe Int(bytes[7]) &+ index &- 8
      let (middle, lower) = unsafe (bytes[6] &+ UInt8(address >> 7 & 0x7F), UInt8(address & 0x7F))
      let value = unsafe bytes[index] & 0x7F
      let isHere = unsafe gsParameter(bytes[5], middle, lower, value, group: group, time: time)
      isKnown = isKnown && isHere
    }
    return isKnown
  }

  /// Address, data and checksum add up to a multiple of 128. Thread: audio.
  @_noLocks @_noAllocation
  static func hasRolandChecksum(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var sum = 0
    for index in 5..<max(5, bytes.count &- 1) { sum = sum &+ (unsafe Int(bytes[index])) }
    return sum & 0x7F == 0
  }

  /// Four half-bytes in tenths of a cent around 0x0400.
  @_noLocks @_noAllocation
  private mutating func gsMasterTune(_ bytes: UnsafeRawBufferPointer, group: Int) -> Bool {
    guard bytes.count >= 14 else { return false }
    setMasterTuning(group: group, cents: unsafe Synthesizer.halfByteCents(bytes, at: 8))
    return true
  }

  /// Four half-bytes in tenths of a cent around 0x0400. Thread: audio.
  @_noLocks @_noAllocation
  static func halfByteCents(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Double {
    var value = 0
    for index in 0..<4 { value = value << 4 | (unsafe Int(bytes[place &+ index] & 0x0F)) }
    return Double(value - 0x400) * 0.1
  }

  @_noLocks @_noAllocation
  private mutating func gsParameter(
    _ upper: UInt8, _ middle: UInt8, _ lower: UInt8, _ value: UInt8, group: Int, time: FrameTime
  ) -> Bool {
    switch (upper, middle) {
    case (0x40, 0x00): gsMaster(lower, value, group: group, time: time)
    case (0x40, 0x01): lower >= 0x30 && lower < 0x40 && effects.setGS(lower, value)
    case (0x40, 0x10...0x1F):
      gsPart(lower, value, channel: Synthesizer.channel(ofPart: middle & 0x0F, group: group), time: time)
    case (0x40, 0x20...0x2F):
      gsBend(lower, value, channel: Synthesizer.channel(ofPart: middle & 0x0F, group: group))
    case (0x41, _): gsDrum(map: middle >> 4, middle & 0x0F, key: lower, value, group: group)
    default: false
    }
  }

  /// Part blocks are numbered 1 to 9 for channels 1 to 9, 0 for channel 10, A to F for 11 to 16. Thread: audio.
  @_noLocks @_noAllocation
  private static func channel(ofPart block: UInt8, group: Int) -> Int {
    let number = block == 0 ? 9 : block < 10 ? Int(block) &- 1 : Int(block)
    return (group &- 1) &* 16 &+ number
  }

  @_noLocks @_noAllocation
  private mutating func gsMaster(_ address: UInt8, _ value: UInt8, group: Int, time: FrameTime) -> Bool {
    switch address {
    case 0x04: master.setVolume(Int(value) << 7 | Int(value), at: time)
    case 0x05: setMasterKeyShift(group: group, semitones: Int(value) - 64)
    case 0x06:
      for channel in ((group &- 1) &* 16)..<(group &* 16) {
        unsafe pool.channels[channel].masterPan = value <= 1 ? -1 : (Double(value) - 64) / 63
        pool.channelChanged(channel)
      }
    default: return false
    }
    return true
  }

  /// 40 1x: what a part has that a controller has too is done as if the controller had come. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func gsPart(_ address: UInt8, _ value: UInt8, channel: Int, time: FrameTime) -> Bool {
    let state = unsafe pool.channels + channel
    switch address {
    case 0x00: unsafe state.pointee.controllers[0] = value
    case 0x01: programChange(channel: channel, program: value)
    case 0x13: controlChange(channel: channel, number: value == 0 ? 126 : 127, value: 0, time: time)
    case 0x15:
      allSoundOff(channel: channel)
      beginChoice(channel: channel)
      unsafe state.pointee.isDrumPart = value > 0
      unsafe state.pointee.drumMap = value > 1 ? 1 : 0
    case 0x16: unsafe state.pointee.partKeyShift = Int(value) - 64
    case 0x19: controlChange(channel: channel, number: 7, value: value, time: time)
    // 0 is a place at random: the middle.
    case 0x1C: controlChange(channel: channel, number: 10, value: value == 0 ? 64 : value, time: time)
    case 0x21: controlChange(channel: channel, number: 93, value: value, time: time)
    case 0x22: controlChange(channel: channel, number: 91, value: value, time: time)
    case 0x2C: controlChange(channel: channel, number: 94, value: value, time: time)
    case 0x2A:
      unsafe state.pointee.fineTuning = Int(value) << 7 | state.pointee.fineTuning & 0x7F
      pool.channelChanged(channel)
    case 0x2B:
      unsafe state.pointee.fineTuning = state.pointee.fineTuning & ~0x7F | Int(value)
      pool.channelChanged(channel)
    case 0x30...0x37: gsTone(address, value, channel: channel, time: time)
    case 0x40...0x4B:
      unsafe state.pointee.scale[Int(address) &- 0x40] = Double(value) - 64
      retune(channel: channel)
    default: return false
    }
    return true
  }

  /// Tone modify 1 to 8: the sound controllers in an order of their own. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func gsTone(_ address: UInt8, _ value: UInt8, channel: Int, time: FrameTime) {
    let number: UInt8 =
      switch address {
      case 0x30: 76
      case 0x31: 77
      case 0x32: 74
      case 0x33: 71
      case 0x34: 73
      case 0x35: 75
      case 0x36: 72
      default: 78
      }
    controlChange(channel: channel, number: number, value: value, time: time)
  }

  /// 40 2x 10: how far the wheel bends, in semitones over 64. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func gsBend(_ address: UInt8, _ value: UInt8, channel: Int) -> Bool {
    guard address == 0x10 else { return false }
    unsafe pool.channels[channel].bendRange = max(0, min(Int(value) - 64, 24)) << 7
    pool.channelChanged(channel)
    return true
  }

  /// 41 m1 to 41 m6: pitch, level, pan and sends of a drum on the parts that use the map. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func gsDrum(map: UInt8, _ kind: UInt8, key: UInt8, _ value: UInt8, group: Int) -> Bool {
    let parameter: UInt8
    switch kind {
    case 1: parameter = 0x18
    case 2: parameter = 0x1A
    case 4: parameter = 0x1C
    case 5: parameter = 0x1D
    case 6: parameter = 0x1E
    default: return false
    }
    for channel in ((group &- 1) &* 16)..<(group &* 16) {
      let isOfMap = unsafe pool.channels[channel].isPlayingDrums && pool.channels[channel].drumMap == map
      if isOfMap { _ = drumKeys.set(channel: channel, key: key, parameter, value) }
    }
    return true
  }
}
