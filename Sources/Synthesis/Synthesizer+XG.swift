// SPDX-License-Identifier: MIT
// Yamaha XG: F0 43 1n 4C address₃ data… F7. Audio thread.

import Realtime

extension Synthesizer {
  /// A parameter change; false for one that is unknown. Thread: audio.
  @_noLocks @_noAllocation
  mutating func yamahaMessage(_ bytes: UnsafeRawBufferPointer, group: Int, time: FrameTime) -> Bool {
    guard bytes.count >= 9, unsafe bytes[2] & 0xF0 == 0x10, unsafe bytes[3] == 0x4C else { return false }
    if unsafe bytes[4] == 0, unsafe bytes[5] == 0, unsafe bytes[6] == 0 {
      guard bytes.count >= 12 else { return false }
      setMasterTuning(group: group, cents: unsafe Synthesizer.halfByteCents(bytes, at: 7))
      return true
    }
    var isKnown = true
    for index in 7..<(bytes.count &- 1) {
      let lower = unsafe UInt8((Int(bytes[6]) &+ index &- 7) & 0x7F)
      let value = unsafe bytes[index] & 0x7F
      let isHere = unsafe xgParameter(bytes[4], bytes[5], lower, value, group: group, time: time)
      isKnown = isKnown && isHere
    }
    return isKnown
  }

  @_noLocks @_noAllocation
  private mutating func xgParameter(
    _ upper: UInt8, _ middle: UInt8, _ lower: UInt8, _ value: UInt8, group: Int, time: FrameTime
  ) -> Bool {
    switch (upper, middle) {
    case (0x00, 0x00): return xgSystem(lower, value, group: group, time: time)
    case (0x02, 0x01): return effects.setXG(lower, value)
    case (0x08, 0...15):
      let channel = (group &- 1) &* 16 &+ Int(middle)
      return xgPart(lower, value, channel: channel, time: time)
    case (0x30...0x3F, _):
      var isKnown = false
      for channel in ((group &- 1) &* 16)..<(group &* 16) where unsafe pool.channels[channel].isPlayingDrums {
        isKnown = xgDrum(lower, value, channel: channel, key: middle)
      }
      return isKnown
    default: return false
    }
  }

  @_noLocks @_noAllocation
  private mutating func xgSystem(_ address: UInt8, _ value: UInt8, group: Int, time: FrameTime) -> Bool {
    switch address {
    case 0x04: master.setVolume(Int(value) << 7 | Int(value), at: time)
    case 0x06: setMasterKeyShift(group: group, semitones: Int(value) - 64)
    case 0x7D:
      for channel in ((group &- 1) &* 16)..<(group &* 16) { drumKeys.reset(channel: channel) }
    default: return false
    }
    return true
  }

  /// 08 nn: what a part has that a controller has too is done as if the controller had come. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func xgPart(_ address: UInt8, _ value: UInt8, channel: Int, time: FrameTime) -> Bool {
    let state = unsafe pool.channels + channel
    if let number = Synthesizer.controller(ofXGPart: address) {
      controlChange(channel: channel, number: number, value: value, time: time)
      return true
    }
    switch address {
    case 0x03: programChange(channel: channel, program: value)
    case 0x05: controlChange(channel: channel, number: value == 0 ? 126 : 127, value: 0, time: time)
    case 0x07: setPartMode(channel, isDrum: value > 0)
    case 0x08: unsafe state.pointee.partKeyShift = Int(value) - 64
    case 0x23:
      unsafe state.pointee.bendRange = max(0, min(Int(value) - 64, 24)) << 7
      pool.channelChanged(channel)
    case 0x41...0x4C:
      unsafe state.pointee.scale[Int(address) &- 0x41] = Double(value) - 64
      retune(channel: channel)
    case 0x67: controlChange(channel: channel, number: 65, value: value > 0 ? 127 : 0, time: time)
    default: return false
    }
    return true
  }

  /// The controller that does what a part's parameter does.
  @_noLocks @_noAllocation
  private static func controller(ofXGPart address: UInt8) -> UInt8? {
    switch address {
    case 0x01: 0
    case 0x02: 32
    case 0x0B: 7
    case 0x0E: 10
    case 0x12: 93
    case 0x13: 91
    case 0x14: 94
    case 0x15: 76
    case 0x16: 77
    case 0x17: 78
    case 0x18: 74
    case 0x19: 71
    case 0x1A: 73
    case 0x1B: 75
    case 0x1C: 72
    case 0x68: 5
    default: nil
    }
  }

  /// Part mode: drums or not, by the bank that stands for it.
  @_noLocks @_noAllocation
  private mutating func setPartMode(_ channel: Int, isDrum: Bool) {
    let state = unsafe pool.channels + channel
    guard unsafe state.pointee.isPlayingDrums != isDrum else { return }
    allSoundOff(channel: channel)
    beginChoice(channel: channel)
    unsafe state.pointee.bankMSB = isDrum ? 127 : 0
    unsafe state.pointee.controllers[0] = isDrum ? 127 : 0
    unsafe state.pointee.isDrumPart = isDrum
  }

  /// 3n: a drum setup, in the parameters of the unregistered ones. Thread: audio.
  @_noLocks @_noAllocation
  private mutating func xgDrum(_ address: UInt8, _ value: UInt8, channel: Int, key: UInt8) -> Bool {
    let parameter: UInt8
    switch address {
    case 0x00: parameter = 0x18
    case 0x01: parameter = 0x19
    case 0x02: parameter = 0x1A
    case 0x04: parameter = 0x1C
    case 0x05: parameter = 0x1D
    case 0x06: parameter = 0x1E
    case 0x0B: parameter = 0x14
    case 0x0C: parameter = 0x15
    case 0x0D: parameter = 0x16
    case 0x0E: parameter = 0x17
    default: return false
    }
    return drumKeys.set(channel: channel, key: key, parameter, value)
  }
}
