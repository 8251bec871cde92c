// SPDX-License-Identifier: MIT
// What the channels of a group have been told, for who begins anew, and what it has begun outside. Audio thread; made at setup.

public import MIDI
import Miniport
import Realtime

/// Programs, controllers, parameters, wheels and pressure of 16 channels; of a synthesizer its last reset and its properties too.
@safe public final class ChannelMemory: @unchecked Sendable {
  // Safe because `channels` covers 16 channels and `whole` one value for the life of this value, and the audio thread alone uses them once it
  // plays.
  let channels: UnsafeMutablePointer<State>
  let whole: UnsafeMutablePointer<Whole>
  /// It is a synthesizer's.
  let isOfSynthesizer: Bool

  /// What was said last of each thing; 0xFF or below 0 where nothing was.
  struct State: BitwiseCopyable {
    var program: Int16 = -1
    /// As of the last program change.
    var (bankMSB, bankLSB): (UInt8, UInt8) = (0xFF, 0xFF)
    var wheel: Int32 = -1
    var pressure: Int16 = -1
    /// Mono or poly mode, as the controller says it.
    var mode: Int16 = -1
    var controllers: InlineArray<128, UInt8> = InlineArray(repeating: 0xFF)
    /// Registered parameters 0, 1, 2 and 5, 14 bits.
    var parameters: InlineArray<4, Int32> = InlineArray(repeating: -1)
    /// Data are those of an unregistered parameter.
    var selectsUnregistered = false
    /// A property, as an event has it; 0 where nobody has set it.
    var priority: UInt64 = 0
    /// Another one.
    var mute: UInt64 = 0
    /// Keys that the plug-in holds down by the MIDI output, a bit for each, and whether it does the sustain pedal.
    var sentKeys: InlineArray<2, UInt64> = InlineArray(repeating: 0)
    var sentPedal = false

    /// Nothing was said. Thread: any.
    @_noLocks @_noAllocation
    init() {}
  }

  /// What concerns all channels.
  struct Whole: BitwiseCopyable {
    /// The reset after which all of it was said.
    var reset: InlineArray<16, UInt8> = InlineArray(repeating: 0)
    var resetCount = 0
    /// Volume, boost, and the four of the reverb, as events have them; 0 where nobody has set them.
    var properties: InlineArray<6, UInt64> = InlineArray(repeating: 0)
  }

  /// Nothing was said. `isOfSynthesizer`: resets mean something to who has it, and properties. Thread: control.
  public init(isOfSynthesizer: Bool = false) {
    self.isOfSynthesizer = isOfSynthesizer
    unsafe channels = .allocate(capacity: 16)
    unsafe channels.initialize(repeating: State(), count: 16)
    unsafe whole = .allocate(capacity: 1)
    unsafe whole.initialize(to: Whole())
  }

  deinit {
    unsafe channels.deallocate()
    unsafe whole.deallocate()
  }

  /// Begins with messages and properties that others have been told before. Thread: control, before the audio thread has it.
  public func begin(with messages: [[UInt8]], properties: [Event]) {
    let notes = ChannelNotes(self)
    for message in messages {
      unsafe message.withUnsafeBytes { bytes in
        if let event = unsafe Event(message: bytes, time: .zero) { return notes.note(event) }
        unsafe notes.noteExclusive(bytes)
      }
    }
    for property in properties { notes.note(property: property) }
  }
}
