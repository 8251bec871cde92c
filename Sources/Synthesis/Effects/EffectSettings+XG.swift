// SPDX-License-Identifier: MIT
// The system effects of XG, addresses 02 01 00 to 02 01 2E. Audio thread.

extension EffectSettings {
  /// The parameter at the last byte of its address; false for one that is unknown or belongs to the variation effect.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func setXG(_ address: UInt8, _ value: UInt8) -> Bool {
    switch address {
    case 0x00: guard setReverbType(value) else { return false }
    case 0x01: setReverbVariation(value)
    case 0x02: reverb.timeSeconds = EffectSettings.seconds(ofXGTime: value)
    case 0x04: reverb.preDelaySeconds = Double(value) * 0.001
    case 0x0C: reverb.level = Double(value) / 64
    case 0x20: guard setChorusType(xg: value) else { return false }
    // A variation of the same type: its parameters follow.
    case 0x21: break
    case 0x22: chorus.rateHertz = 0.042 * Double(value)
    case 0x23: chorus.depthSeconds = (Double(value) + 1) / 3200
    case 0x24: chorus.feedback = (Double(value) - 64) / 64
    case 0x25: chorus.delaySeconds = Double(value) * 0.0001
    case 0x2C: chorus.level = Double(value) / 64
    case 0x2E: chorus.sendToReverb = Double(value) / 127
    default: return false
    }
    changeCount &+= 1
    return true
  }

  @_noLocks @_noAllocation
  private mutating func setReverbType(_ type: UInt8) -> Bool {
    switch type {
    case 0: reverb.room = .none
    case 1: setRoom(.largeHall, 1.8)
    case 2: setRoom(.smallRoom, 1.5)
    case 3: setRoom(.stage, 1.9)
    case 4: setRoom(.plate, 1.8)
    case 16: setRoom(.mediumRoom, 1.5)
    case 17, 18: setRoom(.tunnel, 3.0)
    case 19: setRoom(.mediumRoom, 1.2)
    default: return false
    }
    return true
  }

  @_noLocks @_noAllocation
  private mutating func setRoom(_ room: Room, _ seconds: Double) {
    reverb = Reverb()
    reverb.room = room
    reverb.timeSeconds = seconds
  }

  /// The LSB of a type: halls and rooms of other sizes.
  @_noLocks @_noAllocation
  private mutating func setReverbVariation(_ variation: UInt8) {
    switch (reverb.room, variation) {
    case (.largeHall, 1): reverb.room = .mediumHall
    case (.smallRoom, 1): reverb.room = .mediumRoom
    case (.smallRoom, 2): reverb.room = .largeRoom
    default: break
    }
  }

  @_noLocks @_noAllocation
  private mutating func setChorusType(xg type: UInt8) -> Bool {
    switch type {
    case 0: chorus.kind = .none
    case 0x41: chorus.kind = .chorus
    case 0x42: chorus.kind = .celeste
    case 0x43: chorus.kind = .flanger
    default: return false
    }
    return true
  }

  /// 0.3 s to 30 s: by tenths to 5 s, halves to 10 s, whole seconds to 20 s, fives to the end.
  @_noLocks @_noAllocation
  private static func seconds(ofXGTime value: UInt8) -> Double {
    let index = Double(min(value, 69))
    if index <= 47 { return 0.3 + 0.1 * index }
    if index <= 57 { return 5 + 0.5 * (index - 47) }
    if index <= 67 { return 10 + (index - 57) }
    return 20 + 5 * (index - 67)
  }
}
