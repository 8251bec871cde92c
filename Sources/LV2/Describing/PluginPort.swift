// SPDX-License-Identifier: MIT
// What is said of a port of a plug-in. Any thread.

public import Realtime

/// A port of a plug-in, as its data describe it.
public struct PluginPort: Sendable, Codable, Equatable {
  /// What goes through it.
  public enum Kind: String, Sendable, Codable { case audio, control, cv, atom, unknown }

  /// The port's number.
  public let index: Int
  /// The name for programs, which does not change from version to version.
  public let symbol: String
  /// The name for people.
  public let name: String
  /// Whether the plug-in reads it; else it writes.
  public let isInput: Bool
  /// What goes through it.
  public let kind: Kind
  /// Nothing needs to be connected.
  public let isOptional: Bool
  /// Of a control: the least, the greatest and the first value.
  public let least: Float
  /// See `least`.
  public let greatest: Float
  /// See `least`.
  public let first: Float
  /// Of a control: on or off.
  public let isToggle: Bool
  /// Of a control: whole numbers alone.
  public let isInteger: Bool
  /// Of a control: equal steps are equal ratios.
  public let isLogarithmic: Bool
  /// Of a control: least, greatest and first are parts of the sample rate.
  public let isRateRelative: Bool
  /// Of a control that the plug-in writes: how many frames it is late.
  public let isLatency: Bool
  /// Of atoms: MIDI goes through it.
  public let hasMIDI: Bool
  /// Of atoms: the transport's position goes through it.
  public let hasTime: Bool
  /// Of atoms: messages that set and get properties go through it.
  public let hasPatch: Bool
  /// Of atoms: bytes that it needs at least; 0 where nothing is said.
  public let leastByteCount: Int
  /// The URI of its unit, or the symbol of one that the plug-in defines itself; nil where nothing is said.
  public let unit: String?
  /// Of a control: values that have names, in their order.
  public let scalePoints: [ScalePoint]?

  /// A value that has a name.
  public struct ScalePoint: Sendable, Codable, Equatable {
    /// The value.
    public let value: Float
    /// What people call it.
    public let label: String
  }

  /// What a control is at first, at a rate. Thread: any.
  public func first(at rate: SampleRate) -> Float { first * scale(at: rate) }

  /// What a control may be set to, at a rate. Thread: any.
  public func range(at rate: SampleRate) -> ClosedRange<Float> {
    least * scale(at: rate)...max(least, greatest) * scale(at: rate)
  }

  private func scale(at rate: SampleRate) -> Float { isRateRelative ? Float(rate.hertz) : 1 }
}
