// SPDX-License-Identifier: MIT
// The controls of a plug-in that runs, for who reads them. Any thread but audio.

public import Realtime

/// What a plug-in's controls are, and how they stand: as the audio thread has set them last.
public final class PluginControls: Sendable {
  /// What is said of the plug-in.
  public let description: PluginDescription
  private let values: SharedValues
  private let rate: Double

  /// `values`: one for each port, and two more: the peak of the last block, and the gain. Thread: control.
  public init(_ description: PluginDescription, values: consuming SharedValues, rate: SampleRate) {
    self.description = description
    self.values = values
    self.rate = Double(rate.hertz)
  }

  /// How a control stands. Thread: any but audio.
  public func value(of port: PluginPort) -> Float { values.value(at: port.index) }

  /// The greatest sample of its last block. Thread: any but audio.
  public var peak: Float { values.value(at: description.ports.count) }

  /// What its sound was multiplied by last. Thread: any but audio.
  public var gain: Float { values.value(at: description.ports.count + 1) }

  /// The audio thread's end, or another one. Thread: control.
  public func anotherEnd() -> SharedValues { values.another() }

  /// What a control may be set to. Thread: any but audio.
  public func range(of port: PluginPort) -> ClosedRange<Float> {
    let scale = port.isRateRelative ? Float(rate) : 1
    return port.least * scale...max(port.least, port.greatest) * scale
  }

  /// The controls that stand otherwise than at first, by their symbols. Thread: any but audio.
  public var changed: [String: Float] {
    var changed: [String: Float] = [:]
    for port in description.ports where port.kind == .control && port.isInput {
      let first = port.isRateRelative ? port.first * Float(rate) : port.first
      if value(of: port) != first { changed[port.symbol] = value(of: port) }
    }
    return changed
  }

  /// How all controls stand that can be set, by their symbols. Thread: any but audio.
  public var all: [String: Float] {
    var all: [String: Float] = [:]
    for port in description.ports where port.kind == .control && port.isInput { all[port.symbol] = value(of: port) }
    return all
  }

  /// Sets all of them to what they are at first, for who begins. Thread: control, before the audio thread has them.
  public func begin(with controls: [String: Float]) {
    for port in description.ports where port.kind == .control {
      let scale = port.isRateRelative ? Float(rate) : 1
      values.set(controls[port.symbol] ?? port.first * scale, at: port.index)
    }
  }
}
