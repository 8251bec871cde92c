// SPDX-License-Identifier: MIT
// What the channels of a group are told. Audio thread.

import MIDI
import Miniport
import Realtime
import Synthesis

/// The audio thread's access to what channels have been told.
@safe struct ChannelNotes: BitwiseCopyable {
  // Safe because the memory outlives who has this.
  let channels: UnsafeMutablePointer<ChannelMemory.State>
  let whole: UnsafeMutablePointer<ChannelMemory.Whole>
  let isOfSynthesizer: Bool

  init(_ memory: ChannelMemory) {
    unsafe channels = memory.channels
    unsafe whole = memory.whole
    isOfSynthesizer = memory.isOfSynthesizer
  }

  /// Takes in a message. Thread: audio.
  @_noLocks @_noAllocation
  func note(_ event: Event) {
    let state = unsafe channels + event.channel
    switch event.status & 0xF0 {
    case 0xB0: unsafe noteController(event.data1, event.data2 & 0x7F, state)
    case 0xC0:
      unsafe state.pointee.program = Int16(event.data1 & 0x7F)
      unsafe state.pointee.bankMSB = state.pointee.controllers[0]
      unsafe state.pointee.bankLSB = state.pointee.controllers[32]
    case 0xD0: unsafe state.pointee.pressure = Int16(event.data1 & 0x7F)
    case 0xE0: unsafe state.pointee.wheel = Int32(event.data1 & 0x7F) | Int32(event.data2 & 0x7F) << 7
    case 0xF0 where event.status == 0xFF && isOfSynthesizer:
      forget()
      unsafe whole.pointee.reset[0] = 0xFF
      unsafe whole.pointee.resetCount = 1
    default: break
    }
  }

  @_noLocks @_noAllocation
  private func noteController(_ number: UInt8, _ value: UInt8, _ state: UnsafeMutablePointer<ChannelMemory.State>) {
    switch number {
    case 6, 38: unsafe noteData(value, isMSB: number == 6, state)
    // A step up or down is of a value that is not known here.
    case 96, 97: break
    case 98...101:
      unsafe state.pointee.selectsUnregistered = number < 100
      unsafe state.pointee.controllers[Int(number)] = value
    case 121: unsafe resetControllers(includingMix: isOfSynthesizer && value == 127, state)
    case 126, 127: unsafe state.pointee.mode = Int16(number)
    case 0..<120: unsafe state.pointee.controllers[Int(number)] = value
    default: break
    }
  }

  /// Data of the parameter that is selected, where it is one of those that are kept.
  @_noLocks @_noAllocation
  private func noteData(_ value: UInt8, isMSB: Bool, _ state: UnsafeMutablePointer<ChannelMemory.State>) {
    guard unsafe !state.pointee.selectsUnregistered, unsafe state.pointee.controllers[101] == 0,
      let place = ChannelNotes.place(ofParameter: unsafe state.pointee.controllers[100])
    else { return }
    let old = unsafe state.pointee.parameters[place]
    let known = old < 0 ? ChannelNotes.first(ofParameter: place) : old
    unsafe state.pointee.parameters[place] =
      isMSB ? Int32(value) << 7 | known & 0x7F : known & ~0x7F | Int32(value)
  }

  /// Reset All Controllers: what it does not reset, such as volume and pan, is told again all the same. With data 127 a synthesizer
  /// resets those too (DLS 2.2, 1.11).
  @_noLocks @_noAllocation
  private func resetControllers(includingMix: Bool, _ state: UnsafeMutablePointer<ChannelMemory.State>) {
    unsafe state.pointee.wheel = -1
    unsafe state.pointee.pressure = -1
    for number in 0..<120 where ChannelNotes.isReset(number) || includingMix && ChannelNotes.isOfMix(number) {
      unsafe state.pointee.controllers[number] = 0xFF
    }
    if includingMix { unsafe state.pointee.parameters = InlineArray(repeating: -1) }
  }

