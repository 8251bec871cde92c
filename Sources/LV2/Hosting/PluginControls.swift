// SPDX-License-Identifier: MIT
// The controls of a plug-in that runs, for who reads them. Any thread but audio.

public import Realtime

/// What a plug-in's controls are, and how they stand: as the audio thread has set them last.
public final class PluginControls: Sendable {
  /// What is said of the plug-in.
  public let description: PluginDescription
  private let values: SharedValues
  private let rate: SampleRate

  /// `values`: one for each port, and two more: the peak of the last block, and the gain. Thread: control.
  public init(_ description: PluginDescription, values: consuming SharedValues, rate: SampleRate) {
    self.description = description
    self.values = values
    self.rate = rate
  }

  /// Those that can be set. Thread: any.
  private var ports: [PluginPort] { description.ports.filter { $0.kind == .control && $0.isInput } }

  /// How a control stands. Thread: any but audio.
  public func value(of port: PluginPort) -> Float { values.value(at: port.index) }

  /// What a control is at first. Thread: any but audio.
  public func first(of port: PluginPort) -> Float { port.first(at: rate) }

  /// What a control may be set to. Thread: any but audio.
  public func range(of port: PluginPort) -> ClosedRange<Float> { port.range(at: rate) }

  /// The greatest sample of its last block. Thread: any but audio.
  public var peak: Float { values.value(at: description.ports.count) }

  /// What its sound was multiplied by last. Thread: any but audio.
  public var gain: Float { values.value(at: description.ports.count + 1) }

  /// The audio thread's end, or another one. Thread: control.
  public func anotherEnd() -> SharedValues { values.another() }

  /// How all controls stand that can be set, by their symbols. Thread: any but audio.
  public var all: [String: Float] {
    Dictionary(ports.map { ($0.symbol, value(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Those of them that stand otherwise than at first. Thread: any but audio.
  public var changed: [String: Float] {
    Dictionary(
      ports.filter { value(of: $0) != first(of: $0) }.map { ($0.symbol, value(of: $0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Those of some values that are others than at first, as near as the plug-in allows. Thread: any but audio.
  public func withoutFirst(_ wanted: [String: Float]) -> [String: Float] {
    wanted.filter { symbol, value in
      guard let port = description.control(symbol) else { return true }
      let range = range(of: port)
      return min(max(value, range.lowerBound), range.upperBound) != first(of: port)
    }
  }

  /// What is to be set so that the controls stand as they are named, and, where `isComplete`, all others as at first: ports and values.
  /// Thread: any but audio.
  public func changes(to wanted: [String: Float], isComplete: Bool) -> [(port: PluginPort, value: Float)] {
    ports.compactMap { port in
      let value = wanted[port.symbol] ?? (isComplete ? first(of: port) : self.value(of: port))
      return value == self.value(of: port) ? nil : (port, value)
    }
  }

  /// Lets all of them stand as they are named, or as at first, for who begins. Thread: control, before the audio thread has them.
  public func begin(with controls: [String: Float]) {
    for port in description.ports where port.kind == .control {
      values.set(controls[port.symbol] ?? first(of: port), at: port.index)
    }
  }
}
