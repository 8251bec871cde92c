// SPDX-License-Identifier: MIT
// What a connection contributes for a note on a channel. Audio thread.

import DLS

/// The parts of a note that connections can ask for.
struct NoteInput: BitwiseCopyable {
  /// 0…127, after coarse tuning.
  var key: UInt8
  /// The key as it was played: poly pressure comes by it.
  var playedKey: UInt8
  var velocity: UInt8

  @_noLocks @_noAllocation
  init(key: UInt8, playedKey: UInt8, velocity: UInt8) {
    self.key = key
    self.playedKey = playedKey
    self.velocity = velocity
  }
}

extension Channel {
  /// What a link adds to its destination; for a generator's link, the depth of the generator. Thread: audio.
  @_noLocks @_noAllocation
  func value(of link: ModulationLink, note: NoteInput) -> Double {
    var value = link.scale
    if case .none = link.generator {
      value *= input(link.source, ControllerCurve.source(link.transform), note)
    } else if link.transform & 0x8000 != 0 {
      value = -value
    }
    if link.control != 0 {
      value *= input(link.control, ControllerCurve.control(link.transform), note)
      if link.control == 0x081 { value *= modulationDepth }
    }
    return value
  }

  /// One source or control through its curve; 1 for none, 0 for a code that this engine does not have.
  @_noLocks @_noAllocation
  private func input(_ code: UInt16, _ curve: ControllerCurve, _ note: NoteInput) -> Double {
    switch code {
    case 0x000: return 1
    case 0x002: return curve.value(Double(note.velocity), greatest: 127, range: 128)
    case 0x003: return curve.value(Double(note.key), greatest: 127, range: 128)
    case 0x006: return curve.value(Double(wheel), greatest: 16_256, range: 16_384)
    case 0x007: return curve.value(Double(polyPressure[Int(note.playedKey)]), greatest: 127, range: 128)
    case 0x008, 0x00A: return curve.value(Double(pressure), greatest: 127, range: 128)
    case 0x080...0x0FF: return curve.value(Double(controllers[Int(code & 0x7F)]), greatest: 127, range: 128)
    case 0x100: return curve.value(Double(bendRange), greatest: 16_256, range: 16_384)
    case 0x101: return curve.value(Double(fineTuning), greatest: 16_256, range: 16_384)
    case 0x102: return curve.value(Double(coarseTuning >> 7), greatest: 127, range: 128)
    default: return 0
    }
  }
}