  /// Takes in System Exclusive: a reset, after which nothing of what was said before holds. Thread: audio.
  @_noLocks @_noAllocation
  func noteExclusive(_ bytes: UnsafeRawBufferPointer) {
    guard isOfSynthesizer, bytes.count <= 16, case .some = unsafe Dialect(resetBy: bytes) else { return }
    forget()
    for index in 0..<bytes.count { unsafe whole.pointee.reset[index] = unsafe bytes[index] }
    unsafe whole.pointee.resetCount = bytes.count
  }

  /// A reset: channels are as at first, and so is the reverb.
  @_noLocks @_noAllocation
  private func forget() {
    for channel in 0..<16 { unsafe channels[channel] = ChannelMemory.State() }
    for index in 2..<6 { unsafe whole.pointee.properties[index] = 0 }
  }

  /// Takes in a property of a synthesizer. Thread: audio.
  @_noLocks @_noAllocation
  func note(property event: Event) {
    switch event.property() {
    case .volume?: unsafe whole.pointee.properties[0] = event.packed
    case .boost?: unsafe whole.pointee.properties[1] = event.packed
    case .reverbInputGain?: unsafe whole.pointee.properties[2] = event.packed
    case .reverbMix?: unsafe whole.pointee.properties[3] = event.packed
    case .reverbTime?: unsafe whole.pointee.properties[4] = event.packed
    case .reverbHighFrequencyRatio?: unsafe whole.pointee.properties[5] = event.packed
    case .priority?: unsafe channels[event.propertyChannel].priority = event.packed
    case .mute?: unsafe channels[event.propertyChannel].mute = event.packed
    case .owner?, .effectsEnd?, .parameter?, nil: break
    }
  }

  /// Takes in a message that has left by the MIDI output. Thread: audio.
  @_noLocks @_noAllocation
  func noteSent(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 3 else { return }
    let (status, key) = unsafe (bytes[0], Int(bytes[1] & 0x7F))
    let isOn = unsafe bytes[2] > 0
    let state = unsafe channels + Int(status & 0x0F)
    let bit: UInt64 = 1 &<< UInt64(key & 63)
    switch status & 0xF0 {
    case 0x90 where isOn: unsafe state.pointee.sentKeys[key / 64] |= bit
    case 0x80, 0x90: unsafe state.pointee.sentKeys[key / 64] &= ~bit
    case 0xB0 where key == 64: unsafe state.pointee.sentPedal = unsafe bytes[2] >= 64
    case 0xB0 where key == 120 || key == 123: unsafe state.pointee.sentKeys = InlineArray(repeating: 0)
    default: break
    }
  }
}

// MARK: Numbers

extension ChannelNotes {
  /// Whether Reset All Controllers resets it: modulation, breath, foot, expression and the pedals. Source: RP-015. Thread: audio.
  @_noLocks @_noAllocation
  private static func isReset(_ number: Int) -> Bool {
    switch number {
    case 1, 2, 4, 11, 64...67: true
    default: false
    }
  }

  /// Whether it is reset together with the mix: volume, pan, sends, and what shapes the sound. Thread: audio.
  @_noLocks @_noAllocation
  private static func isOfMix(_ number: Int) -> Bool {
    switch number {
    case 7, 10, 70...79, 91...95: true
    default: false
    }
  }

  /// Where a registered parameter is kept; nil for one that is not. Thread: audio.
  @_noLocks @_noAllocation
  static func place(ofParameter number: UInt8) -> Int? {
    switch number {
    case 0, 1, 2: Int(number)
    case 5: 3
    default: nil
    }
  }

  /// The parameter at a place. Thread: audio.
  @_noLocks @_noAllocation
  static func parameter(at place: Int) -> UInt8 { place == 3 ? 5 : UInt8(truncatingIfNeeded: place) }

  /// What it is at power-on: two semitones, the middle, the middle, half a semitone. Thread: audio.
  @_noLocks @_noAllocation
  private static func first(ofParameter place: Int) -> Int32 {
    switch place {
    case 0: 256
    case 3: 64
    default: 8192
    }
  }
}
