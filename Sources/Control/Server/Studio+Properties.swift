// SPDX-License-Identifier: MIT
// The properties of a client: set, kept for the next engine, and read. Control threads.

import MIDI
import Miniport
import Realtime
import Synchronization
import Synthesis

extension Studio {
  /// Sets the volume, in dB, at a frame.
  func setVolume(_ decibels: Float, at time: FrameTime) throws(ControlFault) {
    try push(Event(.volume, decibels, time: time))
    settings.withLock { $0.volume = decibels }
  }

  /// Sets the boost, in dB, at a frame.
  func setBoost(_ decibels: Float, at time: FrameTime) throws(ControlFault) {
    try push(Event(.boost, decibels, time: time))
    settings.withLock { $0.boost = decibels }
  }

  /// Sets the reverb at a frame.
  func set(_ reverb: ReverbSettings, at time: FrameTime) throws(ControlFault) {
    for event in Studio.events(reverb, at: time) { try push(event) }
    settings.withLock { $0.reverb = reverb }
  }

  /// What was set last.
  var present: StudioSettings { settings.withLock { $0 } }

  /// The reverb as it is, whether messages or people have set it.
  var reverb: ReverbSettings {
    func decibels(_ amplitude: Double) -> Float { Float(max(-96, Decibels(amplitude: amplitude).value)) }
    return ReverbSettings(
      inputGain: decibels(statistics.real(.reverbInputGain)), mix: decibels(statistics.real(.reverbLevel)),
      time: Float(statistics.real(.reverbTime)), highFrequencyRatio: Float(statistics.real(.reverbHighFrequencyRatio)))
  }

  /// What a new engine is told.
  func propertyEvents() -> [Event] {
    let settings = present
    var events: [Event] = []
    if settings.volume != 0 { events.append(Event(.volume, settings.volume)) }
    if settings.boost != 0 { events.append(Event(.boost, settings.boost)) }
    if let reverb = settings.reverb { events += Studio.events(reverb, at: .zero) }
    for report in mirror.reports {
      let (group, channel) = (Int(report.index) / 16 + 1, Int(report.index) % 16)
      guard report.priority != .usual(channel: channel) else { continue }
      events.append(Event(report.priority, group: UInt16(group), channel: UInt8(channel)))
    }
    return events
  }

  static func events(_ reverb: ReverbSettings, at time: FrameTime) -> [Event] {
    var events = [
      Event(.reverbInputGain, reverb.inputGain, time: time), Event(.reverbMix, reverb.mix, time: time),
      Event(.reverbTime, reverb.time, time: time),
    ]
    if reverb.highFrequencyRatio > 0 {
      events.append(Event(.reverbHighFrequencyRatio, reverb.highFrequencyRatio, time: time))
    }
    return events
  }
}
