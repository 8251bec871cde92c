// SPDX-License-Identifier: MIT
// The effect parameters of GS, addresses 40 01 30 to 40 01 3F. Audio thread.

extension EffectSettings {
  /// The parameter at the last byte of its address; false for one that is unknown. Thread: audio.
  @_noLocks @_noAllocation
  mutating func setGS(_ address: UInt8, _ value: UInt8) -> Bool {
    let isKnown = address < 0x38 ? setGSReverb(address, value) : setGSChorus(address, value)
    if isKnown { changeCount &+= 1 }
    return isKnown
  }

  @_noLocks @_noAllocation
  private mutating func setGSReverb(_ address: UInt8, _ value: UInt8) -> Bool {
    switch address {
    case 0x30: return setReverbMacro(value)
    case 0x31:
      guard let room = EffectSettings.room(ofCharacter: value) else { return false }
      reverb.room = room
    case 0x32: reverb.preLowPass = min(value, 7)
    case 0x33: reverb.level = Double(value) / 64
    case 0x34: reverb.timeSeconds = EffectSettings.seconds(ofGSTime: value)
    case 0x35: reverb.feedback = Double(value) / 127
    case 0x37: reverb.preDelaySeconds = Double(value) * 0.001
    default: return false
    }
    return true
  }

  /// A macro sets all parameters: character, low pass and time by the table of the SC-88.
  @_noLocks @_noAllocation
  private mutating func setReverbMacro(_ macro: UInt8) -> Bool {
    guard let room = EffectSettings.room(ofCharacter: macro) else { return false }
    reverb = Reverb()
    reverb.room = room
    reverb.preLowPass = macro == 0 ? 3 : macro == 1 || macro == 3 ? 4 : 0
    let time: UInt8 =
      switch macro {
      case 0: 80
      case 1: 56
      case 3: 72
      case 5: 88
      case 6: 32
      default: 64
      }
    reverb.timeSeconds = EffectSettings.seconds(ofGSTime: time)
    reverb.feedback = macro == 6 ? 40.0 / 127 : macro == 7 ? 32.0 / 127 : 0
    return true
  }

  @_noLocks @_noAllocation
  private static func room(ofCharacter value: UInt8) -> Room? {
    switch value {
    case 0: .smallRoom
    case 1: .mediumRoom
    case 2: .largeRoom
    case 3: .mediumHall
    case 4: .largeHall
    case 5: .plate
    case 6: .delay
    case 7: .panningDelay
    default: nil
    }
  }

  /// The manuals give no seconds: taken as GM2's scale, whose default hall has the same 64.
  @_noLocks @_noAllocation
  private static func seconds(ofGSTime value: UInt8) -> Double {
    RealtimeMath.exp2((Double(value) - 40) * 0.025 * 1.442_695_040_888_963_4)
  }

  @_noLocks @_noAllocation
  private mutating func setGSChorus(_ address: UInt8, _ value: UInt8) -> Bool {
    switch address {
    case 0x38: return setChorusMacro(value)
    case 0x39: chorus.preLowPass = min(value, 7)
    case 0x3A: chorus.level = Double(value) / 64
    case 0x3B: chorus.feedback = 0.007_63 * Double(value)
    case 0x3C: chorus.delaySeconds = Double(value) * 0.0001
    case 0x3D: chorus.rateHertz = 0.122 * Double(value)
    case 0x3E: chorus.depthSeconds = (Double(value) + 1) / 3200
    case 0x3F: chorus.sendToReverb = 0.007_87 * Double(value)
    default: return false
    }
    return true
  }

  /// Six as in GM2, and two short delays.
  @_noLocks @_noAllocation
  private mutating func setChorusMacro(_ macro: UInt8) -> Bool {
    guard macro <= 7 else { return false }
    chorus = Chorus()
    guard macro >= 6 else { return setChorusType(macro) }
    chorus.kind = .shortDelay
    chorus.feedback = macro == 7 ? 0.007_63 * 80 : 0
    chorus.delaySeconds = 0.0127
    chorus.rateHertz = 0
    chorus.depthSeconds = 0
    return true
  }
}
