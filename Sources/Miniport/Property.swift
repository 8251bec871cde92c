// SPDX-License-Identifier: MIT
// What can be set of an instrument beside what MIDI says. Any thread.

public import MIDI
public import Realtime

/// A number that a person or a program sets, and no MIDI message can: DirectMusic's properties (`directmusic.md` 3.2, 3.6).
///
/// It travels as an event does, and takes effect at its frame. The code stands in the file of its functions: a debug build
/// proves a function only against its own file.
public enum Property: Sendable, BitwiseCopyable, CaseIterable {
  /// Of the whole instrument, dB, a 32-bit float: −96 to 0, and −96 is silence.
  case volume
  /// Added to the volume, dB, a 32-bit float, to match other instruments: −20 to 20.
  case boost
  /// dB, a 32-bit float: −96 to 0.
  case reverbInputGain
  /// dB, a 32-bit float: −96 to 0.
  case reverbMix
  /// Seconds, a 32-bit float: 0.001 to 3.
  case reverbTime
  /// A 32-bit float: 0.001 to 0.999.
  case reverbHighFrequencyRatio
  /// Of a channel, a `VoicePriority`.
  case priority
  /// Of a channel: whose banks it plays beside everybody's, 0 for nobody's, or a client's number from 1.
  case owner
  /// Without a value: reverb, echoes and chorus fall silent.
  case effectsEnd
  /// Of a channel: 1 while it is silenced, else 0.
  case mute
  /// Of the miniport that plays a group: a control of its own, a 32-bit float.
  case parameter

  /// Thread: any.
  @_noLocks @_noAllocation
  init?(code: UInt8) {
    switch code {
    case 1: self = .volume
    case 2: self = .boost
    case 3: self = .reverbInputGain
    case 4: self = .reverbMix
    case 5: self = .reverbTime
    case 6: self = .reverbHighFrequencyRatio
    case 7: self = .priority
    case 8: self = .owner
    case 9: self = .effectsEnd
    case 10: self = .parameter
    case 11: self = .mute
    default: return nil
    }
  }

  /// Thread: any but audio.
  var code: UInt8 {
    switch self {
    case .volume: 1
    case .boost: 2
    case .reverbInputGain: 3
    case .reverbMix: 4
    case .reverbTime: 5
    case .reverbHighFrequencyRatio: 6
    case .priority: 7
    case .owner: 8
    case .effectsEnd: 9
    case .parameter: 10
    case .mute: 11
    }
  }
}

extension Event {
  /// The status of an event that sets a property. MIDI leaves it undefined, and no message from outside has it.
  @inlinable public static var propertyStatus: UInt8 { @_noLocks @_noAllocation get { 0xF5 } }

  /// Sets a property of the whole instrument. Thread: any.
  public init(_ property: Property, _ value: Float, time: FrameTime = .zero) {
    self.init(property, bits: value.bitPattern, time: time, group: 0, channel: 0)
  }

  /// Sets the priority of a channel, 0 to 15. Thread: any.
  public init(_ priority: VoicePriority, group: UInt16, channel: UInt8, time: FrameTime = .zero) {
    self.init(.priority, bits: priority.rawValue, time: time, group: group, channel: channel)
  }

  /// Lets a channel, 0 to 15, play a client's banks beside everybody's. Thread: any.
  public init(owner: UInt8, group: UInt16, channel: UInt8, time: FrameTime = .zero) {
    self.init(.owner, bits: UInt32(owner), time: time, group: group, channel: channel)
  }

  /// Silences a channel, 0 to 15, or lets it be heard again. Thread: any.
  public init(mute isSilenced: Bool, group: UInt16, channel: UInt8, time: FrameTime = .zero) {
    self.init(.mute, bits: isSilenced ? 1 : 0, time: time, group: group, channel: channel)
  }

  /// Lets the effects of the whole instrument fall silent. Thread: any.
  public static func effectsEnd(time: FrameTime = .zero) -> Event { Event(.effectsEnd, 0, time: time) }

  /// Sets a control of the miniport that plays a group. `index`: which of its controls, 0 to 65535. Thread: any.
  public init(parameter index: Int, _ value: Float, group: UInt16, time: FrameTime = .zero) {
    let head = UInt64(Event.propertyStatus) | UInt64(Property.parameter.code) << 8 | UInt64(index & 0xFFFF) << 16
    self.init(time: time, packed: head | UInt64(value.bitPattern) << 32, length: 8, group: group)
  }

  private init(_ property: Property, bits: UInt32, time: FrameTime, group: UInt16, channel: UInt8) {
    let head = UInt64(Event.propertyStatus) | UInt64(property.code) << 8 | UInt64(channel & 15) << 16
    self.init(time: time, packed: head | UInt64(bits) << 32, length: 8, group: group)
  }

  /// The property that it sets; nil where it is a MIDI message. Thread: any.
  @_noLocks @_noAllocation
  public func property() -> Property? {
    guard slot == Event.noSlot, status == Event.propertyStatus else { return nil }
    return Property(code: data1)
  }

  /// Of a property: its 32 bits. Thread: any.
  @inlinable public var propertyBits: UInt32 {
    @_noLocks @_noAllocation get { UInt32(truncatingIfNeeded: packed >> 32) }
  }

  /// Of a property that is a number. Thread: any.
  @inlinable public var propertyValue: Float { @_noLocks @_noAllocation get { Float(bitPattern: propertyBits) } }

  /// Of a parameter: which of the controls. Thread: any.
  @inlinable public var parameterIndex: Int {
    @_noLocks @_noAllocation get { Int(truncatingIfNeeded: packed >> 16) & 0xFFFF }
  }

  /// Of a property of a channel: 0 to 15 within its group. Thread: any.
  @inlinable public var propertyChannel: Int { @_noLocks @_noAllocation get { Int(data2 & 15) } }
}
