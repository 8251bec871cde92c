// SPDX-License-Identifier: MIT
// The controls of a plug-in that runs, for who reads them. Any thread but audio.

internal import Realtime

/// What a plug-in's controls are, and how they stand: as the audio thread has set them last.
public final class PluginControls: Sendable {
  /// What is said of the plug-in.
  public let description: PluginDescription
  private let values: SharedValues
  private let rate: Double

  init(_ description: PluginDescription, values: consuming SharedValues, rate: SampleRate) {
    self.description = description
    self.values = values
    self.rate = Double(rate.hertz)
  }

  /// How a control stands. Thread: any but audio.
  public func value(of port: PluginPort) -> Float { values.value(at: port.index) }

  /// What a control may be set to. Thread: any but audio.
  public func range(of port: PluginPort) -> ClosedRange<Float> {
    let scale = port.isRateRelative ? Float(rate) : 1
    return port.least * scale...max(port.least, port.greatest) * scale
  }
}
