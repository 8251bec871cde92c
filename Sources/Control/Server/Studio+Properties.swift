// SPDX-License-Identifier: MIT
// The properties of a client: set, kept for the next engine, and read. Control threads.

import MIDI
import Miniport
import Realtime
import Synchronization
import Synthesis

extension Studio {
  /// Sets the volume, in dB, at a frame.
  func setVolume(_ decibels: Double, at time: FrameTime) throws(ControlFault) {
    try push(Event(.volume, Float(decibels), time: time))
    settings.withLock { $0.volume = decibels }
  }

  /// Sets the boost, in dB, at a frame.
  func setBoost(_ decibels: Double, at time: FrameTime) throws(ControlFault) {
    try push(Event(.boost, Float(decibels), time: time))
    settings.withLock { $0.boost = decibels }
  }

  /// Sets the reverb at a frame.
  func set(_ reverb: WavesReverb, at time: FrameTime) throws(ControlFault) {
    for event in Studio.events(reverb, at: time) { try push(event) }
    settings.withLock { $0.reverb = reverb }
  }

  /// What people call the channel groups, from the first on; no text where nobody has named one. Thread: any but audio.
  public var groupNames: [String] { present.groupNames }

  /// Names groups; those of groups that may come are kept for them. Thread: control.
  public func setGroupNames(_ names: [String]) {
    // Nothing at the end: names are then the same where they look the same.
    settings.withLock { $0.groupNames = Array(names.reversed().drop { $0.isEmpty }.reversed()) }
  }

  /// What was set last.
  var present: StudioSettings { settings.withLock { $0 } }

  /// The reverb as it is, whether messages or people have set it; a ratio of 0 is the room's own.
  var reverb: WavesReverb {
    func decibels(_ amplitude: Double) -> Double { max(-96, Decibels(amplitude: amplitude).value) }
    var reverb = WavesReverb()
    reverb.inputGainDecibels = decibels(statistics.real(.reverbInputGain))
    reverb.mixDecibels = decibels(statistics.real(.reverbLevel))
    reverb.timeSeconds = statistics.real(.reverbTime)
    reverb.highFrequencyRatio = statistics.real(.reverbHighFrequencyRatio)
    return reverb
  }

  /// What a new engine is told.
  func propertyEvents() -> [Event] {
    let settings = present
    var events: [Event] = []
    if settings.volume != 0 { events.append(Event(.volume, Float(settings.volume))) }
    if settings.boost != 0 { events.append(Event(.boost, Float(settings.boost))) }
    if let reverb = settings.reverb { events += Studio.events(reverb, at: .zero) }
    for report in mirror.reports {
      let (group, channel) = (Int(report.index) / 16 + 1, Int(report.index) % 16)
      guard report.priority != .usual(channel: channel) else { continue }
      events.append(Event(report.priority, group: UInt16(group), channel: UInt8(channel)))
    }
    return events
  }

  static func events(_ reverb: WavesReverb, at time: FrameTime) -> [Event] {
    [
      Event(.reverbInputGain, Float(reverb.inputGainDecibels), time: time),
      Event(.reverbMix, Float(reverb.mixDecibels), time: time),
      Event(.reverbTime, Float(reverb.timeSeconds), time: time),
      Event(.reverbHighFrequencyRatio, Float(reverb.highFrequencyRatio), time: time),
    ]
  }
}
