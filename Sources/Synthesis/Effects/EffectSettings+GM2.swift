// SPDX-License-Identifier: MIT
// Global parameter control: the effects of General MIDI 2 (MMA CA-024). Audio thread.

extension EffectSettings {
  /// One parameter of the reverb (slot 01 01): 0 type, 1 time; false for another. Thread: audio.
  @_noLocks @_noAllocation
  mutating func setGM2Reverb(_ parameter: UInt8, _ value: UInt8) -> Bool {
    switch (parameter, value) {
    case (0, 0): setRoom(.smallRoom, time: 44)
    case (0, 1): setRoom(.mediumRoom, time: 50)
    case (0, 2): setRoom(.largeRoom, time: 56)
    case (0, 3): setRoom(.mediumHall, time: 64)
    case (0, 4): setRoom(.largeHall, time: 64)
    case (0, 8): setRoom(.plate, time: 50)
    case (1, _): reverb.timeSeconds = EffectSettings.seconds(ofTime: value)
    default: return false
    }
    changeCount &+= 1
    return true
  }

  @_noLocks @_noAllocation
  private mutating func setRoom(_ room: Room, time: UInt8) {
    reverb.room = room
    reverb.timeSeconds = EffectSettings.seconds(ofTime: time)
  }

  /// e^((value − 40) · 0.025) seconds.
  @_noLocks @_noAllocation
  private static func seconds(ofTime value: UInt8) -> Double {
    RealtimeMath.exp2((Double(value) - 40) * 0.025 * 1.442_695_040_888_963_4)
  }

  /// One parameter of the chorus (slot 01 02): 0 type, 1 rate, 2 depth, 3 feedback, 4 send to reverb; false for another.
  /// Thread: audio.
  @_noLocks @_noAllocation
  mutating func setGM2Chorus(_ parameter: UInt8, _ value: UInt8) -> Bool {
    switch parameter {
    case 0: guard setChorusType(value) else { return false }
    case 1: chorus.rateHertz = 0.122 * Double(value)
    case 2: chorus.depthSeconds = (Double(value) + 1) / 3200
    case 3: chorus.feedback = 0.007_63 * Double(value)
    case 4: chorus.sendToReverb = 0.007_87 * Double(value)
    default: return false
    }
    changeCount &+= 1
    return true
  }

  /// The six types that GM2 and GS share; false for another. Thread: audio.
  @_noLocks @_noAllocation
  mutating func setChorusType(_ type: UInt8) -> Bool {
    switch type {
    case 0: setChorus(feedback: 0, rate: 3, depth: 5)
    case 1: setChorus(feedback: 5, rate: 9, depth: 19)
    case 2: setChorus(feedback: 8, rate: 3, depth: 19)
    case 3: setChorus(feedback: 16, rate: 9, depth: 16)
    case 4: setChorus(feedback: 64, rate: 2, depth: 24)
    case 5: setChorus(feedback: 112, rate: 1, depth: 5, .flanger)
    default: return false
    }
    chorus.sendToReverb = 0
    return true
  }

  @_noLocks @_noAllocation
  private mutating func setChorus(feedback: UInt8, rate: UInt8, depth: UInt8, _ kind: Chorus.Kind = .chorus) {
    chorus.kind = kind
    chorus.feedback = 0.007_63 * Double(feedback)
    chorus.rateHertz = 0.122 * Double(rate)
    chorus.depthSeconds = (Double(depth) + 1) / 3200
  }
}
