// SPDX-License-Identifier: MIT
// What a connection contributes for a note on a channel. Audio thread.

// Safe because a channel is where its synthesizer has put it for as long as that lives, and only the audio thread changes it.
extension UnsafePointer<Channel> {
  /// The value of a link; 0 for what is no number, and within ±10⁶: no standard knows such amounts, and the kernels count
  /// in `Float`, where a chain of linked modulators could reach infinity. Thread: audio.
  @_noLocks @_noAllocation
  func value(of link: ModulationLink, _ inputs: LinkInputs) -> Double {
    var value = link.scale
    if link.source != 0 { value *= unsafe input(link.source, ControllerCurve.source(link.transform), inputs) }
    if link.control != 0 { value *= unsafe input(link.control, ControllerCurve.control(link.transform), inputs) }
    // RPN5: how far the wheel reaches where it controls a generator.
    if link.source == 0x081 || link.control == 0x081 {
      if case .value = link.kind {} else { value *= unsafe pointee.modulationDepth }
    }
    guard value.isFinite else { return 0 }
    let limited = min(max(value, -1e6), 1e6)
    return link.isAbsolute ? limited.magnitude : limited
  }

  /// One source or control through its curve; 1 for none, 0 for a code that this engine does not have.
  @_noLocks @_noAllocation
  private func input(_ code: UInt16, _ curve: ControllerCurve, _ inputs: LinkInputs) -> Double {
    switch code {
    case 0x000: return 1
    case 0x001: return curve.value(swing: inputs.lfo)
    case 0x002: return curve.value(Double(inputs.note.velocity), greatest: 127, range: 128)
    case 0x003: return curve.value(inputs.note.key, greatest: 127, range: 128)
    case 0x004: return curve.value(inputs.eg1, greatest: 1, range: 1)
    case 0x005: return curve.value(inputs.eg2, greatest: 1, range: 1)
    case 0x006: return curve.value(Double(unsafe pointee.wheel), greatest: 16_256, range: 16_384)
    case 0x007:
      return curve.value(Double(unsafe pointee.polyPressure[Int(inputs.note.playedKey)]), greatest: 127, range: 128)
    case 0x008, 0x00A: return curve.value(Double(unsafe pointee.pressure), greatest: 127, range: 128)
    case 0x009: return curve.value(swing: inputs.vibrato)
    case 0x080...0x0FF:
      return curve.value(Double(unsafe pointee.controllers[Int(code & 0x7F)]), greatest: 127, range: 128)
    case 0x100: return curve.value(Double(unsafe pointee.bendRange), greatest: 16_256, range: 16_384)
    case 0x101: return curve.value(Double(unsafe pointee.fineTuning), greatest: 16_256, range: 16_384)
    case 0x102: return curve.value(Double(unsafe pointee.coarseTuning >> 7), greatest: 127, range: 128)
    // ModulationLink.Input.
    case 0x200: return curve.value(Double(unsafe pointee.bendRange), greatest: 16_256, range: 16_256)
    case 0x201: return curve.value(inputs.linked, greatest: 1, range: 1)
    default: return 0
    }
  }

  /// The key that a note has, in keys, for the connections of its program to the key (DLS 2.2, key number generator: 100
  /// cents a key); within 0…127. `links`: nil for the two that every program has. Thread: audio.
  @_noLocks @_noAllocation
  func key(of played: UInt8, velocity: UInt8, _ links: UnsafePointer<ModulationLink>?, _ linkCount: Int) -> Double {
    var key = Double(Int(played) &+ (unsafe pointee.keyShift))
    if let links = unsafe links, linkCount > 0 {
      let inputs = LinkInputs(NoteInput(key: Double(played), playedKey: played, velocity: velocity))
      var cents = 0.0
      for index in 0..<linkCount { cents += unsafe value(of: links[index], inputs) }
      key = cents * 0.01 + Double(unsafe pointee.transposition)
    }
    return min(max(key, 0), 127)
  }
}
